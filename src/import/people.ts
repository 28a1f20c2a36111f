/** Takes people out of a text: mentions, signatures, quotes by name, avatars. What the text says, code and web addresses stay. */

import type { Language } from '../contract.js';
import { detectLanguage } from '../text/language.js';
import { type TextKey, texts } from '../texts/texts.js';

/** Words after `@` that programs know: annotations, decorators, tags of documentation, rules of style sheets. */
const PROGRAM_WORDS = new Set(
  `after autowired bean before charset component config configuration controller deprecated else entity
  example extend extends font-face if import include inject injectable input keyframes latest layer link media
  mixin module nullable output override page param postconstruct property query repository requestmapping rest
  restcontroller return returns see service since supports tailwind test theme throws todo transactional type
  use value version`.split(/\s+/),
);

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Changes a text, except for its blocks of code. */
export function outsideCode(markdown: string, change: (text: string) => string): string {
  const parts: string[] = [];
  let words: string[] = [];
  let fence: string | undefined;
  const end = (): void => {
    if (words.length > 0) parts.push(change(words.join('\n')));
    words = [];
  };
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined && mark === undefined) {
      words.push(line);
      continue;
    }
    end();
    parts.push(line);
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) === true && line.trim() === mark) fence = undefined;
  }
  end();
  return parts.join('\n');
}

