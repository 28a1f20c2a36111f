/** The form of a message: what questions and reported troubles are made of, and what small talk and replies are. */

import { normaliseScript } from '../../text/script.js';

/** A mark of form: a pattern of function words, and whether it can only speak for a question (1) or against it (-1). */
interface Mark {
  readonly sign: 1 | -1;
  readonly pattern: RegExp;
}

/** English clauses start here. */
const START = String.raw`(?:^|[.!?,:;\n\-–(]\s*|\b(?:and|but|so|or|then)\s+)`;

export const ASKING_MARKS = {
  questionMark: { sign: 1, pattern: /[?？]/u },
  particle: { sign: 1, pattern: /吗|[呢嘛](?=[\s，,。?？!~]|$)|(?<![什怎这那要多])么(?=[\s，,。?？!~]|$)/u },
  negativeTail: { sign: 1, pattern: /[不没](?=[\s，,。?？!~]|$)/u },
  how: { sign: 1, pattern: /怎么|如何|怎样|咋|\bhow (?:to|do|does|can|should|is|are|would|come|i|we)\b/iu },
  wayOut: {
    sign: 1,
    pattern:
      /怎么办|咋办|咋整|(?:怎么|如何|咋)(?:解决|处理|搞|破|排查)|\bwhat (?:can|should|do) (?:i|we)\b/iu,
  },
  why: { sign: 1, pattern: /为什么|为啥|为何|怎么回事|什么原因|(?:什么|啥)情况|\bwhy\b/iu },
  which: {
    sign: 1,
    pattern: /什么|啥|哪|几[个台种次]|多少|多[大长久]|\b(?:what|which|where|when|who|whose)\b/iu,
  },
  choice: {
    sign: 1,
    pattern:
      /(\p{Script=Han})不\1|有没有|有无|是否|能否|可否|还是(?=.{2,})|有(?=.{1,20}[吗么嘛没不](?:[\s，,。?？]|$))/u,
  },
  ability: {
    sign: 1,
    pattern: /可以|支持|能(?!力|量)|应该(?!是)|需要|必须|得(?=.{0,4}(?:写|配|加|改|自己))/u,
  },
  request: {
    sign: 1,
    pattern:
      /请教|请问|求助|求教|咨询|[想再]问|问[一]?下|求(?:解|指|个|一|教|推荐)|帮(?:忙)?看|\b(?:please|pls|help)\b/iu,
  },
  confusion: {
    sign: 1,
    pattern:
      /[没不](?:太|大|怎么)?(?:看|搞|弄|找|想)?(?:懂|明白|清楚|知道|确定|理解|见)|没(?:找|看|搜)到|疑惑|疑问|\b(?:not sure|confus\w+|don'?t understand|wonder\w*|unclear)\b/iu,
  },
  trouble: {
    sign: 1,
    pattern:
      /报错|报了|报个|异常|失败|错误|[没不](?:生效|起作用|成功|了|上|到|动)|没效果|没反应|起不来|卡住|超时|\b(?:error|fail\w*|exception|cannot|can'?t|couldn'?t|doesn'?t|won'?t|isn'?t|wrong|stuck|missing|lost|broken|never|still|no longer)\b/iu,
  },
  contrast: { sign: 1, pattern: /但|可是|却|结果|明明|\b(?:but|however|although|though|yet)\b/iu },
  condition: {
    sign: 1,
    pattern: /如果|要是|的话|的时候|[之以]?后|\b(?:if|when|after|once|while|with|without)\b/iu,
  },
  verbFirst: {
    sign: 1,
    pattern: new RegExp(
      `${START}(?:is|are|was|do|does|did|can|could|should|would|will|has|have|had|must|may|might|am|any|how|why|what|where|when|which|who)\\s`,
      'iu',
    ),
  },
  wish: {
    sign: 1,
    pattern:
      /[想要](?!起|不|死|哭)|打算|准备|希望|\b(?:want|need|try(?:ing)?|like to|looking for|possible|way to|plan)\b/iu,
  },
  reply: {
    sign: -1,
    pattern:
      /^(?:这个?|那个?|你这|嗯|对|是的|不是|没有?|可能|应该|估计|大概|肯定|先|加|改|换|把|试|看下|查|用|不用|别|别人)|应该是|可能是|估计是|试试|^(?:yes|no|yeah|nope|try|maybe|probably|check|just|that|it'?s|you (?:can|need|should))\b/iu,
  },
  suggestionTail: { sign: -1, pattern: /[吧哈](?=[\s，,。!~]|$)/u },
  poll: { sign: -1, pattern: /你们|大家|各位.{0,6}[都用]|\b(?:you guys|y'?all|everyone|folks)\b/iu },
  mention: { sign: -1, pattern: /(?:^|\s)[@＠][^\s@]/u },
  laughter: {
    sign: -1,
    pattern:
      /哈哈|嘿嘿|呵呵|233|666|[笑哭]死|\p{Extended_Pictographic}|\[\p{Script=Han}{1,4}\]|\b(?:lol|lmao|haha+|rofl)\b/iu,
  },
  thanks: { sign: -1, pattern: /谢|辛苦|感恩|\b(?:thanks?|thx|tks|cheers)\b/iu },
  feeling: {
    sign: -1,
    pattern:
      /真[的是香]?|太|挺|好(?:用|看|香|玩|吃|听)|牛|厉害|难受|开心|羡慕|[!！]|\b(?:love|loving|hate|nice|great|awesome|cool|amazing|wow|finally)\b/iu,
  },
  finished: {
    sign: -1,
    pattern: /[了的啦](?=[。.!！~]*$)|已经|搞定|好了|解决了|\b(?:done|fixed|solved|works? now)\b/iu,
  },
  news: {
    sign: -1,
    pattern: /https?:\/\/|听说|据说|转[发：:]|推荐|分享|发布了|招|内推|\b(?:hiring|announc\w+|released)\b/iu,
  },
  appointment: {
    sign: -1,
    pattern:
      /今[晚早天]|明[天早晚]|后天|下?[周个礼][一二三四五六日天拜月末]|[\d一二两三四五六七八九十]点(?!\d)|会议|开会|\b(?:tomorrow|tonight|today|meeting|monday|tuesday|wednesday|thursday|friday|weekend)\b/iu,
  },
} as const satisfies Readonly<Record<string, Mark>>;

/** Each 0 or 1. `text` is the whole message with its opening. */
export function askingMarks(text: string): Readonly<Record<string, number>> {
  const plain = normaliseScript(text).trim();
  return Object.fromEntries(
    Object.entries<Mark>(ASKING_MARKS).map(([name, { pattern }]) => [name, pattern.test(plain) ? 1 : 0]),
  );
}
