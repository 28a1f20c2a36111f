import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonValues } from '../../src/import/json-values.js';

async function valuesIn(text: string): Promise<{ readonly values: unknown[]; readonly faults: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'values-'));
  const path = join(folder, 'x.json');
  const [values, faults]: [unknown[], string[]] = [[], []];
  let bytes = 0;
  try {
    await writeFile(path, text);
    for await (const item of jsonValues(path, { name: 'x.json', read: (more) => (bytes += more) })) {
      if (item.kind === 'value') values.push(item.value);
      else faults.push(`${item.finding.line} ${item.finding.rule}`);
    }
    if (faults.length === 0) expect(bytes).toBe(Buffer.byteLength(text));
    return { values, faults };
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('finds every value, one after the other, a line each, or in an array', async () => {
  const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1 }),
      fc.constantFrom('', '\n', '[', '[ '),
      async (all, form) => {
        const written = all.map((one) => JSON.stringify(one, undefined, form === '[ ' ? 2 : 0));
        const text = form.startsWith('[') ? `[${written.join(',\n')}]` : written.join(form);
        expect(await valuesIn(text)).toEqual({ values: JSON.parse(`[${written.join(',')}]`), faults: [] });
      },
    ),
    { numRuns: 60 },
  );
});

it('cut anywhere, gives the values that are whole, and one fault', async () => {
  const text = '[{"a":"]}\\""},\n{"b":[1,{}]}]';
  for (let end = 1; end < text.length; end += 1) {
    const { values, faults } = await valuesIn(text.slice(0, end));
    expect(faults).toHaveLength(1);
    expect(values).toEqual([{ a: ']}"' }, { b: [1, {}] }].slice(0, values.length));
  }
});

it.skipIf(process.platform === 'win32')('reads what another program prints', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'values-'));
  const path = join(folder, 'pipe');
  try {
    execFileSync('mkfifo', [path]);
    const printing = writeFile(path, '{"a":1}');
    const found: unknown[] = [];
    for await (const item of jsonValues(path, { name: 'pipe', read: () => {} })) found.push(item);
    await printing;
    expect(found).toEqual([{ kind: 'value', value: { a: 1 }, line: 1 }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('leaves out a value that is too long, and reads on', async () => {
  const long = `{"a":"${'x'.repeat(33 * 1024 * 1024)}"}`;
  expect(await valuesIn(`{"b":1}\n${long}\n{"c":2}`)).toEqual({
    values: [{ b: 1 }, { c: 2 }],
    faults: ['2 value-size'],
  });
});
