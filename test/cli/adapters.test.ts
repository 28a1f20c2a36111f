/** A third party's adapter in the program: what it brings along, and how the program ends with it. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels } from '../../src/listening/channels.js';
import { openStore } from '../../src/store/open.js';
import { fakeHost } from '../../src/testing/fakes.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

/** It says what happens to it on standard error; `PIGEON_WING` alone is what it needs. */
const PIGEON = `
const say = (text) => process.stderr.write(text + '\\n');
let listening;
export default () => ({
  name: 'pigeon',
  texts: { zh: { 'pigeon.coo': '咕 {name}' }, en: { 'pigeon.coo': 'Coo {name}' } },
  isConfigured: ({ PIGEON_WING }) => PIGEON_WING !== undefined,
  async doctor({ settings, maintainers, listening }) {
    const where = listening.length > 0 ? ' on ' + listening : '';
    return [{ level: settings.PIGEON_WING === 'lame' ? 'error' : 'ok', text: 'The wing is looked at by ' + maintainers + where }];
  },
  commands: [
    {
      name: 'feed',
      description: 'feed the pigeon',
      options: [{ flags: '--corn-kind <kind>', description: 'what' }, { flags: '--much', description: 'a lot' }],
      examples: ['', '--much'],
      async run({ cornKind, much }, { PIGEON_WING }) {
        if (cornKind === 'stone') throw new RangeError('--corn-kind takes corn');
        if (cornKind === 'none') throw new Error('The pigeon flew away: fetch it');
        return [cornKind, much, PIGEON_WING].join(' ');
      },
    },
  ],
  async start(host) {
    listening = setInterval(() => {}, 1000);
    say(host.texts('en', 'pigeon.coo', { name: 'Ann' }) + ' ' + host.texts('en', 'fault'));
  },
  async stop() {
    clearInterval(listening);
    say('the pigeon has stopped');
  },
});
`;

/** Its start never ends, and keeps the event loop alive, as a client that tries to connect does. */
const SNAIL = `
export default () => ({
  name: 'snail',
  start: () => new Promise(() => {
    setInterval(() => {}, 1000);
    process.stderr.write('the snail starts\\n');
  }),
  stop: async () => process.stderr.write('the snail has stopped\\n'),
});
`;

/** It asks the program to end, with an error. */
const MOLE = `
export default () => ({
  name: 'mole',
  start: async (host) => void setTimeout(() => host.exit(new Error('the tunnel fell in')), 300),
  stop: async () => {},
});
`;

/** Its `stop` gives no promise, or throws. */
const HARE = `
export default () => ({
  name: 'hare',
  start: async (host) => void setTimeout(() => host.exit(), 300),
  stop() {
    if (process.env.HARE_TRIPS) throw new Error('the hare tripped');
  },
});
`;

/** Modules at fault, each in its own way. */
const BROKEN: Readonly<Record<string, string>> = {
  'factory-throws': `export default () => { throw new Error('no feathers'); };`,
  'bad-flags': adapterWith(
    `commands: [{ name: 'a', description: 'a', options: [{ flags: 'guild', description: 'g' }], run: async () => '' }]`,
  ),
  'two-of-a-name': adapterWith(
    `commands: ['a', 'a'].map((name) => ({ name, description: name, run: async () => '' }))`,
  ),
  'no-list': adapterWith('commands: { length: 1 }'),
  'no-findings': adapterWith('doctor: async () => undefined'),
  'odd-findings': adapterWith('doctor: async () => [undefined]'),
  'is-configured-throws': adapterWith(`isConfigured: () => { throw new Error('no feathers'); }`),
};

function adapterWith(part: string): string {
  return `export default () => ({ name: 'wreck', start: async () => {}, stop: async () => {}, ${part} });`;
}

