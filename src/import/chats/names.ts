/** Takes the names of an export's members out of texts. */

/** Names of one chat, as they come up while it is read. */
export interface Names {
  /** Adds names of a member: what is shown, the full name, the login. */
  add(...names: readonly unknown[]): void;
  /** Whether a text, such as the name of a file, holds one. */
  areIn(text: string): boolean;
  /**
   * The text without them. Behind an `@` a name becomes `@somebody`; where it only says to whom somebody speaks it goes; elsewhere it
   * becomes `@somebody` too, unless it is a plain word.
   */
  without(text: string): string;
}

export const SOMEBODY = '@somebody';

/** Names that are kept. */
const MOST_NAMES = 200_000;
/** Words of one name. */
const MOST_WORDS = 4;
const LEAST_LATIN = 3;
const LEAST_HAN = 2;

/** First names, and words that people call themselves, which are words of a sentence or names of software too. They go only where they address. */
const PLAIN = new Set(
  `admin adrian angel anon any anyone app apple april art august autumn basic bill bob bot branch bug carol chance channel chase chat chip christian
  cliff client code core crystal daisy dale dash data dawn dean debug default dev developer docker drew earnest everyone faith
  father flow forest frank gene general go grace grant guest guy harmony hazel heath help heather here holly hope hunter iris ivy jack java
  jade james jasmine jay jean jewel joy june kit lance lily link linux lord love main major mark marketing mason master
  matt max maven may melody mercy mike mod moderator nick node nobody none norm null olive opal page pat patience paul
  pearl penny person pierce prince python rainbow rand randy ray red reed rich river rob robin robot rocky rod root rose royal ruby
  rust sage sandy scala script server shell sky skip someone spring stack star steel sterling stone storm string sue summer
  sunny support system table team terry test tester tim tom true tucker user val victor violet wade ward way web will win winter
  woody young android angular ansible apache aws azure bash chrome cloud debian discord docker elasticsearch elm engineering example firefox
  flutter git github gitlab golang google gradle haskell helm intel ios javascript jenkins kafka kernel kotlin kubernetes mac maven microsoft
  mongo mysql nginx node oracle perl php postgres postgresql rails react redis release ruby scala slack sql swift tensorflow terraform
  typescript ubuntu unity vim vue webpack windows wordpress field cook stone brown green black white gray long short small little good best
  测试 管理员 机器人 用户 小白 新手 大佬 高兴 方法 安全 时间 白云 文档 高级 明白 马上 平安 和平 向上`.split(
    /\s+/,
  ),
);

