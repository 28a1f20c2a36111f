/** Plain words that a member says to an answer: "why?", "that is wrong", "that helped". Pure. */

import { isAssent, SETTLED } from './courtesy.js';
import { hasQuestionForm } from './question-form.js';
import { withoutQuotes } from './question-text.js';
import { fold, normaliseScript, withoutEndMarks } from './script.js';

export type AfterAnswer =
  | { readonly kind: 'why' }
  | { readonly kind: 'helpful' }
  | {
      readonly kind: 'unhelpful';
      /** The member's words. */
      readonly reason: string;
      /** Whether they hold a question too, which wants an answer: 答非所问，我问的是怎么配置. */
      readonly asks: boolean;
    };

const whole = (...phrases: readonly string[]): RegExp => new RegExp(`^(?:${phrases.join('|')})$`, 'u');

const THIS = '(?:(?:this|that|the|your|it) ?)?(?:answer|reply|one|entry|result|link|card|suggestion)?';
const IT = `(?:it|this|that|${THIS})`;

/** A question for the reason of the answer; "why does ...", 为什么 with a subject ask something else. */
const WHY = whole(
  '(?:but|and|so|ok|hm+|wait)? ?(?:why|how come|why so|why (?:this|that)|why is that|how so)',
  `why (?:(?:did|do|are|would|have) )?you (?:answer|sa[yi]d?|think|choose|chose|pick|show|suggest|give|gave|tell|told|reply|post)(?:ed|ing)?(?: (?:me|us))?(?: (?:so|like (?:this|that)|${IT}))?`,
  'why (?:this|that|the|your) (?:answer|reply|entry|one|result|card|suggestion)',
  `why (?:did|do) (?:i|we) (?:get|see) ${IT}`,
  `how did you (?:come up with|get|get to|find|arrive at|choose|pick) ${IT}`,
  `what makes you (?:say|think) (?:so|${IT})`,
  `(?:please )?explain (?:yourself|why|${THIS})|what is ${IT} based on`,
  '(?:那|但|可)?(?:为什么|为啥|为何|凭什么|凭啥)[呢啊呀]?',
  '(?:那|但|可)?你?(?:为什么|为啥|为何|怎么|凭什么|凭啥|干嘛)你?(?:要|会|就)?(?:这么|这样|那么|那样|如此)(?:回答|回复|答复|答|说|讲|认为|觉得|判断|推荐)我?的?[呢啊呀]?',
  '你?(?:为什么|为啥|为何|怎么|凭什么)(?:会|要)?(?:是|给|选|推荐|回|回复|回答|发)我?(?:了)?(?:这个|这条|这一条|这)(?:答案|回答|回复|结果|条目)?[呢啊呀]?',
  '(?:这个?|你的?)?(?:回答|答案|结论)?的?(?:依据|根据|理由)(?:是什么|是啥|呢|在哪里?)',
);

const WRONG = whole(
  `(?:no |nope |sorry |but |i think )*(?:${IT})(?: is|'s| was| seems| looks)? ?(?:(?:just|simply|completely|totally|plain|also|still) )*(?:wrong|incorrect|not (?:right|correct|true|helpful|relevant|related)|unhelpful|useless|irrelevant|unrelated|outdated|out of date|off topic|nonsense|no help|not what i (?:asked|meant|wanted|need|needed|was asking)(?: (?:for|about))?|not (?:the|an|my) (?:answer|question)(?: to my question)?)(?: (?:answer|at all|for me|anymore))?`,
  `(?:no |nope |sorry |but )*(?:${IT} )?(?:still )?(?:doesn't|does not|didn't|did not|doesnt|didnt|won't) (?:really |actually )?(?:help|work|answer (?:my|the|it|this)(?: question)?|solve (?:it|this|my problem|the problem|anything)|make sense)(?: (?:me|us|here|at all|either|for me|for us))*`,
  'you (?:already|just) (?:said|told us|answered) (?:that|this|it)|(?:你)?(?:刚刚?|刚才|已经|都)*(?:说|回答?|发)过了?',
  "(?:you are|you're) wrong|you (?:misunderstood|got (?:me|it|that) wrong)(?: me)?|still (?:not working|broken|fails)|not working|bad answer|wrong answer|(?:a )?different (?:question|problem)",
  '(?:这个?|那个?|你|回答|答案|答|说|讲|回复|完全|根本|还|也|好像|感觉|已经|早就|的|得|是|都|有点|明显)*(?:不对|错了|错的|不正确|不准确|答错了|说错了|搞错了|有误|过时了?|过期了)[啊吧呀呢的了吗哦]*',
  '(?:这个?|那个?|完全|根本|你|真是|简直|有点)*(?:答非所问|文不对题|牛头不对马嘴|驴唇不对马嘴|所答非所问|驴头不对马嘴|胡说八?道?|瞎说)[啊吧呀了的]*',
  '(?:这个?|那个?|你|回答|答案|回复|对我|还是|试了|试过了?|完全|根本|并|一点|都|也|的)*(?:没(?:有)?(?:什么|啥)?(?:用|帮助|效果|作用)|帮不[上到]?忙?|没帮[上到]忙?|不管用|不起作用|不行|没解决|没有解决|解决不了|不能解决)(?:我的)?(?:问题)?[啊吧呀了的]*',
  '(?:这个?|那个?|你|回答|答案|完全|根本|和|跟|与|我|问|的|问题|都)*(?:不相关|无关|不沾边|没关系|没有关系|不是一回事|不是一个(?:问题|意思))[啊吧呀了的]*',
  '(?:这个?|那个?|并)*不是我?(?:想|要)?(?:问|要|说)的(?:问题|这个|意思)?[啊吧呀]*|我(?:想|要)?(?:问|要|说)的(?:根本|并)?不是(?:这个?|那个?|它)?(?:问题|意思)?[啊吧呀]*|(?:你)?理解错了?(?:我的?意思|我)?了?',
);

