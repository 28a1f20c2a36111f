/**
 * `YYYY-MM-DD`, in UTC.
 * @param at milliseconds since 1970
 */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