const HAN = /\p{Script=Han}/u;
const WORD = /[\p{L}\p{N}_]+(?:[.'’-][\p{L}\p{N}_]+)*/gu;
/** Code and addresses stay as they are. */
const KEPT = /(```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/[^\s<>()]+)/;

/** Before a name that is spoken to: at the beginning, behind thanks and greetings, behind a comma. */
const BEFORE_ADDRESSED =
  /(?:^|[\n.!?]\s{0,3}|\b(?:thanks|thank you|thx|ty|cheers|hi|hey|hello|sorry|welcome|morning)(?: (?:a lot|so much|again|very much))?,? {1,3}|,\s{1,3}|谢谢|感谢|多谢)$/iu;
/** Behind a name at the beginning that is spoken to. */
const AFTER_ADDRESSED = /^\s{0,2}[,:：，]/u;
/** Behind one at the end. */
const CLOSES = /^\s{0,2}(?:[.!?,;:)~。！，]|$|\n)/u;
const THANKED =
  /(?:\b(?:thanks|thank you|thx|ty|cheers|hi|hey|hello|sorry|welcome|morning)(?: (?:a lot|so much|again|very much))?,? {1,3}|谢谢|感谢|多谢)$/iu;
/** What makes a person of a plain word. */
const SPEAKS = /^ {1,2}(?:said|says|mentioned|wrote|suggested|pointed|explained)\b/iu;

/** Characters before and behind a name that tell. */
const AROUND = 40;

function put(map: Map<string, Set<string>>, key: string, name: string): void {
  const names = map.get(key);
  if (names === undefined) map.set(key, new Set([name]));
  else names.add(name);
}

export function createNames(): Names {
  /** By the first word, in lower case: names as lists of words. */
  const byWord = new Map<string, Set<string>>();
  const known = new Set<string>();
  /** By the first two characters. */
  const han = new Map<string, Set<string>>();

  const add = (name: string): void => {
    if (known.has(name) || known.size >= MOST_NAMES) return;
    known.add(name);
    const words = (name.match(WORD) ?? []).slice(0, MOST_WORDS);
    const bare = words.join(' ');
    if (bare === '') return;
    if (HAN.test(bare)) {
      const characters = bare.replace(/[^\p{Script=Han}]/gu, '');
      if (characters.length >= LEAST_HAN) put(han, characters.slice(0, LEAST_HAN), characters);
    }
    put(byWord, (words[0] ?? '').toLowerCase(), bare.toLowerCase());
    // "Anna Schmidt" is called Anna.
    for (const word of words)
      if (word.length >= LEAST_LATIN && /^\p{Lu}\p{Ll}/u.test(word))
        put(byWord, word.toLowerCase(), word.toLowerCase());
  };

  /** The longest name that begins with this word, and its length in the text. */
  const nameAt = (text: string, word: string): number => {
    const names = byWord.get(word.toLowerCase());
    if (names === undefined) return 0;
    const rest = text.toLowerCase();
    const found = [...names]
      .filter((name) => rest.startsWith(name) && !/^[\p{L}\p{N}_]/u.test(text.slice(name.length)))
      .toSorted((a, b) => b.length - a.length);
    return found[0]?.length ?? 0;
  };

  const prose = (text: string): string => withoutHan(withoutLatin(text));

  const withoutLatin = (text: string): string => {
    let result = '';
    let from = 0;
    for (const found of text.matchAll(WORD)) {
      const at = found.index;
      if (at < from) continue;
      const length = nameAt(text.slice(at, at + found[0].length + 4 * AROUND), found[0]);
      if (length === 0) continue;
      const name = text.slice(at, at + length);
      const isMention = text[at - 1] === '@';
      const before = isMention ? '' : (result + text.slice(from, at)).slice(-AROUND);
      const behind = text.slice(at + length, at + length + AROUND);
      if (!isMention && !isMeant(name, before, behind)) continue;
      result += text.slice(from, at);
      from = at + length;
      if (isMention) result += SOMEBODY.slice(1);
      else if (THANKED.test(before) && CLOSES.test(behind)) result = result.replace(/,? {1,3}$/, '');
      else if (AFTER_ADDRESSED.test(behind) && /(?:^|\n)\s{0,3}$/.test(before))
        from += AFTER_ADDRESSED.exec(behind)?.[0].length ?? 0;
      else if (/,\s{1,3}$/.test(before) && CLOSES.test(behind)) result = result.replace(/,\s{1,3}$/, '');
      else result += SOMEBODY;
    }
    return result + text.slice(from);
  };

  const withoutHan = (text: string): string => {
    if (han.size === 0 || !HAN.test(text)) return text;
    let result = '';
    for (let at = 0; at < text.length; at += 1) {
      const names = han.get(text.slice(at, at + LEAST_HAN));
      const name =
        names === undefined
          ? undefined
          : [...names].toSorted((a, b) => b.length - a.length).find((one) => text.startsWith(one, at));
      if (name === undefined || (PLAIN.has(name) && !result.endsWith('@'))) {
        result += text[at] ?? '';
        continue;
      }
      result += result.endsWith('@') ? SOMEBODY.slice(1) : SOMEBODY;
      at += name.length - 1;
      if (/^[\p{L}\p{N}]/u.test(text.slice(at + 1))) result += ' ';
    }
    return result;
  };

  return {
    add: (...names) => {
      for (const name of names) if (typeof name === 'string' && name.trim() !== '') add(name.trim());
    },
    areIn: (text) => {
      const words = text.replaceAll(/[_.-]/g, ' ');
      return prose(words) !== words;
    },
    without: (text) =>
      text
        .split(KEPT)
        .map((part, place) => (place % 2 === 1 ? part : prose(part)))
        .join(''),
  };
}

/** Whether a word that is some member's name is meant so. */
function isMeant(name: string, before: string, behind: string): boolean {
  const speaks = SPEAKS.test(behind);
  const addresses =
    THANKED.test(before) ||
    (BEFORE_ADDRESSED.test(before) &&
      (AFTER_ADDRESSED.test(behind) || /,\s{1,3}$/.test(before)) &&
      CLOSES.test(behind));
  const isPlain = !name.includes(' ') && PLAIN.has(name.toLowerCase());
  if (isPlain) return addresses && (/^\p{Lu}/u.test(name) || THANKED.test(before));
  if (addresses || speaks) return true;
  if (HAN.test(name)) return false;
  const isNamed = /^\p{Lu}/u.test(name) || /[\d_]/.test(name) || name.includes(' ');
  return isNamed && name.length >= LEAST_LATIN;
}
