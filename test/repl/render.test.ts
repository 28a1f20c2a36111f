import { describe, expect, it } from 'vitest';
import { choicesOf, render } from '../../adapters/repl/render.js';
import type { Reply } from '../../src/contract.js';
import { ANSWER, EVERY_KIND, everywhere, HOSTILE } from '../../src/testing/replies.js';
import { makeReply, keyTexts } from '../../src/testing/fakes.js';

const show = (reply: Reply, columns = 80, colour = false): string =>
  render(reply, { columns, colour, texts: keyTexts });

describe('render', () => {
  it('shows an answer from lead to follow-ups', () => {
    expect(show(ANSWER)).toBe(
      [
        'This was answered before',
        '',
        '<en reply.question> How do I grow a seed?',
        '',
        'Water the seed twice a day and keep it warm.',
        '',
        '<en repl.project> Greenhouse - Grows seeds in memory',
        '  <en repl.repository> https://example.org/greenhouse/code',
        '  <en repl.documentation> https://example.org/greenhouse/docs',
        '  <en repl.issues> https://example.org/greenhouse/issues',
        '<en repl.links>',
        '  Watering guide (https://example.org/guide?a=1&b=2)',
        '<en reply.source> Garden news 7, 2021-01-01',
        '  https://example.org/news/7/',
        '',
        '<en repl.alternatives>',
        '  [1] How do I plant beans?',
        '  [2] 怎么种土豆？',
        '',
        '<en repl.followUps>',
        '  [3] And when are they ripe?',
      ].join('\n'),
    );
  });

  it('frames it in the reply’s language', () => {
    expect(show({ ...ANSWER, language: 'zh' })).toContain('<zh repl.project>');
  });

  it('leaves no room after a wide colon', () => {
    expect(render(EVERY_KIND.none, { columns: 80, colour: false, texts: () => '项目：' })).toContain(
      '项目：Greenhouse',
    );
  });

  it('names the file where the source has no title', () => {
    const source = { path: 'faq.md', line: 7 };
    expect(show(makeReply({ source }))).toBe('<en reply.source> faq.md:7');
    expect(show(makeReply({ source: { ...source, url: 'https://example.org/' } }))).toBe(
      '<en reply.source>\n  https://example.org/',
    );
  });

  it('lines up numbers of one and two figures', () => {
    const alternatives = Array.from({ length: 10 }, (_, index) => ({
      label: `q${index}`,
      token: `t${index}`,
    }));
    const shown = show(makeReply({ alternatives }));
    expect(shown).toContain('  [ 1] q0');
    expect(shown).toContain('  [10] q9');
  });

  it('numbers as the digits pick', () => {
    expect(choicesOf(ANSWER).map(({ label }) => label)).toEqual([
      'How do I plant beans?',
      '怎么种土豆？',
      'And when are they ripe?',
    ]);
  });

  it('is empty for a reply that says nothing', () => {
    expect(show(makeReply())).toBe('');
  });

  it.each([
    ['the votes', ['helpful', 'unhelpful'], '<en repl.hint.helpful> · <en repl.hint.unhelpful>'],
    ['handing over', ['ask-maintainers', 'why'], '<en repl.hint.ask-maintainers>'],
    ['nothing that it has no command for', ['why', 'accept'], ''],
  ] as const)('hints at %s, where more can be typed', (_, kinds, hint) => {
    const reply = makeReply({
      kind: 'answer',
      text: 'So.',
      actions: kinds.map((kind) => ({ kind, label: kind, token: kind })),
    });
    const options = { columns: 80, colour: false, texts: keyTexts };
    expect(render(reply, { ...options, hint: true })).toBe(hint === '' ? 'So.' : `So.\n\n${hint}`);
    expect(render(reply, options)).toBe('So.');
    if (hint !== '') expect(render(reply, { ...options, colour: true, hint: true })).toContain('\u001B[2m');
  });

  it('colours with escape sequences for looks alone', () => {
    const shown = show(everywhere('a **b** \u001B[2J &#27;[3J'), 80, true);
    expect(shown).toContain('\u001B[1mb\u001B[22m');
    // oxlint-disable-next-line no-control-regex -- that is what is looked for
    const left = shown.replace(/\u001B\[(?:[1-9]|2[2-9]|3[0-9])m/g, '');
    expect(left).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it.each(Object.entries(HOSTILE))('shows %s on a narrow screen without a control character', (_, text) => {
    expect(show(everywhere(text), 20)).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
