/** Thanks, requests for help and assent: what people say beside a question, wherever it stands in the message. */

const PEOPLE_EN = '(?:all|everyone|everybody|guys|folks|team|mate|man|friends|you|y’all)';

const COURTESY_EN: readonly string[] = [
  `(?:ok(?:ay)? |many |big |so |and )?(?:thanks|thx|tks|tnx|ty|tysm|thank (?:you|u)|cheers)(?: (?:a lot|lots|a (?:ton|bunch|million)|so much|very much|in advance|again|${PEOPLE_EN}|for (?:the|your|any|all)(?: [\\p{L}’']{1,20}){1,3}))*`,
  '(?:any|some) (?:help|advice|ideas?|pointers?|suggestions?|hints?|thoughts?|inputs?|clues?)(?: (?:is|are|would be|will be))?(?: (?:very |much |greatly |highly |really )*(?:appreciated|welcome))?(?: please)?',
  '(?:much |really |greatly )?(?:appreciated|appreciate (?:it|any help|your help|the help))',
  '(?:please|pls|plz)(?: (?:help|advise|assist|guide)(?: (?:me|us))?(?: out)?(?: (?:with|on) this)?)?|help(?: me)?(?: out)?(?: please| pls| plz)?',
  "(?:i(?:'m| am) )?sorry(?: (?:about|for) (?:that|this|the (?:noise|trouble|confusion)))?|my bad|apologies|no worries|no problem|np|you(?:'re| are) welcome|yw|(?:kind |best )?regards",
];

export const PERSON_ZH =
  '(?:大家|各位|诸位|你|您|群里|大佬|大神|老师|群主|作者|楼主|大哥|兄弟|哥|同学|朋友|小伙伴|前辈|专家|们)';
const PEOPLE_ZH = `${PERSON_ZH}*`;

const COURTESY_ZH: readonly string[] = [
  `(?:非常|十分|万分|先|好的?|嗯{1,5}|行|再次|ok|okay)?\\s{0,3}(?:多?谢谢|感谢|谢[了啦]|多谢|3q|辛苦|thx|thanks)${PEOPLE_ZH}的?(?:耐心)?(?:解答|回答|帮助|回复|指点|指教|支持)?[了啦啊哈呀哦]*`,
  `(?:恳求|求|恳请|烦请|劳烦|请|望|还望|还请|麻烦|拜托|有劳)${PEOPLE_ZH}(?:帮忙|帮|给)?(?:解答|解惑|指教|指点|赐教|告知|回复|看看|看一下|看下|帮助|帮忙|支招|解救)(?:一下|下|一二|了|啊|哈|呀|吧)*`,
  '(?:在线等|急{1,9}用?|很急|挺急的|求助|求救|打扰(?:一下|了|下)?|不好意思|抱歉|拜托了?|麻烦了|有劳了?|拜谢)[啊哈呀哦了]*',
];

const GREETING_EN: readonly string[] = [
  `(?:hi|hello|hey|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day|night))(?: (?:there|bot|${PEOPLE_EN}))*`,
  '(?:anyone|anybody) (?:here|around)|welcome|bye|see (?:you|ya)(?: later| soon)?',
];
const GREETING_ZH: readonly string[] = [
  `${PEOPLE_ZH}(?:早上好|上午好|中午好|下午好|晚上好|早安|早啊?|你好啊?|好)|您好|哈喽|嗨|(?:有人|各位|大佬|你|您)?在[吗么不]`,
  '晚安|再见|拜拜|新年快乐|周末愉快',
];

/** Neither for nor against anything. */
const FILLER: readonly string[] = [
  'congrats|congratulations|happy (?:new year|friday|holidays|birthday)',
  'oh+|ah+|hmm*|well|so|and|but|again|too|all|anyways?|btw|by the way|maybe|perhaps|hopefully',
  "no|nope|nah|not sure|(?:i )?(?:don't|do not|dont) know|idk|i think so|i (?:guess|suppose)(?: so)?|nothing|whatever|never ?mind|nvm",
  'huh|oops|whoops|ouch|damn|yikes|ugh|meh',
  '[哦噢喔啊呃额]+|没(?:事|问题|关系)[的儿了]*|加油|不客气|不用谢',
  '不知道|不清楚|等等|稍等|同(?:问|感)',
];

