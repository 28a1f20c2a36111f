/** Days and weeks, all in UTC, so that two readers of one store see the same figures. */

import { isoDay } from '../text/iso-day.js';

const DAY = 24 * 60 * 60 * 1000;
const WEEK = 7 * DAY;

/** 1 January 1970 was a Thursday, three days into its week. */
const MONDAY = -3 * DAY;

/** Milliseconds of the Monday, 00:00 UTC, that begins the week of `at`. */
export function weekStart(at: number): number {
  return Math.floor((at - MONDAY) / WEEK) * WEEK + MONDAY;
}

/** Milliseconds of the Mondays from the week of `first` to that of `last`. */
export function weeksBetween(first: number, last: number): readonly number[] {
  const start = weekStart(first);
  return Array.from({ length: (weekStart(last) - start) / WEEK + 1 }, (_, index) => start + index * WEEK);
}

/** ISO 8601 week, such as `2026-W47`: a week belongs to the year of its Thursday. */
export function isoWeek(at: number): string {
  const thursday = new Date(weekStart(at) + 3 * DAY);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / WEEK);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Days that `30d` may count: a hundred years. */
const MOST_DAYS = 36_500;

/**
 * Reads `YYYY-MM-DD`, or `30d` for the days up to now.
 * @returns milliseconds of that day's start; `undefined` where it is neither
 */
export function readSince(text: string, now: number): number | undefined {
  const days = /^(\d{1,5})d$/i.exec(text.trim())?.[1];
  if (days !== undefined) {
    const count = Number(days);
    return count >= 1 && count <= MOST_DAYS ? Math.floor(now / DAY) * DAY - count * DAY : undefined;
  }
  const given = /^\d{4}-\d{2}-\d{2}$/.exec(text.trim())?.[0];
  if (given === undefined) return undefined;
  const at = Date.parse(`${given}T00:00:00Z`);
  return Number.isNaN(at) || isoDay(at) !== given ? undefined : at;
}
