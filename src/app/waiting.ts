/** How many questions may wait for their answer, and who is told when that is too many. */

import { LRUCache } from 'lru-cache';
import type { Host, Question } from '../contract.js';

/**
 * Questions that wait at most. One takes 5 to 20 ms (`npm run bench:slack`), so that the last one waits about two seconds: who asks in
 * a busy hour is answered, and a flood costs neither memory nor the others' patience.
 */
export const MOST_WAITING = 150;
/** Of one place, so that one channel's flood leaves room for the others. */
export const MOST_WAITING_IN_PLACE = 50;
/** Milliseconds in which a place is told once that the bot is busy. */
const TOLD_MILLISECONDS = 60_000;
/** Places that are remembered as told. */
const MOST_TOLD = 1000;

export interface Waiting extends Pick<Host, 'admits'> {
  /** Counts a question as waiting, unless too many do. */
  enter(where: string): boolean;
  leave(where: string): void;
  /** `true` once a place and minute: then the place is to be told that the bot is busy. */
  mayTell(where: string): boolean;
}

/** The name of a question's place here: its channel, else the one who asks, as a direct message may begin a place of its own. */
export const whereOf = ({ channel, asker }: Question): string => channel ?? asker;

/** @param now milliseconds */
export function createWaiting(now: () => number): Waiting {
  const counts = new Map<string, number>();
  let all = 0;
  const isFull = (where: string): boolean =>
    all >= MOST_WAITING || (counts.get(where) ?? 0) >= MOST_WAITING_IN_PLACE;
  const oncePerMinute = (): ((where: string) => boolean) => {
    const told = new LRUCache<string, number>({ max: MOST_TOLD });
    return (where) => {
      const isFirst = now() - (told.get(where) ?? Number.NEGATIVE_INFINITY) >= TOLD_MILLISECONDS;
      if (isFirst) told.set(where, now());
      return isFirst;
    };
  };
  const mayPass = oncePerMinute();
  return {
    admits: (where, attention) => !isFull(where) || (attention === 'addressed' && mayPass(where)),
    enter(where) {
      if (isFull(where)) return false;
      all += 1;
      counts.set(where, (counts.get(where) ?? 0) + 1);
      return true;
    },
    leave(where) {
      all -= 1;
      const left = (counts.get(where) ?? 0) - 1;
      if (left > 0) counts.set(where, left);
      else counts.delete(where);
    },
    mayTell: oncePerMinute(),
  };
}
