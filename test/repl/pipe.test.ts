import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createRepl } from '../../adapters/repl/repl.js';
import type { Reply } from '../../src/contract.js';
import { makeReply, gate, fakeHost } from '../../src/testing/fakes.js';
import { type Stage, stage } from './stage.js';

const CHOICES = [
  { label: 'first', token: 'token-1' },
  { label: 'second', token: 'token-2' },
];
const WHY = { kind: 'why', label: 'why', token: 'token-why' } as const;

/** Pipes the lines in, ends the input, and waits until all is answered. */
async function pipe(lines: string, prepare: (stage: Stage) => void = () => undefined): Promise<Stage> {
  const set = stage();
  prepare(set);
  await set.repl.start(set.host);
  set.input.end(lines);
  await set.ended();
  await set.repl.stop();
  return set;
}

const asked = ({ host }: Stage): readonly string[] => host.bot.asked.map(({ text }) => text);
const pressed = ({ host }: Stage): readonly string[] => host.bot.pressed.map(({ token }) => token);

describe('piped lines', () => {
  it('are all answered, in order, before the program ends', async () => {
    const set = await pipe('one\ntwo\nthree\n', ({ host }) => {
      host.bot.onAsk(
        'one',
        () =>
          new Promise<Reply>((resolve) => {
            setTimeout(() => resolve(makeReply({ text: 'about one' })), 30);
          }),
      );
    });
    expect(set.written().match(/about \w+/g)).toEqual(['about one', 'about two', 'about three']);
    expect(set.host.exits).toEqual([undefined]);
  });

  it('bring no prompt, no banner, no colour', async () => {
    const set = await pipe('one\n', ({ host }) =>
      host.bot.onAsk('one', () => makeReply({ text: '**bold** `code`' })),
    );
    expect(set.written()).toBe('bold `code`\n');
  });

  it('are coloured when FORCE_COLOR asks for it', async () => {
    const set = stage({ env: { FORCE_COLOR: '1' } });
    set.host.bot.onAsk('one', () => makeReply({ text: '**bold**' }));
    await set.repl.start(set.host);
    await set.type('one\n', '\u001B[1mbold\u001B[22m');
    await set.repl.stop();
  });

  it('are not wrapped', async () => {
    const long = 'word '.repeat(100).trim();
    const set = await pipe('one\n', ({ host }) => host.bot.onAsk('one', () => makeReply({ text: long })));
    expect(set.written()).toBe(`${long}\n`);
  });

  it.each([
    ['the last without a line feed', 'one\ntwo'],
    ['with carriage returns', 'one\r\ntwo\r\n'],
    ['with empty ones between', '\n\none\n   \n\ntwo\n\n'],
  ])('are read %s', async (_, lines) => {
    expect(asked(await pipe(lines))).toEqual(['one', 'two']);
  });

  it.each(['/quit', '/exit', '／ＱＵＩＴ'])('end at %s', async (command) => {
    const set = await pipe(`one\n${command}\ntwo\n`);
    expect(asked(set)).toEqual(['one']);
  });

  it('leave the history alone', async () => {
    const set = await pipe('one\n');
    expect(set.host.logged).toEqual([]);
  });

  it('end quietly when nobody reads the answers any more', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const host = fakeHost();
    const repl = createRepl({ input, output, env: {} });
    await repl.start(host);
    output.destroy(new Error('EPIPE'));
    input.write('one\ntwo\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(host.exits).toEqual([undefined]);
    expect(host.bot.asked).toHaveLength(1);
    await repl.stop();
  });

  it('end with a reason when the input fails', async () => {
    const set = stage();
    await set.repl.start(set.host);
    set.input.destroy(new Error('read failed'));
    await set.ended();
    expect(set.host.exits[0]?.message).toBe('read failed');
    await set.repl.stop();
  });

  it('that wait are dropped at a stop, the one in hand is finished', async () => {
    const set = stage();
    const answer = gate<Reply>();
    set.host.bot.onAsk('one', () => answer.promise);
    await set.repl.start(set.host);
    set.input.write('one\ntwo\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const stopped = set.repl.stop();
    answer.open(makeReply({ text: 'about one' }));
    await stopped;
    expect(set.written()).toBe('about one\n');
    expect(asked(set)).toEqual(['one']);
    expect(set.host.exits).toEqual([]);
  });
});

const offering = ({ host }: Stage): void => {
  host.bot.onAsk('q', () =>
    makeReply({
      kind: 'answer',
      alternatives: CHOICES,
      followUps: [{ label: 'next', token: 'token-3' }],
      actions: [WHY],
    }),
  );
};

describe('a digit', () => {
  it.each([
    ['1', 'token-1'],
    ['2', 'token-2'],
    ['3', 'token-3'],
    ['３', 'token-3'],
    [' 1 ', 'token-1'],
  ])('%j picks from alternatives and then follow-ups', async (digit, token) => {
    expect(pressed(await pipe(`q\n${digit}\n`, offering))).toEqual([token]);
  });

  it.each(['0', '4', '99'])('%s outside of the list is told so', async (digit) => {
    const set = await pipe(`q\n${digit}\n`, offering);
    expect(pressed(set)).toEqual([]);
    expect(set.written()).toContain(`<en repl.noChoice number=${digit} last=3>`);
  });

  it.each(['0', '1', '９', '42'])('%j is told so when there is nothing to pick', async (digit) => {
    const set = await pipe(`${digit}\n`);
    expect(asked(set)).toEqual([]);
    expect(set.written()).toContain(`<en repl.noChoices number=${Number(digit.normalize('NFKC'))}>`);
  });

  it.each(['8080', '1 2', '1.'])('%j is a question', async (text) => {
    expect(asked(await pipe(`${text}\n`))).toEqual([text]);
  });

  it('of four figures is a question even with a list', async () => {
    expect(asked(await pipe('q\n8080\n', offering))).toEqual(['q', '8080']);
  });

  it('picks from the newest list only', async () => {
    const set = await pipe('q\nother\n1\n', offering);
    expect(asked(set)).toEqual(['q', 'other']);
    expect(pressed(set)).toEqual([]);
  });

  it('still picks after an explanation', async () => {
    const set = await pipe('q\n/why\n2\n', (prepared) => {
      offering(prepared);
      prepared.host.bot.onPress('token-why', () => makeReply({ text: 'because' }));
    });
    expect(pressed(set)).toEqual(['token-why', 'token-2']);
  });

  it('picks from the list that a pressed choice brought', async () => {
    const set = await pipe('q\n2\n1\n', (prepared) => {
      offering(prepared);
      prepared.host.bot.onPress('token-2', () =>
        makeReply({ kind: 'answer', followUps: [{ label: 'deeper', token: 'token-9' }] }),
      );
    });
    expect(pressed(set)).toEqual(['token-2', 'token-9']);
  });
});

describe('commands of the REPL', () => {
  it('/why before any answer says that there is nothing to explain, in both languages', async () => {
    const set = await pipe('/why\n');
    expect(set.written()).toBe('<zh repl.nothingToExplain>\n<en repl.nothingToExplain>\n');
    expect(asked(set)).toEqual([]);
  });

  it('/why still explains the last answer after a list', async () => {
    const set = await pipe('q\n/tasks\n/why\n', (prepared) => {
      offering(prepared);
      prepared.host.bot.onAsk('/tasks', () => makeReply({ kind: 'list', text: 'tasks' }));
    });
    expect(pressed(set)).toEqual(['token-why']);
  });

  it('/why speaks the language of the last reply', async () => {
    const set = await pipe('q\n/why\n', ({ host }) =>
      host.bot.onAsk('q', () => makeReply({ kind: 'none', language: 'zh', lead: '没有' })),
    );
    expect(set.written()).toContain('<zh repl.nothingToExplain>');
    expect(set.written()).not.toContain('<en');
  });

  it.each([
    ['zh', 'zh'],
    ['zh_CN', 'zh'],
    ['EN', 'en'],
  ])('QABOT_LANGUAGE=%s settles it', async (setting, language) => {
    const set = stage({}, { QABOT_LANGUAGE: setting });
    await set.repl.start(set.host);
    await set.type('/why\n', 'repl.nothingToExplain');
    expect(set.written()).toBe(`<${language} repl.nothingToExplain>\n`);
    await set.repl.stop();
  });

  it('/help is the core’s, with the REPL’s own words behind', async () => {
    const set = await pipe('/help\n', ({ host }) =>
      host.bot.onAsk('/help', () => makeReply({ text: 'All the commands' })),
    );
    expect(set.written()).toBe('All the commands\n\n<en repl.help>\n');
  });

  it.each(['/tasks layotto easy', '/releases', '/project MOSN', '/reading'])(
    '%s is the core’s',
    async (command) => {
      expect(asked(await pipe(`${command}\n`))).toEqual([command]);
    },
  );
});

it('refuses to be started twice', async () => {
  const set = stage();
  await set.repl.start(set.host);
  await expect(set.repl.start(set.host)).rejects.toThrow('already running');
  await set.repl.stop();
});
