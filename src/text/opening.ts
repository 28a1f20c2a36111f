/** What stands in front of a question and says nothing of it: greetings, politeness, fillers. */

/** Words for the people addressed, after which a greeting may go on: 大佬们早, 各位老师好. */
const PEOPLE_ZH =
  '(?:各位|诸位|大家|你们|群里|社区的?)?(?:大佬|大神|大哥|大牛|老师|老铁|朋友|小伙伴|同学|专家|前辈|兄弟|哥们|亲|群友|师傅|作者|管理员|群主)(?:们)?';

const OPENINGS_ZH: readonly string[] = [
  `${PEOPLE_ZH}(?:早上好|上午好|中午好|下午好|晚上好|早安|早啊|好|早|在吗|在么)?`,
  '(?:大家|各位|诸位|你|您|你们)(?:早上好|上午好|中午好|下午好|晚上好|早安|好|早)',
  '早上好|上午好|中午好|下午好|晚上好|早安|哈喽|哈啰|嗨|喂|早啊|嘿',
  '(?:有人|各位|你|您|大佬)?(?:在吗|在么|在不在|在不)',
  '不好意思|打扰(?:一下|下|了)?|抱歉|麻烦(?:一下|下|问下|问一下|您|了)?|劳驾|拜托',
  '(?:我)?(?:想|再|顺便|弱弱(?:地|的)?|另外|还)?(?:请教|咨询|请问|问)(?:一个|一下|个|下|各位|大家|您)?(?:小|新手|菜鸟|低级|简单的?|基础)?(?:问题)?(?:哈|哦|啊|呀|呢)?',
  '(?:有|请教|求助)?(?:一个|个)问题(?:想)?(?:请教|咨询|问)?(?:一下|下)?',
  '求助|求教|求解答?|求指教|急急?|萌新|小白|新手|菜鸟',
  '(?:有没有|有)(?:人|谁|大佬|哪位)(?:知道|了解|遇到过|懂|会)?',
  '(?:那个|就是|嗯+|呃+|额+|哎+|诶+|啊+|话说|对了|然后|所以)',
  '你好啊?|您好',
];

const OPENINGS_EN: readonly string[] = [
  '(?:hi|hello|hey|hiya|yo|howdy|greetings)(?: (?:there|all|everyone|everybody|team|folks|guys|friends|bot|community))?',
  'good (?:morning|afternoon|evening|day)(?: (?:all|everyone|everybody|team|folks|guys|there))?',
  'dear (?:all|team|community|friends)',
  '(?:sorry|apologies)(?: (?:to bother(?: you(?: all)?)?|for the (?:noob|stupid|dumb|basic|newbie) question|if this (?:has been|was) asked before))?',
  'excuse me|pardon|please|pls|plz|um+|uh+|er+|hmm+|well|so|ok(?:ay)?|btw|by the way|anyway',
  '(?:just )?(?:a |one |another )?(?:quick|small|stupid|dumb|noob|newbie|basic|simple|silly) (?:question|one)(?: here)?',
  "(?:i have|i've got|i got|got) (?:a|one|another) (?:quick |small |stupid |simple )?question(?: (?:about|on|regarding))?",
  "(?:i(?:'m| am) )?(?:just )?(?:wondering|curious)(?: if)?",
  '(?:can|could) (?:i|you|anyone|anybody|someone|somebody)(?: (?:please|kindly))? (?:ask(?: a question)?|tell me|help(?: me)?(?: out)?(?: with this)?|explain)',
  '(?:does|do) (?:anyone|anybody|you|someone)(?: here)? (?:know|have any idea)(?: if| whether)?',
  'anyone (?:here|around)|anybody (?:here|around)|help(?: me)?(?: please)?|thanks in advance|question',
];

/** What may part an opening from the next one or from the question. */
const GAP = String.raw`[\s,，.。!！?？~～:：;；、…—\-|·'"“”()（）\p{Extended_Pictographic}\uFE0F]*`;

/** An English opening ends at the end of a word, and is followed by a mark or a space. */
const GREETINGS = `(?:${OPENINGS_ZH.join('|')})|(?:${OPENINGS_EN.join('|')})(?![\\p{L}\\p{Nd}_'’-])`;
const GREETING = new RegExp(`^${GAP}(?:${GREETINGS})${GAP}`, 'iu');

/** Two letters or digits must be left over for a text to count as more than its opening. */
const SHORTEST_QUESTION = /[\p{L}\p{Nd}][^\p{L}\p{Nd}]*[\p{L}\p{Nd}]/u;

/** The text without what stands in front of the question; the text itself where nothing else is left. */
export function withoutGreeting(text: string): string {
  let rest = text;
  for (;;) {
    const shorter = rest.replace(GREETING, '');
    if (shorter === rest || !SHORTEST_QUESTION.test(shorter)) return rest;
    rest = shorter;
  }
}
