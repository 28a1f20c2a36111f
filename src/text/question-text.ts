/** What of a message becomes terms: its own words, without marks of the platform, quotes and politeness. */

import { withoutGreeting } from './opening.js';
import { isAssent, withoutCourtesy } from './courtesy.js';
import { failureIn, type Parted, partPasted } from './pasted-log.js';
import { normaliseScript } from './script.js';

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({ gt: '>', lt: '<', amp: '&', quot: '"', apos: "'", nbsp: ' ' }),
);
const ENTITY = new RegExp(`&(${[...ENTITIES.keys()].join('|')});`, 'g');

const FENCE = /^\s*```/;
const QUOTED = /^\s*>/;
/** A line of a log is what the words below it ask about. */
const LOGGED =
  /\b(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\b|[a-z](?:Exception|Error)\b|^[\s>]*at [\w.$]+\(/;
/** Slack's and Discord's mark for a quote that goes on to the end of the message. */
const QUOTED_TO_END = /^\s*>>>/;
const LETTER = /\p{L}/u;

const HEXADECIMAL = /\b0x[\da-f]+\b/giu;

/** Whether a message has letters: a number, a mark, an emoji or an escape alone says nothing. */
export function isInWords(message: string): boolean {
  return LETTER.test(withoutMarks(message, isNever).replace(HEXADECIMAL, ' '));
}

const isNever = (): boolean => false;

/** The lines of a message by whether it quotes them. A log's line and a prompt in a block of code are no quotes. */
function splitQuotes(message: string): {
  readonly own: readonly string[];
  readonly quoted: readonly string[];
} {
  const text = message.replace(ENTITY, (entity, name: string) => ENTITIES.get(name) ?? entity);
  let isCode = false;
  let isQuotedToEnd = false;
  const own: string[] = [];
  const quoted: string[] = [];
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    if (!isCode && QUOTED_TO_END.test(line)) isQuotedToEnd = true;
    const isOwn = LOGGED.test(line) || (!isQuotedToEnd && (isCode || !QUOTED.test(line)));
    (isOwn ? own : quoted).push(line);
  }
  return { own, quoted };
}

/** A message without the lines that it quotes; all of its lines where it has no words of its own. */
export function withoutQuotes(message: string): string {
  const { own, quoted } = splitQuotes(message);
  return isInWords(own.join('\n')) ? own.join('\n') : [...quoted, ...own].join('\n');
}

/** The lines that a message quotes, without their marks; empty where there are none. */
export function quotedLines(message: string): string {
  const lines = splitQuotes(message).quoted.map((line) => line.replace(/^[\s>]+/, ''));
  return lines.join('\n').trim();
}

/** Slack's `<@U012|name>`, `<#C012|name>`, `<!here>`, `<!date^...>`; Discord's `<@!12>`, `<#12>`, `<:name:12>`, `<a:name:12>`, `<t:12:R>`, `</name:12>`. */
const REFERENCE = /<(?:[@#!][^<>]{1,200}|a?:\w{2,32}:\d+|t:-?\d+(?::\w)?|\/[^<>:]{1,64}:\d+)>/gu;

/** Members and channels by their ids, as the adapter for Slack writes them (`@U012ABCDEF`), and everybody at once. */
const BARE_ID =
  /(?<![\p{L}\p{Nd}])(?:[@#][UWCGDS][A-Z0-9]{8,}|@(?:here|channel|everyone|all|所有人|全体成员))(?![\p{L}\p{Nd}])/gu;

/** `@name`, but neither an address of mail, nor a package with a scope (`@angular/core`), nor a call (`@Retry(3)`). */
const NAMED = /(?<![\p{L}\p{Nd}_.`])@([\p{L}\p{Nd}_.-]{1,40}(?<![.-]))(?![\p{L}\p{Nd}_(/])[:：]?/gu;

/** A name of several words is an annotation's: `@SofaReference`. */
const IN_PARTS = /\p{Ll}\p{Lu}/u;

/** `:thinking_face:`, `:+1:`, `:wave::skin-tone-2:`; neither a time, nor parts of an identifier. */
const SHORTCODE =
  /(?<![\p{Script=Latin}\p{Nd}:/])(?::(?:\+1|-1|100|(?=[\w+'-]*\p{L})[\p{L}\p{Nd}_+'-]{2,50}))+:(?::skin-tone-\d:)?(?![\p{Script=Latin}\p{Nd}:])/gu;
/** After a word without a space: `great:slightly_smiling_face:`. */
const SHORTCODE_AFTER_WORD = /(?<=\p{L}):[a-z]+(?:_[a-z]+)+:(?![\p{L}\p{Nd}:])/gu;

/** The names that WeChat gives its faces; another word in brackets may be a tag (`[Bug]`, `[求助]`). */
const FACE_NAMES =
  `微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 囧 抓狂 吐 偷笑 愉快 白眼 傲慢 困
  惊恐 憨笑 悠闲 咒骂 疑问 嘘 晕 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 坏笑 右哼哼 鄙视 委屈 快哭了 阴险 亲亲 可怜
  笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 汗 天啊 Emm 社会社会 旺柴 好的
  打脸 哇 翻白眼 666 让我看看 叹气 苦涩 裂开 嘴唇 爱心 心碎 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 OK 合十 啤酒
  咖啡 蛋糕 玫瑰 凋谢 菜刀 炸弹 便便 月亮 太阳 庆祝 礼物 红包 發 福 烟花 爆竹 猪头 跳跳 发抖 转圈 笑哭 doge
  狗头 捂嘴 赞 比心 Facepalm Smile Grin Laugh Joyful Sob ThumbsUp Salute`.split(/\s+/);
const FACES = new RegExp(String.raw`\[(?:${FACE_NAMES.join('|')})\]`, 'giu');

/** `:D`, `:-P`, `;p`, `xD`: letters of a face, and a digit of a keycap. */
const FACE_LETTERS = /(?<![\p{L}\p{Nd}])(?:[:;]-?[DPpOo3]|[xX]D)(?![\p{L}\p{Nd}:])|[\d#*]\uFE0F?\u20E3/gu;

/** Addresses of single messages and files in a channel (`/archives/C012/p34`, `/channels/12/34/56`), which say nothing of what the message is about. */
const PERMALINK =
  /<?https?:\/\/[\w.-]+\/(?:(?:archives|files)\/[A-Z][A-Z0-9]+|channels\/(?:@me|\d+)\/\d+)[^\s<>)\]|]*(?:\|[^<>]*)?>?/gu;

/** The scheme of any other address, with the host where anything at all may lie; another host or the path may name a project. */
const HOST =
  /\b(?:https?|ftp):\/\/(?:(?:[\w-]+\.)*(?:github\.com|githubusercontent\.com|gitlab\.com|gitee\.com|google\.com|stackoverflow\.com|youtube\.com|imgur\.com|medium\.com|juejin\.cn|csdn\.net|zhihu\.com|qq\.com)(?![\w.-]))?/giu;
/** What follows the path, up to a fragment's mark, and a line's number as fragment. */
const PARAMETERS = /\?(?<=\/[\w.~%/+-]*\?)[^\s#<>|)\]]*|#(?<=\/[\w.~%/+-]*#)L\d+(?:-L\d+)?\b/giu;
/** Escaped characters, with a lone letter or digit behind each: `%2F`, `%E4%BD%A0`, `%252F`, `b%202%20c`, `\u4f60`, `&#50;`. */
const ESCAPES =
  /(?:(?:%(?:25)*[0-9A-F]{2}|(?:%|\\)u[0-9A-F]{4}|\\x[0-9A-F]{2}|&#x?[0-9A-F]{1,6};)(?:[\p{Script=Latin}\p{Nd}](?![\p{Script=Latin}\p{Nd}]))?)+/giu;

function withoutMarks(text: string, isTerm: (name: string) => boolean): string {
  return text
    .replace(PERMALINK, ' ')
    .replace(HOST, ' ')
    .replace(PARAMETERS, ' ')
    .replace(ESCAPES, ' ')
    .replace(REFERENCE, ' ')
    .replace(BARE_ID, ' ')
    .replace(NAMED, (mention, name: string) => (IN_PARTS.test(name) || isTerm(name) ? mention : ' '))
    .replace(SHORTCODE, ' ')
    .replace(SHORTCODE_AFTER_WORD, ' ')
    .replace(FACES, ' ')
    .replace(FACE_LETTERS, ' ');
}

/** What a message says by itself, in {@link normaliseScript}'s form: without quoted lines, mentions, emoji and permalinks. */
export function ownWords(message: string): string {
  return withoutMarks(withoutQuotes(normaliseScript(message)), isNever).trim();
}

/** One letter of Latin script, or marks and digits alone, ask nothing. */
const WORDS = /\p{L}.*\p{L}|(?!\p{Script=Latin})\p{L}/su;

/** A message without what it quotes, in its author's words and what was pasted. */
const ownParts = (message: string): Parted => partPasted(withoutQuotes(message));

/** A message as its author speaks: without what is quoted or pasted; the whole where nothing else is left. */
export function spokenText(message: string): string {
  return ownParts(message).prose || message;
}

/** What failed by the log that was pasted beside the author's words; empty where the log is all that there is, and without one. */
export function loggedFailure(message: string): string {
  const { prose, pasted } = ownParts(message);
  return pasted === '' || askedIn(prose, isNever) === '' ? '' : failureIn(pasted);
}

/**
 * The text of a message that is matched, in {@link normaliseScript}'s form: without quoted lines where it has words of its own,
 * pasted logs, mentions, emoji, permalinks, escapes of addresses, greetings, thanks and requests for help. Where only a log was
 * pasted, what failed by it, or all of it. Empty where nothing is left, or no more than an assent or a digit: such a message asks nothing.
 * @param isTerm whether a name behind an `@` is a term of the knowledge, such as an annotation, and stays
 */
export function questionText(message: string, isTerm: (name: string) => boolean = isNever): string {
  const { prose, pasted } = ownParts(normaliseScript(message));
  return askedIn(prose, isTerm) || askedIn(failureIn(pasted) || pasted, isTerm);
}

function askedIn(prose: string, isTerm: (name: string) => boolean): string {
  const text = withoutCourtesy(withoutMarks(prose, isTerm));
  return isAssent(text) ? '' : withWords(text);
}

/** The same of a question of the history; the whole where nothing would be left. */
export function wordingText(wording: string): string {
  return (
    withWords(withoutCourtesy(withoutMarks(withoutQuotes(normaliseScript(wording)), isNever))) || wording
  );
}

function withWords(text: string): string {
  const rest = withoutGreeting(text).trim();
  return WORDS.test(rest.replace(HEXADECIMAL, ' ')) ? rest : '';
}
