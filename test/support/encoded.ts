/** Texts in encodings that Node reads and does not write. */

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** The bytes of one or two that each character of an encoding has. */
function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, readonly number[]>();
  const note = (...bytes: readonly number[]): void => {
    try {
      const decoder = new TextDecoder(encoding, { fatal: true });
      const character = decoder.decode(new Uint8Array(bytes), { stream: true }) + decoder.decode();
      if (!table.has(character) && Array.from(character).length === 1) table.set(character, bytes);
    } catch {
      // No character has these bytes.
    }
  };
  for (let byte = 0; byte < 0x100; byte += 1) note(byte);
  if (!encoding.startsWith('windows'))
    for (let lead = 0x81; lead < 0xff; lead += 1)
      for (let trail = 0x40; trail < 0xff; trail += 1) note(lead, trail);
  tables.set(encoding, table);
  return table;
}

/** @param encoding `gb18030`, `big5`, `windows-1252` or `utf-16le`; a character that it lacks, or needs four bytes for, throws */
export function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = tableOf(encoding);
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}
