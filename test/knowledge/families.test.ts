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
    ['families: 3', '"families" and "opposites" are lists, and one is there at least'],
    ['familys: []', '"families" and "opposites" are lists, and one is there at least'],
    ['- families: []', '"families" and "opposites" are lists, and one is there at least'],
    [
      'families: [{ name: alone, members: [[linux]] }]',
      'the family "alone" has less than two members with names',
    ],
    ['families: [{ members: [linux, windows] }]', 'the family 1 has less than two members with names'],
    ['opposites: [[[on], []]]', 'the pair of opposites 1 has less than two members with names'],
  ])('%s gives a finding', (text, message) => {
    const { items, findings } = readFamilies('families.yaml', text);
    expect(items).toEqual([]);
    expect(findings).toMatchObject([{ path: 'families.yaml', message }]);
  });

  it.each([
    [
      'families: [{ name: os, kind: sytem, members: [[a], [b]] }]',
      'the family "os": "kind" is one of product, system, part',
    ],
    ['families: [{ name: os, members: [[a], [b], []] }]', 'the family "os" has a member without names'],
    [
      'families: [{ name: os, members: [{ names: [a], ambiguous: [A] }, [b]] }]',
      'the family "os" calls ambiguous what is no name of the member: A',
    ],
    ['opposites: [[[on], [off], [toggle]]]', 'the pair of opposites 1 has more than two sides'],
  ])('%s gives a finding, and is used as far as it goes', (text, message) => {
    const { items, findings } = readFamilies('families.yaml', text);
    expect(items).toHaveLength(1);
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
