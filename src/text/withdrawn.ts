/** Whether a message takes a question back: the one who asked needs no answer any more. */

import { CLAUSE, EDGE, LATIN_END, PERSON_ZH, SETTLED } from './courtesy.js';
import { normaliseScript } from './script.js';

/** A whole clause that says so. */
const WITHDRAWN: readonly string[] = [
  '(?:oh |ok(?:ay)? |ah |sorry |actually )*(?:nvm|nvmd|never ?mind)(?: (?:me|then|that|this|all|guys|everyone|folks))*(?: (?:i )?(?:just )?(?:got|found|figured|solved|fixed) (?:it|out)(?: out)?)?',
  '(?:nvm|never ?mind) (?:i (?:just )?(?:found|figured|got|solved|fixed|see|was)|it was|turns out|that was|my)\\b.{0,200}',
  '(?:sorry |oh |please |pls |do |you can |just )*(?:(?:ignore|disregard|forget)(?: about)? (?:me|that|this|it|that one|(?:my|the|this|that)(?: (?:last|previous|above|earlier|first))?(?: (?:question|message|post|one))?)|(?:scratch|scrap) (?:that|it|this))',
  '(?:sorry |oh |please |pls )+(?:ignore|disregard)',
  '(?:please |pls |just )*(?:ignore|disregard|forget|scratch) (?:what i (?:asked|wrote|said)|my (?:last |previous |earlier )?question)\\b.{0,200}',
  '(?:never ?mind|nvm) (?:about|the question)\\b.{0,200}',
  "(?:ok(?:ay)? |oh |ah |i(?:’ve|'ve| have)? |we |just |finally |already |actually )*(?:found|figured|worked|sorted|solved|fixed|resolved) (?:it|that|this|the (?:problem|issue|answer|cause|solution|bug)|out)(?: out)?(?: (?:myself|by myself|on my own|ourselves|already|now|eventually|finally|after all))*",
  "(?:ok(?:ay)? |i(?:’ve|'ve| have)? |finally |just )*(?:got it (?:working|to work|sorted|solved|fixed))(?: (?:now|myself|finally))*",
  `(?:ok(?:ay)? |oh |ah |well |and )*(?:${SETTLED.join('|')})`,
  "(?:the |my )?(?:problem|issue|question)(?:[’']s| is| was| has been| got)? (?:now |already )?(?:answered|gone)(?: (?:now|already))?",
  "(?:i )?(?:don't|do not|dont|no longer) need (?:it|this|help|an answer)(?: any ?more| now)?|no need(?: any ?more)?",
  '(?:不好意思|抱歉|哦|噢|嗯|啊|好的?|ok|刚刚?|我|们|已经?|现在|问题|这个|那个|上面的?|刚才的?|自己|自行|终于|总算|应该是?|原因|答案|都)*(?:解决|搞定|搞好|弄好|弄明白|搞明白|修好|找到|查到|好|可以|能用|没问题|没事)(?:问题|原因|答案|办法)?[了啦咯]',
  `(?:不好意思|抱歉|请|麻烦|拜托|${PERSON_ZH})*(?:忽略|无视|不用管|别管|不用理)(?:掉|一下|下)?(?:我|的|上面|上边|上一?条|刚才|前面|这个|这条|那个|那条|问题|消息|提问)*[吧了哈啊]*`,
  '(?:那|就|先|现在|已经|大家|你们|各位)*不(?:用|需要|必)(?:了|回答?了?|回复了?|看了|帮忙?了|管了|麻烦大家了)',
  // With what they mean before it: 刚才那个双数据源的问题不用看了.
  '(?:刚刚?才?|上面|上边|上一条|前面|之前|那个|那条|这个|这条|关于)[^,;。?!]*(?:(?:不用|不必|别)(?:再)?(?:看|回答?|回复|管)了?|忽略了?|无视了?|撤[回了]?了?|收回|作废)[吧哈啊]*',
  '(?:大家|你们|各位|都|不用|别)*(?:别理|不用理|不用管|不用回|别管)我?了?[吧哈啊]*|没事了',
  '(?:那|还是)*算了(?:吧|啊|，)?(?:我|还是|自己|直接|先|去|再|来|回头)*(?:查|看|试|找|搜|翻|研究|搞|弄)?(?:下|看|查|文档|代码|源码|吧|好了|了){0,4}',
  '(?:nvm|never ?mind|算了)[ ,，]{0,2}(?:我|已经|自己|刚)*(?:找到|解决|搞定|弄好|明白|懂|知道|看到)(?:问题|答案|原因)?了',
  '(?:就)?当我(?:没问|没说|没提)(?:过)?[吧了哈啊]*|打扰了?',
];

/** `:)` at the end of a clause. */
const FACE = '(?:[:;]-?[()DP])?';
const WITHDRAWN_CLAUSE = new RegExp(`^${EDGE}(?:${WITHDRAWN.join('|')})${LATIN_END}${EDGE}${FACE}$`, 'iu');

/** What goes on asking, or begins to: `nvm, but how do I ...`, 解决了，不过又报了 .... */
const ASKS =
  /[?]|(?:^|[.!,;。\n])\s{0,5}(?:(?:and|so|now|ok) )?(?:but|however|how|why|what|which|where|when|who|can|could|does|do|is|are|any|anyone|anybody)\b|\bstill\b|吗|怎么|如何|为什么|为何|请问|谁|哪|有没有|能不能|是不是|可不可以|没有?$|但|不过|另外|还是(?:不|没|报)|又(?:报|出)|求/iu;

/** Ends a question that its author has answered meanwhile: `how to cancel it? nvm`. */
const TAKEN_BACK_AT_END = /(?:^|[,.;?!。\n])\s{0,5}(?:nvm|never ?mind|当我没问过?)[\s.!。~]*$/iu;

/** Characters; what is longer says more than that. */
const LONGEST = 200;

/** Chinese is often written with spaces in place of commas. */
const GAP = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/**
 * Whether the one who asked says that no answer is needed any more, as "nvm, found it myself" and 自己解决了，谢谢 do. Besides that it
 * may give thanks and the cause; it asks nothing.
 */
export function isWithdrawn(message: string): boolean {
  const text = normaliseScript(message);
  if (text.length > LONGEST) return false;
  if (TAKEN_BACK_AT_END.test(text)) return true;
  if (ASKS.test(text)) return false;
  // Clauses stand at even places, and what ends each of them behind it.
  const clauses = text.replace(GAP, ',').split(CLAUSE);
  return clauses.some((clause, place) => place % 2 === 0 && WITHDRAWN_CLAUSE.test(clause));
}