/** Said to what another has said, and content with it. What begins like another stands before it. */
const ASSENT: readonly string[] = [
  'ok(?:ay)?|k+|yes|yeah|yep|yup|ya|sure(?: thing)?|right|exactly|indeed|correct|true|of course|absolutely|definitely',
  'totally|alright|all right|(?:i )?agree(?:d)?|same(?: here)?|me (?:too|neither)|will do|done',
  '(?:i )?got it|gotcha|i see|(?:that |it )?makes (?:total |perfect )?sense|fair (?:enough|point)|that works|works for me',
  "(?:i(?:'ll| will) )?(?:give (?:it|that) a try|try (?:it|that)(?: out)?)",
  'good (?:point|to know|idea|call|luck|one|stuff|job|work)|sounds (?:good|great|right|nice)|well done|my pleasure',
  '(?:very |pretty |so )?(?:cool|nice|neat|great|awesome|perfect|excellent|amazing|interesting|lovely|sweet)(?: (?:one|work|job|idea|stuff|then))?',
  '(?:very |pretty |so )?(?:wonderful|fantastic|brilliant|funny|good|fine)(?: then)?',
  'wow|aha|lol|lmao|rofl|(?:ha)+h?|heh|hehe|yay',
  '好(?:的|滴|嘞|吧|呀|啊|哒|哦)*|嗯[嗯呢好]*|行(?:吧|的)?|对(?:的|啊|呀|对)*|是(?:的|啊|呀)*|没错|可以的|确实',
  '明白了?|懂了|了解了?|知道了|收到|辛苦|原来如此|(?:原来)?(?:是)?这样(?:啊|子)?|有道理',
  '(?:那|好的?)?(?:我)?(?:先|去|再)*试试(?:看)?',
  '[哈嘿呵嘻]+|牛(?:逼|批|啊|哇)*|厉害了?|[赞棒强]+',
];

/** The matter is settled: a whole clause. Said to an answer it is thanks, said of one's own question it takes that back. */
export const SETTLED: readonly string[] = [
  "(?:(?:it|that|this|everything|all|(?:the |my )?(?:problem|issue|question))(?:[’']s| is| was| has been| got)? |now )?(?:now |already )?(?:solved|fixed|resolved|sorted(?: out)?)(?: (?:now|already|it))?",
  "(?:(?:it|that|this|everything|all)(?:[’']s| is| does)? )?(?:works?|working) now",
  '(?:问题|这个|那个|现在|已经?|终于|总算|刚刚?|果然|真的|都)*(?:解决|搞定|好)(?:我?的?问题)?[了啦咯][啊呀]*',
];

const GOOD_EN =
  '(?:(?:very|pretty|so|really|quite|super|just|absolutely|surprisingly) )*(?:cool|nice|neat|great|awesome|perfect|excellent|amazing|lovely|sweet|wonderful|fantastic|brilliant|good|helpful|useful|handy|smart|clever|impressive|incredible)';
const GOOD_ZH = '(?:好用|厉害|强|牛|棒|赞|聪明|靠谱|给力|有用|智能|不错)';

/** What is said of the bot, whose own name is taken out before; and that the matter is settled. */
const CONTENT: readonly string[] = [
  `(?:what an? |such an? |you )*${GOOD_EN} (?:bot|assistant|robot)`,
  `(?:(?:this|that|the|our) )?(?:(?:bot|assistant|robot|you|it|this|that) )?(?:is|are|was|were|looks|seems|works)(?: an?)? ${GOOD_EN}(?: (?:bot|tool|thing|assistant|addition))?(?: (?:so far|today|indeed|imo|tbh))?`,
  '(?:i |we )?(?:really |just |absolutely )?(?:love|like)(?: (?:this|that|the|our))? ?(?:bot|assistant|robot|it|you)',
  '(?:you|it|this|that|the bot) (?:rocks?|nailed it|saved (?:me|us|my day)|made my day|helped(?: (?:me|us|a lot|so much))*)',
  `(?:这个?|咱们?的?|我们的?)?(?:机器人|小助手|助手|bot|你|它)?(?:(?:也|还|真的?|太|挺|好|很|蛮|超|特别|非常|确实)+${GOOD_ZH}|(?<=.)${GOOD_ZH})[了啊呀哈的哦]*`,
  ...SETTLED,
];

/** The end of a clause: in English before a space, so that `node.js` and `1.4.2` stay whole. */
export const CLAUSE =
  /((?:(?<![.!?,;:~])[.!?,;:~]+|-)(?=\s|$|\p{Script=Han})|(?<=\p{Script=Han})[.!?,;:~]+|[。！？；、…—]+|\n+|\s[-–—]+\s)/u;

/** Around a clause's words. */
export const EDGE = String.raw`[\s"'“”()*_\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}]*`;

