/** Marks of form: what questions, answers, reports, news, plans, thanks and jokes are made of, in Chinese and English. */

import { keysOf } from '../../record.js';
import type { Form } from './form.js';

/** Looked for in the whole message, and once more in its last sentence. */
const ASKING = {
  questionMark: /[?？]/u,
  particle: /吗|[呢嘛](?=[\s，,。?？!~]|$)|(?<![什怎这那要多])么(?=[\s，,。?？!~]|$)/u,
  negativeTail: /[不没](?:有)?(?=[\s，,。?？!~]|$)/u,
  how: /怎么|如何|怎样|咋|\bhow (?:to|do|does|did|can|should|is|are|would|come|i|we|many|much|long|often)\b|\bhow's\b/iu,
  wayOut:
    /怎么办|咋办|咋整|(?:怎么|如何|咋)(?:解决|处理|搞|破|排查)|\bwhat (?:can|should|do|am|did) (?:i|we)\b/iu,
  why: /为什么|为啥|为何|怎么回事|什么原因|(?:什么|啥)情况|\bwhy\b|how come/iu,
  which: /什么|啥|哪|几[个台种次点]|多少|多[大长久]|\b(?:what|which|where|when|who|whose)\b/iu,
  choice:
    /(\p{Script=Han})不\1|有没有|有无|是否|能否|可否|是不是|会不会|要不要|还是(?=.{2})|有(?=.{1,20}[吗么嘛没不](?:[\s，,。?？]|$))/u,
  verbFirst:
    /(?:^|[.!?,:;\n\-–(]\s{0,3}|\b(?:and|but|so|or|then)\s)(?:is|are|was|do|does|did|can|could|should|would|will|has|have|had|must|may|might|am|any)\s\w/iu,
  anyone:
    /有人|有没有(?:人|谁|大佬|哪位|同学)|谁(?!都|也|懂|家|让|的|能想|知道呢)|哪位|\b(?:anyone|anybody|someone|somebody|does any|folks|y'?all|who (?:has|knows|can|else))\b/iu,
  request:
    /请教|请问|求助|(?<![要需请追寻恳])求(?!和|值|得|是|的|也)|咨询|[想再]问|问[一]?下|指[教点导]下?|推荐(?=.{0,8}(?:$|[\s，,。?？]))|帮忙?看|帮忙|麻烦|告知|\b(?:please|pls|plz|help)\b|appreciat|\bany (?:idea|pointer|hint|tip|advice|luck|suggestion|thought|clue|example|way|chance|plan|number|recommend)/iu,
  curious:
    /想(?:了解|知道|请教|问|搞清|弄清|搞明白|弄明白|确认|看看|听听|找)|好奇|\b(?:wonder(?:ing)?|curious|trying to (?:understand|figure|find)|looking for|want to know|tell me|point me|explain)\b/iu,
} as const satisfies Readonly<Record<string, RegExp>>;

/** Looked for in the whole message alone. */
const OTHER = {
  confusion:
    /[没不](?:太|大|怎么)?(?:看|搞|弄|找|想)?(?:懂|明白|清楚|知道|确定|理解|见)|没[找看搜查翻]到|[没无](?:头绪|思路|线索)|疑惑|疑问|困惑|糊涂|一头雾水|矛盾|迷[糊茫惑]|\b(?:not sure|no (?:clue|idea)|confus\w+|don'?t (?:understand|get|see|know)|unclear|puzzled|clueless|out of ideas|can'?t (?:figure|find|tell)|couldn'?t find|stuck|lost)\b/iu,
  trouble:
    /报错|报[了个]|异常|失败|错误|[没不](?:生效|起作用|成功|上|到|动|出来|了)|没(?:效果|反应)|起不来|卡[住死]|超时|死活|一直|老是|总是|还是[不没报]|全是空|丢|挂了|崩|黑屏|糊|乱码|找不到|连不上|跑不起来|拿不到|\b(?:error|fail\w*|exception|cannot|can'?t|couldn'?t|doesn'?t|don'?t|won'?t|isn'?t|wrong|missing|broken|never|still|no longer|keeps?|nothing|refuses?|hangs?|crash\w*|timeout|timed out|empty|blank)\b/iu,
  tried:
    /试[过了]|都(?:检查|[看查搜翻配改换对])过?|折腾|[查翻搜]了|看了.{0,6}遍|[一半]下午|[一半]天|\b(?:tried|already|googled|searched|checked|since (?:morning|yesterday)|all (?:day|morning|afternoon)|hours?)\b/iu,
  despair:
    /急|在线等|救命|崩溃|抓狂|头[大疼秃]|orz|🙏|😭|:(?:sob|pray|confused|thinking_face|scream|cry):|\b(?:panic|urgent|asap)\b/iu,
  advanceThanks:
    /先谢|谢过|感激|多谢(?=[\s!！~。]{0,9}$)|(?:thx|thanks|thank you|ty) in advance|(?:谢谢|感谢)(?:大家|各位|大佬|啦|了|谢谢){0,4}[!！~。\s]{0,9}(?:\[[^\][]{1,9}\]|:\w{1,30}:|\p{Extended_Pictographic}){0,5}$/iu,
  contrast: /但|可是|却|结果|明明|不过|\b(?:but|however|although|though|yet|only)\b/iu,
  condition: /如果|要是|的话|的时候|[之以]后|\b(?:if|when|after|once|while|with|without)\b/iu,
  ability: /可以|支持|能(?!力|量)|应该(?!是)|需要|必须|得(?=.{0,4}[写配加改自])/u,
  wish: /[想要](?!起|不|死|哭)|希望|\b(?:want|need|try(?:ing)?|like to|possible|way to)\b/iu,
  firstPerson: /我|俺|咱|\b(?:i|i'?m|i've|we|we're|my|our|me|us)\b/iu,
  secondPerson: /(?<!谢谢|感谢|多谢|拜托)[你您](?!们|好)|\b(?:you|your|u|ur|you're)\b/iu,
  /** A question back to whoever asked. */
  counter:
    /(?:^|[。.!\n，,\s])[你您](?!们|好).{0,30}[?？吗没呢哪啥几]|\b(?:did|do|are|have|does|is|was|which|what|where|can|could) (?:you|your|u)\b(?! (?:guys|all|know|folks|recommend|get|do|use|run|handle|configure|set up|enable|disable))/iu,
  everybody:
    /各位|大家|大佬|你们|诸位|群里|老师们|前辈|兄弟|姐妹|@(?:here|channel|everyone|所有人)|<!(?:here|channel|everyone)|\b(?:everyone|everybody|folks|guys|all|team|hello)\b/iu,
  advice:
    /建议|记得|别忘|最好|试试|试一下|就(?:行|好|可以|能|ok)了?|只[要需]|的话就|没问题|支持的|可以的|能的|不支持的?[，,。\s]|(?:应该|可能|估计)是|直接.{0,10}就|你[得要把先可需试看那这]|\byou (?:can|need|should|have to|could|might|want|must|may|don'?t)\b|\b(?:make sure|instead|should be|no need)\b/iu,
  imperative:
    /^(?:try|check|just|use|set|put|add|remove|don'?t|look|see|make|go|take|run|read|upgrade|downgrade|restart|turn|open|ask|wait|keep)\b|^(?:先|加|改|换|把|试|用|别|去|看|查|升|装|重启|注意|记得)/iu,
  because:
    /因为|由于|原因(?:是|就)|所以|怪不得|原来|才发现|发现是|\b(?:because|cause|cuz|since|due to|reason (?:was|is)|turned out|turns out|so that|the culprit|was (?:the|a|my))\b/iu,
  solved:
    /搞定|解决了|已解决|修好|修复|好了|可以了|跑通|通了|正常了|恢复|没了|不[报丢卡]了|(?<!没有?)成功了|\b(?:works?|worked) (?:now|fine|again|great|like)\b|\b(?:fixed|solved|sorted|resolved|gone|no more|done)\b/iu,
  withdrawn:
    /自己(?:解决|搞定|找到|看错|写错)|忽略|不用了|当我没|撤回|不好意思.{0,8}(?:错|是我)|找到了|懂了|明白了|\b(?:nvm|never ?mind|ignore (?:me|that|my)|found (?:it|the)|my bad|figured|got it)\b/iu,
  news: /https?:\/\/|听说|据说|转[发：:]|分享|发布|上线了|合并|合入|已发|直播|周会|预告|更新[了：:]|公告|通知|招|内推|报名|欢迎|\b(?:hiring|announc\w+|released?|merged|landed|is out|blog|meetup|talk|webinar|new (?:version|post|release)|changelog|published|live|psa|fyi|heads up|reminder)\b/iu,
  appointment:
    /今[晚早天]|明[天早晚]|后天|下?[周个礼][一二三四五六日天拜月末]|[\d一二两三四五六七八九十]点(?!\d)|会议|开会|\b(?:tomorrow|tonight|today|meeting|monday|tuesday|wednesday|thursday|friday|weekend|next week)\b/iu,
  plan: /打算|准备|计划|回头|待会|晚点|等我|我先|先.{1,14}再|我[来去]|我这就|下周|\b(?:i'?ll|i will|we'?ll|we will|going to|gonna|plan(?:ning)?|todo|next (?:week|sprint)|later|let me)\b/iu,
  opinion:
    /我(?:觉得|感觉|认为|一直|的体会)|个人|其实|本质|说白了|毕竟|总之|反正|更(?:顺手|好|合适|稳)|\b(?:imo|imho|tbh|honestly|i (?:think|guess|believe|prefer|love|like|find)|personally|in my (?:experience|opinion)|obviously|actually|basically|way better|is great|best)\b/iu,
  irony:
    /哈哈|嘿嘿|呵呵|233|666|[笑哭]死|谁懂|凭什么|还有完|还让不让|说好的|难道|何必|何苦|敢不敢|不会真的|背锅|心累|离谱|无语|服了|吐槽|爷青|:(?:joy|rofl|upside_down_face|face_with_rolling_eyes):|😂|🤣|🙃|\b(?:lol|lmao|haha+|rofl|on earth|the hell|wtf|my ass|apparently|who knew|surprise|possibly go|of course|sigh|sure,|love how|whoever|genius|miracle)\b/iu,
  agreement:
    /^(?:对|是的|是啊|嗯|确实|同意|没错|行|好的|好嘞|可以|能|\+1)|^(?:ok|okay|yep|yes|yeah|nope|no|right|exactly|true|same|agreed|ah|oh|haha|lol|great|nice|cool|sure|this)\b/iu,
  replyStart:
    /^(?:这个?|那个?|你这|不是|没有?|可能|应该|估计|大概|肯定|不用|别人)|^(?:maybe|probably|that|it'?s|you|depends?|afaik|iirc)\b/iu,
  past: /之前|上次|那时|去年|当时|用了.{1,6}[年月周]|跑了|踩过|我们(?:用|跑|后来|前年|这边用)|we've been|\bwe (?:use|run|ran|switched|moved|had)\b|been (?:using|running)|\b(?:yesterday|last (?:week|month|year)|back then|ended up)\b/iu,
  mentionFirst:
    /^\s*(?:(?:hey|hi|hello|yo|嗨)[ ,]{0,2})?(?:<@[^<>]+>|@(?!here|channel|everyone|all|所有人)[^\s@])/iu,
  mention: /(?:^|\s)(?:<@[^<>]+>|[@＠](?!here|channel|everyone|all|所有人)[^\s@])/iu,
  vocative:
    /^(?:(?:hey|hi|hello|yo|thanks|thx)[ ,]{1,2})?(?!(?:so|well|okay|btw|also|but|and|now|hello|hey|folks|guys|all|sorry|today|tomorrow|yesterday|actually|honestly|nvm|yes|yep|yeah|nope|right|great|cool|nice|sure|lol|haha|fwiw|imo|imho|afaik|iirc|update|edit|fixed|solved|then|again|first|finally|anyway|basically)\b)[a-z]{3,10}, |^[老小阿]?\p{Script=Han}{1,3}(?:老师|总|哥|姐|师傅|工|兄|同学)?[，,:： ](?=.{0,20}[你您])/iu,
  thanks: /谢|辛苦|感恩|\b(?:thanks?|thx|tks|cheers|ty|kudos)\b/iu,
  feeling:
    /真[的是香]?|太|挺|好[用看香玩吃听]|牛|厉害|难受|开心|羡慕|[!！]|\b(?:love|loving|hate|nice|great|awesome|cool|amazing|wow|finally)\b/iu,
  finished: /[了的啦](?=[。.!！~]{0,9}$)|已经/u,
  suggestionTail: /[吧哈](?=[\s，,。!~]|$)/u,
  emojiTail: /(?::[a-z_+\d-]{1,40}:|\p{Extended_Pictographic}|\[\p{Script=Han}{1,4}\])\s{0,5}$/u,
  ellipsis: /\.{2}|…|。。/u,
  colonLink: /[：:]\s{0,3}<?https?:/u,
} as const satisfies Readonly<Record<string, RegExp>>;

/** What a message that asks nothing may be, with the marks that say so. */
const KIND_MARKS = {
  answer: ['advice', 'imperative', 'replyStart', 'agreement', 'counter', 'secondPerson'],
  report: ['solved', 'because', 'past', 'finished', 'tried'],
  news: ['news', 'colonLink'],
  plan: ['plan', 'appointment'],
  thanks: ['thanks'],
  named: ['mention', 'mentionFirst', 'vocative', 'question of one'],
  joke: ['irony', 'feeling', 'emojiTail', 'question in irony'],
  opinion: ['opinion', 'opinion at the end'],
  quote: ['quotes'],
  withdrawn: ['withdrawn', 'question solved'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type QuietKind = keyof typeof KIND_MARKS;

/** Who begins with a name speaks to one person, whatever follows. */
const DECISIVE = [
  ['quotes', 'quote'],
  ['mentionFirst', 'named'],
  ['vocative', 'named'],
] as const satisfies readonly (readonly [string, QuietKind])[];

/** The kind whose marks weigh most against asking; `undefined` where none does. */
export function quietKind(
  marks: ReadonlyMap<string, number>,
  weightOf: (mark: string) => number,
): QuietKind | undefined {
  const decisive = DECISIVE.find(([mark]) => marks.has(mark));
  if (decisive !== undefined) return decisive[1];
  const sums = keysOf(KIND_MARKS).map((kind) => ({
    kind,
    sum: KIND_MARKS[kind].reduce((sum, mark) => sum + (marks.get(mark) ?? 0) * weightOf(mark), 0),
  }));
  const [first] = sums.toSorted((a, b) => a.sum - b.sum);
  return first === undefined || first.sum >= 0 ? undefined : first.kind;
}

/** A sentence that asks by its form. */
const ASKS = /[?？]|吗|呢$|\b(?:anyone|how do|how to)\b|怎么|如何|为什么|咋|请教|求/u;

/** A Han character says as much as two Latin letters. */
const HAN_SIZE = 2;
/** In Latin letters. */
const SHORT = 24;
const LONG = 160;
const VERY_LONG = 320;
/** More sentences than that behind a question say no more against it. */
const MOST_AFTER = 3;

const HAN_CHARACTER = /\p{Script=Han}/gu;

function sizeOf(text: string): number {
  return text.length + (text.match(HAN_CHARACTER)?.length ?? 0) * (HAN_SIZE - 1);
}

/** The marks of a message by their names, each 0..1; those that are 0 are left out. */
export function marksOf(form: Form): ReadonlyMap<string, number> {
  const { own, sentences, last } = form;
  const marks = new Map<string, number>();
  const mark = (name: string, value: number | boolean): void => {
    if (Number(value) > 0) marks.set(name, Number(value));
  };
  for (const [name, pattern] of Object.entries(ASKING)) {
    mark(name, pattern.test(own));
    mark(`last ${name}`, pattern.test(last));
  }
  for (const [name, pattern] of Object.entries(OTHER)) mark(name, pattern.test(own));
  const has = (name: keyof typeof ASKING | keyof typeof OTHER): boolean => marks.has(name);

  const question = sentences.findLastIndex((sentence) => ASKS.test(sentence));
  mark('asks first', question === 0 && sentences.length > 1);
  mark(
    'after the question',
    question < 0 ? 0 : Math.min(MOST_AFTER, sentences.length - 1 - question) / MOST_AFTER,
  );
  mark('no question', question < 0);
  mark('one sentence', sentences.length <= 1);
  mark('quotes', form.isQuoting);
  mark('code', form.holdsCode);
  const size = sizeOf(own);
  mark('short', size < SHORT);
  mark('long', size > LONG);
  mark('very long', size > VERY_LONG);

  const isOpen = has('trouble') && !has('solved');
  mark('trouble of mine', isOpen && has('firstPerson'));
  mark('trouble open', isOpen && !has('advice') && !has('because'));
  mark('question of one', has('questionMark') && has('secondPerson'));
  mark('question of all', has('questionMark') && (has('anyone') || has('everybody')));
  const asks = [
    'questionMark',
    'particle',
    'how',
    'why',
    'choice',
    'request',
    'anyone',
    'curious',
    'verbFirst',
  ];
  const isBare = !asks.some((name) => marks.has(name));
  mark('no form of asking', isBare);
  mark('no form, no trouble', isBare && !has('trouble') && !has('confusion'));
  mark('question solved', has('questionMark') && has('solved'));
  mark('question goes on', has('questionMark') && !marks.has('last questionMark'));
  mark('question in irony', has('questionMark') && has('irony'));
  mark('opinion at the end', has('opinion') && !marks.has('last questionMark'));
  return marks;
}
