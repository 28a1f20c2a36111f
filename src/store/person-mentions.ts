/** Where a record names a person. */

/** Letters and digits stay as they are in a URI and in JSON, so that a part of them can be searched for before reading. */
const PLAIN_RUN = /[A-Za-z0-9]+/g;

/** The longest run of letters and digits of `person`; empty where there is none. Every record that names the person holds it. */
export function plainPart(person: string): string {
  const runs = person.match(PLAIN_RUN) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/**
 * Whether a record names the person: as a part of the key (between slashes, URI-encoded or not), as a text, a number or a name
 * of a field in the JSON of the value, or as a part of a path like `channel/person` in either. An id with a digit, which no word of a language
 * is, counts within longer texts too, such as a mention `<@U012AB3CD>`, as long as no letter or digit joins it.
 */
export function names(person: string, key: string, value: string): boolean {
  const escaped = person.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  // Joined by `@` or a full stop within a word it is a part of an address or of another name.
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