const EXAMPLE = './dist/adapters/example/webhook.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-adapters-'));
  await writeFile(join(folder, 'pigeon.mjs'), PIGEON);
  await writeFile(join(folder, 'snail.mjs'), SNAIL);
  await writeFile(join(folder, 'mole.mjs'), MOLE);
  await writeFile(join(folder, 'hare.mjs'), HARE);
  for (const [name, text] of Object.entries(BROKEN)) await writeFile(join(folder, `${name}.mjs`), text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Program {
  readonly child: ChildProcessWithoutNullStreams;
  readonly output: () => string;
  readonly errors: () => string;
  readonly ended: Promise<readonly unknown[]>;
}

/** @param adapters modules of the folder */
function qabot(
  words: readonly string[],
  adapters: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Program {
  const env = {
    PATH: process.env['PATH'] ?? '',
    QABOT_ADAPTERS: adapters.map((name) => join(folder, `${name}.mjs`)).join(','),
    STORE_URL: join(folder, 'qabot.db'),
    ...more,
  };
  const child = spawn(process.execPath, ['dist/src/main.js', ...words], { env });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return { child, output: () => output, errors: () => errors, ended: once(child, 'close') };
}

async function run(...given: Parameters<typeof qabot>) {
  const { ended, output, errors } = qabot(...given);
  const [status] = await ended;
  return { status, output: output(), errors: errors() };
}

const said = (program: Program, text: string) =>
  vi.waitFor(() => expect(program.errors()).toContain(text), { timeout: 15_000, interval: 50 });

describe('an adapter of a third party', () => {
  it('speaks its own sentences and those of the core', async () => {
    const program = qabot(['start'], ['pigeon']);
    await said(program, 'adapter started');
    program.child.kill('SIGTERM');
    expect(await program.ended).toEqual([0, null]);
    expect(program.errors()).toContain('Coo Ann Something went wrong');
    expect(program.errors()).toContain('the pigeon has stopped');
  });

  it('has its commands on the command line', async () => {
    const settings = { PIGEON_WING: 'left' };
    const feed = (...options: readonly string[]) => run(['pigeon', 'feed', ...options], ['pigeon'], settings);
    expect(await feed('--corn-kind', 'maize', '--much')).toMatchObject({
      status: 0,
      output: 'maize true left\n',
    });
    expect(await feed('--corn-kind', 'stone')).toMatchObject({
      status: 2,
      errors: 'qabot: --corn-kind takes corn\n',
    });
    expect(await feed('--corn-kind', 'none')).toMatchObject({
      status: 1,
      errors: 'qabot: The pigeon flew away: fetch it\n',
    });
    expect((await feed('--help')).output).toMatch(/feed the pigeon[^]*qabot pigeon feed --much/);
    expect((await run(['--help'], ['pigeon'])).output).toContain('pigeon');
  });

  it('that cannot be loaded does not keep the help from being printed', async () => {
    const { status, output, errors } = await run(['--help'], ['no-such']);
    expect([status, output.includes('knowledge')]).toEqual([0, true]);
    expect(errors).toContain('could not be loaded');
  });

  it.each(['factory-throws', 'bad-flags', 'two-of-a-name', 'no-list'])(
    'at fault (%s) costs one line, and neither the help nor the commands of another',
    async (name) => {
      const line = new RegExp(`^qabot: The adapter module "[^"]*${name}\\.mjs" could not be loaded: .*\n$`);
      const help = await run(['--help'], [name, 'pigeon']);
      expect(help).toMatchObject({ status: 0, output: expect.stringContaining('pigeon') });
      expect(help.errors).toMatch(line);
      expect(help.output).not.toContain('wreck');
      const fed = await run(['pigeon', 'feed', '--much'], [name, 'pigeon'], { PIGEON_WING: 'left' });
      expect(fed).toMatchObject({ status: 0, output: ' true left\n' });
      expect(fed.errors).toMatch(line);
    },
  );

  it('whose factory throws does not start', async () => {
    const { status, errors } = await run(['start'], ['factory-throws']);
    expect([status, errors]).toEqual([1, expect.stringMatching(/^qabot: .*loaded: no feathers\n$/)]);
  });

  it.each([
    [
      'pigeon',
      { PIGEON_WING: 'left', QABOT_MAINTAINERS: 'ann' },
      0,
      'ok      The wing is looked at by ann\n',
    ],
    ['pigeon', { PIGEON_WING: 'lame' }, 1, 'warning QABOT_MAINTAINERS is empty'],
    ['no-such', {}, 1, 'error   The adapter module'],
    ['example', { QABOT_ADAPTERS: EXAMPLE }, 1, 'error   Webhook lacks settings'],
    [
      'example',
      { QABOT_ADAPTERS: EXAMPLE, WEBHOOK_PORT: '80', WEBHOOK_SECRET: 'x' },
      0,
      'ok      Webhook has the settings',
    ],
    ['slack', { QABOT_ADAPTERS: 'slack' }, 1, 'error   SLACK_BOT_TOKEN'],
    ['no-findings', {}, 1, 'error   Wreck was not looked over'],
    ['odd-findings', {}, 1, 'error   Wreck was not looked over'],
    ['is-configured-throws', {}, 1, 'error   no feathers'],
    ['mole', {}, 0, 'ok      Slack is not set up (no SLACK_ variable)\n'],
  ])('is looked over by the doctor: %s with %o', async (name, settings, expected, line) => {
    const { status, output } = await run(['doctor'], [name], settings);
    expect(output).toContain(line);
    expect(status).toBe(expected);
  });
});

it('the doctor tells an adapter which of its channels are switched on', async () => {
  const path = join(folder, 'switched.db');
  const database = openStore(path, { lost: () => undefined, recovered: () => undefined });
  const channels = createChannels({ store: database.store('pigeon'), logger: fakeHost().logger, wait: 0 });
  await channels.change('roof', { listening: true });
  await channels.change('attic', { precision: 0.9 });
  await database.close();
  const settings = { STORE_URL: path, QABOT_MAINTAINERS: 'me' };
  expect((await run(['doctor'], ['pigeon'], settings)).output).toContain('looked at by me on roof\n');
});

describe('a stop', () => {
  it('that gives no promise is over at once', async () => {
    const { status, errors } = await run(['start'], ['hare']);
    expect([status, errors]).toEqual([0, expect.not.stringContaining('rror')]);
  });

  it('that throws keeps no other adapter from stopping, is in the log, and makes the status 1', async () => {
    const { status, errors } = await run(['start'], ['hare', 'pigeon'], { HARE_TRIPS: 'yes' });
    expect(status).toBe(1);
    expect(errors).toContain('the hare tripped');
    expect(errors).toContain('the pigeon has stopped');
  });
});

describe('a start that does not end', () => {
  it('ends at once on a signal, and stops what has begun', async () => {
    const program = qabot(['start'], ['pigeon', 'snail', 'mole']);
    await said(program, 'the snail starts');
    const at = performance.now();
    program.child.kill('SIGTERM');
    expect(await program.ended).toEqual([0, null]);
    // Milliseconds; far below the ten seconds that an adapter has to stop.
    expect(performance.now() - at).toBeLessThan(5000);
    expect(program.errors()).toContain('the pigeon has stopped');
    expect(program.errors()).toContain('the snail has stopped');
    expect(program.errors()).not.toContain('"mole"');
  });

  it('ends when another adapter asks for it, with its reason and status 1', async () => {
    const { status, errors } = await run(['start'], ['mole', 'snail']);
    expect(status).toBe(1);
    expect(errors).toContain('qabot: The program ends: the tunnel fell in\n');
    expect(errors).toContain('the snail has stopped');
  });
});

describe('the library of a platform', () => {
  it.each([[['--help']], [['ask', 'Does MOSN support Eureka?']]])(
    'is not loaded by qabot %o',
    async (words) => {
      // Node writes down which scripts it has loaded.
      const coverage = await mkdtemp(join(folder, 'coverage-'));
      const settings = { NODE_V8_COVERAGE: coverage, SLACK_BOT_TOKEN: 'x', DISCORD_TOKEN: 'x' };
      expect(await run(words, [], settings)).toMatchObject({ status: 0 });
      const files = await readdir(coverage);
      const loaded = (await Promise.all(files.map((name) => readFile(join(coverage, name), 'utf8')))).join();
      expect(loaded).toContain('/adapters/slack/index.js');
      expect(loaded.match(/node_modules\/(?:discord\.js|@slack|@discordjs)/g)).toBeNull();
    },
  );
});
