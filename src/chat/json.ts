/** JSON in what a model wrote, whatever stands around it: thoughts, prose, the fence of a code block. */

/** Brackets in brackets that are read in vain, on average: forms of replies have three. A text of nothing else would stop the process. */
const MOST_DEPTH = 8;

/** Every object and list of JSON in a text, from left to right; of one that is cut off, those within it that are whole. */
export function* jsonIn(text: string): Generator {
  const ends = endsIn(text);
  let charactersLeft = MOST_DEPTH * text.length;
  for (let at = 0; at < text.length; at += 1) {
    const end = ends.get(at);
    if (end === undefined) continue;
    charactersLeft -= end - at;
    if (charactersLeft < 0) return;
    try {
      yield JSON.parse(text.slice(at, end));
      at = end - 1;
    } catch {
      // The next bracket may open something whole.
    }
  }
}

/** By the place of each opening bracket the place behind the one that closes it, seen from the brackets outside of quotes. */
function endsIn(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') open.push(index);
    else if (token === ']' || token === '}') {
      const start = open.pop();
      if (start !== undefined) ends.set(start, index + 1);
    }
  }
  return ends;
}
