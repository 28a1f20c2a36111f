/** Entries that maintainers saved tell by their ids where they come from, in the store as in a file. */

const PREFIX = 'saved-';

/** @param id of the record in the store */
export const savedEntryId = (id: string): string => PREFIX + id;

export const isSavedEntry = (entry: string): boolean => entry.startsWith(PREFIX);

/** The id of the record behind an entry; `undefined` for one that comes from elsewhere. */
export const savedId = (entry: string): string | undefined =>
  isSavedEntry(entry) ? entry.slice(PREFIX.length) : undefined;
