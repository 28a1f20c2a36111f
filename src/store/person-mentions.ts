/** Whether a record mentions a person. */

/** URIs and JSON leave letters and digits as they are, so a query can look for them before the record is decoded. */
const PLAIN_RUN = /[A-Za-z0-9]+/g;

/** The longest run of letters and digits of `person`; empty where there is none. Every record that mentions the person holds it. */
export function plainPart(person: string): string {
  const runs = person.match(PLAIN_RUN) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/**
 * Whether a record mentions the person: as a part of the key (between slashes, URI-encoded or not); as a text, a number or the name
 * of a field in the JSON of the value; or as a part of a path like `channel/person` in either. An id with a digit cannot be a
 * word of a language, so it counts within longer texts too, such as `<@U012AB3CD>`, unless a letter or digit touches it.
 */
export function mentions(person: string, key: string, value: string): boolean {
  const escaped = person.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  // Next to `@`, or to a full stop within a word, it is a part of an address or of another name.
  const within = /\d/.test(person)
    ? new RegExp(`(?<![A-Za-z0-9_-]|[A-Za-z0-9]\\.)${escaped}(?![A-Za-z0-9_@-]|\\.[A-Za-z0-9])`)
    : undefined;
  const named = (text: string): boolean =>
    text === person || text.split(/[/:|]/).includes(person) || within?.test(text) === true;
  return key === person || key.split('/').some((part) => named(decoded(part))) || textsOf(value).some(named);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Every text and number in the JSON, names of fields included; a value that is no JSON as it is. */
function textsOf(value: string): readonly string[] {
  const found: string[] = [];
  const walk = (part: unknown): void => {
    if (typeof part === 'string' || typeof part === 'number') found.push(String(part));
    else if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === 'object' && part !== null) {
      for (const [name, inner] of Object.entries(part)) {
        found.push(name);
        walk(inner);
      }
    }
  };
  try {
    walk(JSON.parse(value));
  } catch {
    return [value];
  }
  // A number beyond 2^53 is rounded by reading; its digits are in the text.
  return /\d{16}/.test(value) ? [...found, ...(value.match(/(?<![\d."])\d{16,}(?![\d.])/g) ?? [])] : found;
}
