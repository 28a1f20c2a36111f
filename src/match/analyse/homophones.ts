/**
 * Puts right what an input method's first guess got wrong: two neighbouring characters that the knowledge never has side
 * by side give way to two that it has and that sound the same (会滚 to 回滚).
 */

import { createRequire } from 'node:module';
import { addTo } from '../../group-by.js';
import { type Lexicon, UNKNOWN } from './lexicon.js';

export interface Homophones {
  /** The text with likely homophones in their place; `undefined` where there are none. */
  correct(text: string): string | undefined;
}

type SoundOf = (character: string) => string;

interface PinyinLibrary {
  readonly pinyin: (text: string, options: { readonly toneType: 'none' }) => string;
}

const PAIR = /^\p{Script=Han}{2}$/u;
const RUN = /\p{Script=Han}{2,}/gu;

/** The library takes 80 ms to load, and most questions never need it. */
function loadSounds(): SoundOf {
  const { pinyin }: PinyinLibrary = createRequire(import.meta.url)('pinyin-pro');
  const known = new Map<string, string>();
  return (character) => {
    let sound = known.get(character);
    if (sound === undefined) {
      sound = pinyin(character, { toneType: 'none' });
      known.set(character, sound);
    }
    return sound;
  };
}

export function createHomophones(lexicon: Lexicon): Homophones {
  let sounds: SoundOf | undefined;
  const pairsBySound = new Map<string, string[]>();
  /** Terms of the lexicon that are among them already. */
  let read = 0;

  const frequency = (pair: string): number => lexicon.documentFrequency('gram', lexicon.idOf('gram', pair));
  const isUnseen = (pair: string): boolean => lexicon.idOf('gram', pair) === UNKNOWN;

  function soundOf(pair: string): string {
    sounds ??= loadSounds();
    return `${sounds(pair.charAt(0))} ${sounds(pair.charAt(1))}`;
  }

  /** Of the pairs with this sound the commonest of the knowledge; of two as common the first by its characters. */
  function commonest(sound: string): string | undefined {
    const terms = lexicon.terms('gram');
    for (; read < terms.length; read += 1) {
      const pair = terms[read] ?? '';
      if (!PAIR.test(pair)) continue;
      addTo(pairsBySound, soundOf(pair), pair);
    }
    let best: string | undefined;
    let most = -1;
    for (const pair of pairsBySound.get(sound) ?? []) {
      if (isUnseen(pair)) continue;
      const common = frequency(pair);
      if (best === undefined || common > most || (common === most && pair < best))
        [best, most] = [pair, common];
    }
    return best;
  }

  function correctRun(run: string): string {
    let corrected = run;
    for (let at = 0; at + 2 <= corrected.length; at += 1) {
      const pair = corrected.slice(at, at + 2);
      if (!isUnseen(pair)) continue;
      const other = commonest(soundOf(pair));
      if (other !== undefined) corrected = corrected.slice(0, at) + other + corrected.slice(at + 2);
    }
    return corrected;
  }

  return {
    correct(text) {
      const corrected = text.replace(RUN, correctRun);
      return corrected === text ? undefined : corrected;
    },
  };
}