/** Code between backticks, a link's address, and an address by itself. */
const KEPT = /`[^`\n]+`|\]\([^()\s]*\)|https?:\/\/[^\s<>()\]]+/g;

const INLINE_CODE = /`[^`\n]+`/g;

/** Changes a text except for what `pattern` finds. */
function keeping(text: string, pattern: RegExp, change: (text: string) => string): string {
  const kept: string[] = [];
  const marked = text.replace(pattern, (found) => `\uE000${kept.push(found) - 1}\uE001`);
  return change(marked).replace(/\uE000(\d+)\uE001/g, (_, place: string) => kept[Number(place)] ?? '');
}

const AVATAR = /!\[[^[\]\n]*\]\([^()\s]*avatar[^()\s]*\)|<img\b[^<>]*avatar[^<>]*>/gi;
const PICTURE = /!\[([^[\]\n]*)\]\(([^()\s]+)(?: [^()\n]*)?\)/g;
/** A picture that leads to itself in full size. */
const LINKED_PICTURE = /\[!\[([^[\]\n]*)\]\(([^()\s]+)\)\]\([^()\s]*\)/g;
const IMAGE = /<img\b[^<>]*>/gi;
const SOURCE = /\ssrc=["']([^"'<>]*)["']/i;
const ALTERNATIVE = /\salt=["']([^"'<>]*)["']/i;
/** A link whose text is a mention, as platforms write it when they render one. */
const LINKED_MENTION = /\[(@[^[\]\s]{1,60})\]\([^()\s]*\)/g;

/** `[quote="ann, post:3, topic:5"]`: the words stay as a quote, without who said them. */
const QUOTE = /\[quote(?:="?[^\]\n]{0,200})?\]|\[\/quote\]/gi;

/** The line above a quoted mail: "On Mon, 3 Jun 2024 at 10:00, Ann <...> wrote:". */
const MAIL_HEAD = /^>? ?(?:On .{4,200} wrote:|在 .{4,200}(?:写道|寫道)[:：])$/;
const COPY_LINE = /^\s*(?:\/?cc(?!\w)|抄送)[:：]?\s*@.*$/i;
/** From here on the rest of a text is a signature. */
const SIGNATURE_MARK =
  /^(?:-- ?|—|_{3,}|(?:— ?)?Reply to this email directly.{0,80}|You are receiving this because .{0,80}|Sent from my .{2,40}|发自我的.{2,20})$/i;
const CLOSING =
  /^(?:best|cheers|(?:best|kind|warm)? ?regards|thanks(?: a lot| in advance)?|thank you|sincerely|greetings|br|此致|敬礼|谢谢)[,.!，。！]*$/i;
/** Lines below the closing word that may be a name. */
const MOST_SIGNATURE_LINES = 3;
/** Characters of a line that may be a name with what stands behind it. */
const NAME_LENGTH = 40;

/** Not the target of `scp` (`user@host:path`). Converters from HTML write a backslash before the `@`. */
const MAIL_ADDRESS = /(?<![\w.+-])[\w.+-]+\\?@(?:[\w-]+\.)+[A-Za-z]{2,}(?![\w-]|\.\w|:[\w/~.])/g;
/** A link that writes to somebody. */
const MAIL_LINK = /\[([^[\]\n]*)\]\(<?mailto:[^()\s]*\)|<mailto:([^<>\s]*)>/gi;
/** An e-mail address in what a page is asked for. */
const MAIL_IN_ADDRESS = /(?<=[?&][\w-]{0,40}=)[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}/g;
/** A link, or an address by itself. */
const ADDRESS = /\[[^[\]\n]*\]\((https?:\/\/[^()\s]+)\)|https?:\/\/[^\s<>()\]]+/g;
/** Pages of members on Discourse, Stack Exchange and Discord, and on Slack. */
const PROFILE = /^https?:\/\/[^/?#]+\/(?:u\/[^/?#]+|users\/\d+)(?:[/?#]|$)/i;
const SLACK_PROFILE = /^https?:\/\/(?:[\w-]+\.){1,3}slack\.com\/team\/\w/i;
/** The page of a user or an organisation. */
const GITHUB_PAGE = /^https?:\/\/(?:www\.)?github\.com\/([\w-]+)\/?$/i;
/** Not a package (`@types/node`), not a call (`@Bean()`), not a part of a word. */
const MENTION = /(?<![\w/@.])@([A-Za-z0-9_](?:[\w.-]{0,58}[\w-])?)(?![\w/(@])/g;
/** With letters of other scripts, which a sentence may go on with: it ends with a space or a mark. */
const MENTION_IN_SCRIPT =
  /(?<![\w/@.])@(?=[\w.-]{0,59}[^\P{L}A-Za-z])[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,59}(?=[\s,:;!?)，。：；！？）、]|$)/gu;
/** A mention right behind the word that a reply begins with. */
const AFTER_A_WORD =
  /^([ \t]*(?:yes|no|yep|nope|sure|right|thanks|sorry|ok|okay|well|是的|不是|可以|好的|谢谢))[ ,，]{1,2}@[A-Za-z0-9_][\w-]{0,58}(?![\w/(@])/gim;
/** A mention that only says to whom the words go, at the beginning of a line, with a greeting before it. */
const ADDRESSING =
  /^([ \t]*)(?:(?:hi|hey|hello|dear|你好|您好)[ ,，]{1,2})?(?:@[A-Za-z0-9_][\w.-]{0,59}(?![\w/(@])[,:!，：！]?(?:[ \t]+(?:[-–—] )?|$))+/gim;

/**
 * A text of a platform without the people in it. Mentions become a neutral word, or go where they only say to whom somebody speaks;
 * quotes lose their names; signatures, `Cc` lines, e-mail addresses and avatars go. Pictures become links with a name.
 * @param names of people who are known to be meant where they stand behind an `@`, in lower case: a word that programs know may be one
 */
export function withoutPeople(markdown: string, names: ReadonlySet<string> = new Set()): string {
  const language = detectLanguage(markdown);
  const say = (key: TextKey): string => texts(language, key);
  const isPerson = (name: string): boolean =>
    names.has(name.toLowerCase()) || !PROGRAM_WORDS.has(name.toLowerCase());
  const body = withoutSignature(markdown);
  const withoutNames = (text: string): string =>
    text
      .replace(AFTER_A_WORD, '$1')
      .replace(ADDRESSING, (found, indent: string) =>
        [...found.matchAll(MENTION)].every(([, name = '']) => isPerson(name)) ? indent : found,
      )
      .replace(MAIL_ADDRESS, (found) => (found.startsWith('git@') ? found : say('import.mail')))
      .replace(MENTION_IN_SCRIPT, say('import.somebody'))
      .replace(MENTION, (found, name: string) => (isPerson(name) ? say('import.somebody') : found));
  const isProfile = (url: string): boolean =>
    PROFILE.test(url) ||
    SLACK_PROFILE.test(url) ||
    names.has(GITHUB_PAGE.exec(url)?.[1]?.toLowerCase() ?? '');
  const withoutLinks = (text: string): string =>
    text
      .replace(MAIL_LINK, '$1$2')
      .replace(ADDRESS, (found, target?: string) =>
        isProfile(target ?? found) ? say('import.somebody') : found,
      )
      .replace(MAIL_IN_ADDRESS, '');
  const changed = outsideCode(body, (text) => {
    const named = keeping(text, INLINE_CODE, (words) =>
      withoutQuoteHeads(withoutLinks(namePictures(words, language))),
    );
    return keeping(named, KEPT, withoutNames);
  });
  return changed.replace(/\n{3,}/g, '\n\n').trim();
}

/** Pictures as links with a name; avatars and links to people go. */
function namePictures(markdown: string, language: Language): string {
  const named = (name: string, url: string): string => {
    const word = texts(language, 'import.picture');
    return `[${name === '' ? word : `${word}: ${name}`}](${url})`;
  };
  return markdown
    .replace(AVATAR, '')
    .replace(LINKED_MENTION, '$1')
    .replace(LINKED_PICTURE, '![$1]($2)')
    .replace(PICTURE, (_, alt: string, url: string) => named(pictureName(alt), url))
    .replace(IMAGE, (tag) => {
      const url = SOURCE.exec(tag)?.[1] ?? '';
      return /^https?:/i.test(url) ? named(pictureName(ALTERNATIVE.exec(tag)?.[1] ?? ''), url) : '';
    });
}

/** Discourse writes the size behind the name: `screenshot|690x388`. What editors fill in is no name. */
const pictureName = (alt: string): string => {
  const name = alt.split('|')[0]?.trim() ?? '';
  return /^(?:image\d*|img|enter image description here)$/i.test(name) ? '' : name;
};

function withoutQuoteHeads(markdown: string): string {
  let depth = 0;
  const lines = markdown.split('\n').flatMap((line): readonly string[] => {
    if (MAIL_HEAD.test(line) || COPY_LINE.test(line)) return [];
    const marks = line.match(QUOTE) ?? [];
    const rest = line.replace(QUOTE, '');
    const inside = depth > 0 || marks.some((mark) => !mark.startsWith('[/'));
    for (const mark of marks) depth = Math.max(0, depth + (mark.startsWith('[/') ? -1 : 1));
    if (marks.length > 0 && rest.trim() === '') return depth === 0 ? [''] : [];
    return [inside && marks.length + depth > 0 ? `> ${rest}` : rest];
  });
  return lines.join('\n');
}

/** Without the closing words and the name below them. What follows a signature mark goes as a whole. */
function withoutSignature(markdown: string): string {
  const all = markdown.trimEnd().split('\n');
  const last = Math.max(1, all.length - 2 * MOST_SIGNATURE_LINES - 1);
  const mark = all.findIndex((line, at) => at >= last && SIGNATURE_MARK.test(line));
  const lines = (mark < 0 ? all : all.slice(0, mark)).join('\n').trimEnd().split('\n');
  const from = Math.max(1, lines.length - MOST_SIGNATURE_LINES - 1);
  const closing = lines.findIndex((line, at) => at >= from && CLOSING.test(line.trim()));
  const below = lines.slice(closing + 1);
  const isName = below.every((line) => line.trim().length <= NAME_LENGTH && !/[`#>|:()[\]]/.test(line));
  return (closing >= 0 && isName ? lines.slice(0, closing) : lines).join('\n');
}
