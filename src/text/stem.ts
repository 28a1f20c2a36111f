/**
 * A light stemmer for English: plural, -ed, -ing and the commonest derivations are folded, nothing shorter than three
 * letters is left. After the first steps of M. F. Porter, "An algorithm for suffix stripping" (Program 14, 1980), and
 * kept weaker than his: `register` and `registry` stay apart, since names of products live by such differences. Two libraries were tried in its
 * place, with and without a list of exceptions: `stemmer` (Porter's own) and `snowball-stemmers` (Porter 2). Cross-validated
 * (`npm run fit -- --dry`), both lost one of 186 questions and 0.008 of AUROC.
 */

const VOWEL = /[aeiouy]/;
const SHORTEST_STEM = 3;

/** Doubled consonants that -ed and -ing brought (`stopped`), without those that words end in (`rolled`, `passed`). */
const DOUBLED = /([bdgmnprt])\1$/;

const DERIVED: readonly (readonly [RegExp, string])[] = [
  [/ization$|isation$/, 'ize'],
  [/ational$/, 'ate'],
  // `installation` as `install`; short stems keep their ending (`station` is no `st`).
  [/(?<=[a-z]{4})at(?:ions?|ors?|e)$/, ''],
  [/ations?$/, 'ate'],
  [/ators?$/, 'ate'],
  [/ically$/, 'ic'],
  [/fully$/, 'ful'],
  [/ably$/, 'able'],
  [/iveness$/, 'ive'],
  [/ments?$/, ''],
  [/ness$/, ''],
  [/ly$/, ''],
];

/** Terms that would lose a meaningful ending. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['indices', 'index'],
  ['indexes', 'index'],
  ['processes', 'process'],
  ['classes', 'class'],
  ['addresses', 'address'],
  ['statuses', 'status'],
  ['status', 'status'],
  ['alias', 'alias'],
  ['aliases', 'alias'],
  ['does', 'do'],
  ['did', 'do'],
  ['done', 'do'],
  ['doing', 'do'],
  ['has', 'have'],
  ['had', 'have'],
  ['having', 'have'],
  ['is', 'be'],
  ['are', 'be'],
  ['was', 'be'],
  ['were', 'be'],
  ['been', 'be'],
  ['went', 'go'],
  ['gone', 'go'],
  ['goes', 'go'],
  ['children', 'child'],
  ['people', 'person'],
  ['made', 'make'],
  ['got', 'get'],
  ['found', 'find'],
  ['sent', 'send'],
  ['lost', 'lose'],
  ['wrote', 'write'],
  ['written', 'write'],
  ['paid', 'pay'],
  ['kept', 'keep'],
  ['broke', 'break'],
  ['broken', 'break'],
  ['chose', 'choose'],
  ['chosen', 'choose'],
  ['bought', 'buy'],
  ['left', 'leave'],
  ['told', 'tell'],
  ['ran', 'run'],
]);

function withoutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (/[^suia]s$/.test(word) && word.length > SHORTEST_STEM) return word.slice(0, -1);
  return word;
}

function withoutTense(word: string): string {
  const suffix = /(?:ing|ed)$/.exec(word);
  if (suffix === null) return word;
  const rest = word.slice(0, suffix.index);
  if (rest.length < SHORTEST_STEM || !VOWEL.test(rest)) return word;
  return rest.length > SHORTEST_STEM && DOUBLED.test(rest) ? rest.slice(0, -1) : rest;
}

/** The stem of a lower-case English word; other text is returned as it is. */
export function stem(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= SHORTEST_STEM || !/^[a-z]+$/.test(word)) return word;
  let folded = withoutTense(withoutPlural(word));
  for (const [suffix, replacement] of DERIVED) {
    const shorter = folded.replace(suffix, replacement);
    if (shorter === folded) continue;
    if (shorter.length > SHORTEST_STEM) folded = shorter;
    break;
  }
  // `install` and `instal(ment)`, `cancel` and `cancell(ed)`, but not `call`.
  if (/[aeiouy][^aeiouy]+[aeiouy]ll$/.test(folded)) folded = folded.slice(0, -1);
  // `configure` and `configur(ing)`, `try` and `tri(es)` must meet.
  if (folded.length > SHORTEST_STEM && folded.endsWith('e')) folded = folded.slice(0, -1);
  return folded.endsWith('y') && folded.length > SHORTEST_STEM ? `${folded.slice(0, -1)}i` : folded;
}
