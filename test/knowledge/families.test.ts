import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFamilies } from '../../src/knowledge/yaml-files.js';

describe('a file of families', () => {
  it('holds families and opposites, each member a list of names', () => {
    const text = `families:
  - { name: system, kind: system, members: [[linux], [windows, win]] }
  - { name: language, members: [{ names: [go, golang], ambiguous: [go] }, [java]] }
opposites:
  - [[enable, 开启], [disable]]
`;
    expect(readFamilies('families.yaml', text)).toEqual({
      findings: [],
      items: [
        {
          kind: 'system',
          members: [
            { names: ['linux'], ambiguous: [] },
            { names: ['windows', 'win'], ambiguous: [] },
          ],
        },
        {
          kind: 'product',
          members: [
            { names: ['go', 'golang'], ambiguous: ['go'] },
            { names: ['java'], ambiguous: [] },
          ],
        },
        {
          kind: 'act',
          members: [
            { names: ['enable', '开启'], ambiguous: [] },
            { names: ['disable'], ambiguous: [] },
          ],
        },
      ],
    });
  });

  it.each([
    ['families: 3', '"families" and "opposites" are lists'],
    ['families: [{ name: alone, members: [[linux]] }]', 'a family has less than two members with names'],
    ['opposites: [[[on], []]]', 'a family has less than two members with names'],
  ])('%s gives a finding, and the rest is read', (text, message) => {
    const { items, findings } = readFamilies('families.yaml', text);
    expect(items).toEqual([]);
    expect(findings).toMatchObject([{ path: 'families.yaml', message }]);
  });

  it('may lack either list', () => {
    expect(readFamilies('families.yaml', 'opposites: []')).toEqual({ items: [], findings: [] });
  });
});

describe('the shipped families', () => {
  const text = readFileSync(new URL('../../knowledge/families.yaml', import.meta.url), 'utf8');
  const { items, findings } = readFamilies('families.yaml', text);

  it('are read without a finding', () => {
    expect(findings).toEqual([]);
    expect(items.filter(({ kind }) => kind === 'act').length).toBeGreaterThan(60);
    expect(items.filter(({ kind }) => kind !== 'act').length).toBeGreaterThan(60);
  });

  it('name nothing twice in a family, and call nothing ambiguous that is no name', () => {
    for (const { members } of items) {
      const names = members.flatMap((member) => member.names);
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
      for (const member of members)
        expect(member.names).toEqual(expect.arrayContaining([...member.ambiguous]));
    }
  });
});