const HELPED = whole(
  `(?:yes |yep |ok |great |perfect |cool |oh |wow |thanks |thank you )*(?:${IT}|you) (?:really |actually |just |has |have )*(?:helped|helps|worked|works|did it|did the trick|does the trick|fixed it|solved it|solves it|answers (?:it|my question)|answered my question|saved my day)(?: (?:me|us|a lot|so much|for me|for us|now|perfectly|great|well|thanks|thank you|thx))*`,
  `(?:${IT})(?: is|'s| was) (?:really |very |super |exactly )*(?:helpful|useful|what i (?:needed|wanted|was looking for)|correct|the right answer|the answer)(?: (?:thanks|thank you|thx))*`,
  ...SETTLED,
  '(?:very |really |super )?helpful|(?:it )?works|that works',
  '(?:问题|这个?|按这个?|照着做|果然|真的|现在|已经|终于|就|都)*(?:好使|成功|可以用?|管用|奏效)[了啦啊呀]+',
  '(?:这个?|回答|答案|很|非常|挺|真的?|太|确实|对我|十分|的)*(?:有用|有帮助|管用|好使|帮到我了|帮了?大忙了?|就是这个|正是我要的|是我要的)[了啊呀的啦]*',
);

/** Said of oneself: the answer did nothing for it. */
const BY_MYSELF = /自己|myself|on my own|(?:figured|found|worked|sorted) it out/u;

const CLAUSE_END = /[,，.。!！;；、~～…\n]+|\s[-–—]+\s|(?<=\p{Script=Han})\s+/u;
/** The bot spoken to, and what only leads over. */
const ADDRESS = /^(?:<@[^>]+>|@\S+)\s*/u;
/** Longer words are a report, or another question. */
const LONGEST = 300;

/**
 * What a message says to the answer above it; `undefined` of anything else, above all of a question that goes on.
 * @param message as the member wrote it, or without the bot's name
 */
export function afterAnswer(message: string): AfterAnswer | undefined {
  const reason = withoutQuotes(message).replace(ADDRESS, '').trim();
  if (reason === '' || reason.length > LONGEST) return undefined;
  const text = fold(normaliseScript(reason));
  const bare = withoutEndMarks(text);
  if (WHY.test(bare)) return { kind: 'why' };
  const clauses = text.split(CLAUSE_END).map((clause) => clause.trim());
  const [first = '', ...rest] = clauses.filter((clause) => clause !== '' && !isAssent(clause));
  // 不对吧？ doubts the answer; of any other clause the question mark makes a question.
  const said = /吧\s*[?？]+$/u.test(first) ? first.replace(/(?<![?？])[?？]+$/u, '').trimEnd() : first;
  if (WRONG.test(said)) return { kind: 'unhelpful', reason, asks: rest.some(hasQuestionForm) };
  const isHelped =
    clauses.some(saysHelped) && clauses.every((clause) => saysHelped(clause) || isAssent(clause));
  return isHelped && !/[?？]/u.test(text) && !BY_MYSELF.test(text) ? { kind: 'helpful' } : undefined;
}

const THANKS_AT_END = /(?<!\s)\s*(?:多谢|谢谢|感谢|谢|thanks|thank you|thx)(?:大家|各位|你|您|了|啦)*$/u;

const saysHelped = (clause: string): boolean =>
  HELPED.test(clause) || HELPED.test(clause.replace(THANKS_AT_END, ''));