export const LATIN_END = String.raw`(?![\p{Script=Latin}\p{Nd}])`;
const courtesies = `(?:${COURTESY_EN.join('|')})${LATIN_END}|${COURTESY_ZH.join('|')}`;
const COURTESY = new RegExp(`^${EDGE}(?:(?:${courtesies})${EDGE}){1,3}$`, 'iu');
/** Without a mark before it: `how do I upgrade thanks`, 怎么升级谢谢大家. */
const COURTESY_AT_END = new RegExp(
  `(?:(?<=\\s)(?:${COURTESY_EN[0]}|please|pls|plz)|(?<=\\p{Script=Han}|\\s)(?:${COURTESY_ZH.slice(0, 2).join('|')}))${EDGE}$`,
  'iu',
);
const [THANKS_EN = '', HELP_EN = '', APPRECIATED_EN = '', PLEASE_EN = '', SORRY_EN = ''] = COURTESY_EN;
const [THANKS_ZH = '', PLEASE_ZH = '', SORRY_ZH = ''] = COURTESY_ZH;
/** What a phrase at the start of a clause is; what begins like another stands before it. */
const PHRASES = [
  ['thanks', [...CONTENT, THANKS_EN, APPRECIATED_EN, THANKS_ZH]],
  ['request', [HELP_EN, PLEASE_EN, PLEASE_ZH, SORRY_ZH]],
  ['excuse', [SORRY_EN]],
  ['greeting', GREETING_EN],
  ['assent', ASSENT],
  ['filler', FILLER],
  ['greetingZh', GREETING_ZH],
] as const satisfies readonly (readonly [string, readonly string[]])[];
const PHRASE = new RegExp(
  `^${EDGE}(?:${PHRASES.map(([name, phrases]) => `(?<${name}>${phrases.join('|')})`).join('|')})(?:(?<=\\p{Script=Han})|${LATIN_END})${EDGE}`,
  'iu',
);
const SUMMONS: readonly string[] = ['request', 'greeting', 'greetingZh'];
const ASKING = /[?？]|[吗嘛么](?:$|\P{L})/u;
const EDGE_ALONE = new RegExp(`^${EDGE}$`, 'u');
/** `oh ok thanks`. */
const MOST_ASSENTS = 3;

/** A message whose clauses are longer says more than courtesies and assent. */
const LONGEST = 80;

/** The message without its courtesies. */
export function withoutCourtesy(message: string): string {
  // Clauses at even places, what ends each of them behind it.
  const parts = message.split(CLAUSE);
  let left = '';
  for (let place = 0; place < parts.length; place += 2) {
    const clause = parts[place] ?? '';
    if (clause.length <= LONGEST && COURTESY.test(clause)) continue;
    left +=
      clause.slice(0, -LONGEST) +
      clause.slice(-LONGEST).replace(COURTESY_AT_END, '') +
      (parts[place + 1] ?? '');
  }
  return left;
}

/** Whether a message says nothing but assent and courtesies; an empty one does. */
export function isAssent(message: string): boolean {
  return clausesOf(message).every((clause) => readClause(clause).isWhole);
}

/** Thanks, praise of the bot or "solved"; or a mere assent, which an emoji is too. */
export interface Remark {
  readonly kind: 'thanks' | 'assent';
  /** Whether the message says nothing else; otherwise it begins so. */
  readonly isWhole: boolean;
}

/**
 * What a message says to what was said before it; `undefined` where it does not begin so, asks for help, or asks anything by a mark.
 * @param message without marks of the platform
 */
export function remarkIn(message: string): Remark | undefined {
  const found = new Set<string>();
  let isWhole = true;
  for (const clause of clausesOf(message)) {
    const read = readClause(clause);
    for (const name of read.names) found.add(name);
    isWhole = read.isWhole;
    if (!isWhole) break;
  }
  if (found.has('request') || ASKING.test(message)) return undefined;
  if (found.has('thanks')) return { kind: 'thanks', isWhole };
  return found.has('assent') ? { kind: 'assent', isWhole } : undefined;
}

/** Whether a message only greets or asks for help, without saying with what. */
export function isSummons(message: string): boolean {
  return clausesOf(message).every((clause) => {
    const { names, isWhole } = readClause(clause);
    return isWhole && names.every((name) => SUMMONS.includes(name));
  });
}

const clausesOf = (message: string): readonly string[] =>
  message.split(CLAUSE).filter((_, place) => place % 2 === 0);

/** The phrases that a clause begins with, by their names in {@link PHRASES}, and whether it says nothing else. */
function readClause(clause: string): { readonly names: readonly string[]; readonly isWhole: boolean } {
  const names: string[] = [];
  if (clause.length > LONGEST) return { names, isWhole: false };
  let rest = clause;
  for (let count = 0; count < MOST_ASSENTS && !EDGE_ALONE.test(rest); count += 1) {
    const found = PHRASE.exec(rest);
    if (found === null) break;
    names.push(...Object.entries(found.groups ?? {}).flatMap(([name, said]) => (said ? [name] : [])));
    rest = rest.slice(found[0].length);
  }
  return { names, isWhole: EDGE_ALONE.test(rest) };
}
