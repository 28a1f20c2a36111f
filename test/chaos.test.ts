/**
 * Kills and stops the program at random moments under load, and counts what became of what it had acknowledged. `npm run chaos` runs it;
 * docs/operate.md tells of it. CHAOS_SEED repeats a run, as far as two processes can be repeated.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from './support/free-port.js';
import { en as slackEnglish } from '../adapters/slack/texts.en.js';
import { zh as slackChinese } from '../adapters/slack/texts.zh.js';
import { type Double, discordDouble } from './support/discord/double.js';
import { record, textOf } from './support/discord/rules.js';
import * as world from './support/discord/world.js';
import { PREPARE, prepareShapes } from './slack/shapes.js';
import { sender, SIGNING_SECRET } from './slack/signed.js';
import { BOT_TOKEN, webApi } from './slack/web-api.js';

const MAIN = join(import.meta.dirname, '../dist/src/main.js');
const SEED = Number(process.env['CHAOS_SEED'] ?? 1);
/** Of each of the four runs. */
const KILLS = 10;
const STOPS = 5;
/** Milliseconds between two questions, at least and at most. */
const PAUSE = { least: 20, most: 80 } as const;
/** Milliseconds that the program runs under load before it is ended. */
const LIFE = { least: 300, most: 2000 } as const;
/** Milliseconds that a call to a platform takes on its way there, and on its way back. */
const WAY = { least: 2, most: 20 } as const;
/** Milliseconds for which questions go on while nothing runs: on a slow machine the next start would find thousands. */
const GAP = 500;
/** Milliseconds after the last end within which everything must be answered: the maintainers are told of what was left once a minute. */
const DRAIN = 150_000;
const STARTING = 30_000;
const QUESTION = 'SOFARPC 支持哪些注册中心？';

/** https://en.wikipedia.org/wiki/Linear_congruential_generator, with the numbers of Numerical Recipes. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'string' || address === null) throw new Error('no port was given');
  return address.port;
}

/** Something between the least and the most. */
type Between = (range: { readonly least: number; readonly most: number }) => number;

function betweenFrom(random: () => number): Between {
  return ({ least, most }) => least + random() * (most - least);
}

/** The way to a server on this machine, as long as one over the network. */
async function distant(url: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const between = betweenFrom(randomFrom(SEED));
  const target = new URL(url);
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    await sleep(between(WAY));
    const { method, headers, url: path } = request;
    const passed = ask({ host: target.hostname, port: target.port, method, headers, path });
    // Where the program was killed meanwhile, the platform carries out all the same what it was asked.
    passed.end(body);
    const answer: IncomingMessage = await new Promise((resolve, reject) =>
      passed.on('response', resolve).on('error', reject),
    );
    const told = await buffer(answer);
    await sleep(between(WAY));
    response.writeHead(answer.statusCode ?? 500, answer.headers).end(told);
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server.address())}${target.pathname}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What became of questions, commands and forms, by their ids. */
class Ledger {
  readonly acknowledged = new Set<string>();
  /** How often each was answered. */
  readonly answers = new Map<string, number>();
  /** Those of which the member was told only that there was an interruption, beside an answer or instead of one. */
  readonly interrupted = new Set<string>();
  answered(id: string): void {
    this.answers.set(id, (this.answers.get(id) ?? 0) + 1);
  }
  lost(): readonly string[] {
    return [...this.acknowledged].filter((id) => !this.answers.has(id) && !this.interrupted.has(id));
  }
  doubled(): readonly string[] {
    return [...this.answers].filter(([, count]) => count > 1).map(([id]) => id);
  }
}

/** A platform under load. */
interface Platform {
  readonly settings: (index: number) => Promise<Readonly<Record<string, string>>>;
  /** Sends one more thing, as the platform does: again, where it was not acknowledged. */
  readonly send: (count: number) => Promise<void>;
  /** Counts anew what stands. */
  readonly count: () => Promise<Ledger>;
  readonly close: () => Promise<void>;
}

const rows: Readonly<Record<string, string | number>>[] = [];

async function run(name: string, platform: Platform, store: string, replicas: number): Promise<void> {
  const random = randomFrom(SEED);
  const between = betweenFrom(random);
  const folder = await mkdtemp(join(tmpdir(), 'qabot-chaos-'));
  const settings = await Promise.all(
    Array.from({ length: replicas }, async (_, index) => await platform.settings(index)),
  );
  const running: { readonly child: ChildProcess; readonly output: () => string }[] = [];
  const launch = async (index: number): Promise<void> => {
    const child = spawn(process.execPath, [MAIN, 'start'], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        STORE_URL: store === '' ? join(folder, 'qabot.db') : store,
        STORE_KEY: 'k'.repeat(32),
        ...settings[index],
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    running[index] = { child, output: () => output };
    const end = Date.now() + STARTING;
    while (!output.includes('adapter started') && child.exitCode === null) {
      if (Date.now() > end) throw new Error(`it did not start: ${output}`);
      await sleep(20);
    }
  };
  try {
    for (let index = 0; index < replicas; index += 1) await launch(index);
    const ending = new AbortController();
    let downSince = Number.POSITIVE_INFINITY;
    const sent: Promise<void>[] = [];
    const load = (async () => {
      for (let count = 0; !ending.signal.aborted; count += 1) {
        sent.push(platform.send(count));
        while (Date.now() - downSince > GAP && !ending.signal.aborted) await sleep(20);
        await sleep(between(PAUSE));
      }
    })();
    for (let round = 0; round < KILLS + STOPS; round += 1) {
      await sleep(between(LIFE));
      const index = Math.floor(random() * replicas);
      const child = running[index]?.child;
      if (child === undefined) throw new Error('nothing runs');
      const exited = once(child, 'exit');
      child.kill(round % 3 === 2 ? 'SIGTERM' : 'SIGKILL');
      await exited;
      if (replicas === 1) downSince = Date.now();
      await launch(index);
      downSince = Number.POSITIVE_INFINITY;
    }
    ending.abort();
    await load;
    await Promise.all(sent);
    const end = Date.now() + DRAIN;
    while ((await platform.count()).lost().length > 0 && Date.now() < end) await sleep(500);
    // What is doubled may come late.
    await sleep(2000);
    const ledger = await platform.count();
    const kinds = [...new Set([...ledger.acknowledged].map((id) => id.split(' ')[0] ?? ''))];
    for (const kind of kinds) {
      const of = (ids: readonly string[]): number => ids.filter((id) => id.startsWith(`${kind} `)).length;
      rows.push({
        run: name,
        kind,
        kills: KILLS,
        stops: STOPS,
        acknowledged: of([...ledger.acknowledged]),
        answered: of([...ledger.acknowledged]) - of(ledger.lost()),
        doubled: of(ledger.doubled()),
        interrupted: of([...ledger.interrupted]),
      });
    }
    if (ledger.lost().length + ledger.doubled().length > 0)
      console.log(
        name,
        { lost: ledger.lost(), doubled: ledger.doubled() },
        running.map((one) => one.output().slice(-2000)).join('\n'),
      );
    expect(ledger.lost()).toEqual([]);
    expect(ledger.doubled()).toEqual([]);
  } finally {
    for (const { child } of running) child.kill('SIGKILL');
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const inBoth = (key: string): readonly string[] =>
  [slackEnglish, slackChinese].map((texts) => texts[key] ?? '');
const INTERRUPTED = inBoth('slack.interrupted');
const WORKING = inBoth('slack.form.working');

/** A question each in a thread of its own, every fifth one a command, every tenth one that goes to the maintainers by a form. */
async function slack(): Promise<Platform> {
  const api = await webApi();
  const made = await api.as('ann', 'conversations.create', { name: 'mods' });
  const maintainers = textOf(record(made['channel'])['id']);
  await api.as('ann', 'conversations.invite', { channel: maintainers, users: api.botUser });
  const acknowledged = new Set<string>();
  const answers: string[] = [];
  const interrupted: string[] = [];
  const ports: number[] = [];
  const responses = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      const isAnswer = INTERRUPTED.every((words) => !text.includes(words));
      (isAnswer ? answers : interrupted).push(`command ${request.url ?? ''}`);
      response.end('{"ok":true}');
    });
  }).listen(0, '127.0.0.1');
  await once(responses, 'listening');
  const far = await distant(api.url);
  const farResponses = await distant(`http://127.0.0.1:${portOf(responses.address())}`);
  const threads: string[] = [];
  /** What was handed over, by the ids of the forms. */
  const questions = new Map<string, string>();
  const posts = () => api.calls.filter(({ method }) => method === 'chat.postMessage').map(({ body }) => body);

  /** Slack sends an event again that was not acknowledged; others the member sends again. */
  const until200 = async (
    id: string,
    post: (port: number, tries: number) => Promise<number>,
  ): Promise<void> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const port = ports[(threads.length + tries) % ports.length] ?? 0;
      const status = await post(port, tries).catch(() => 0);
      if (status === 200) return void acknowledged.add(id);
      await sleep(300);
    }
  };
  const mention = async (question = QUESTION, user: string = api.users.ann): Promise<string> => {
    const { ts: thread } = await api.as('ben', 'chat.postMessage', {
      channel: api.channel,
      text: 'a thread',
    });
    const text = `<@${api.botUser}> ${question}`;
    const { ts } = await api.as('ann', 'chat.postMessage', { channel: api.channel, text, thread_ts: thread });
    const event = {
      type: 'app_mention',
      channel: api.channel,
      user,
      text,
      ts,
      thread_ts: thread,
    };
    threads.push(String(thread));
    await until200(`mention ${String(thread)}`, (port, tries) =>
      sender(port, api).event(event, { id: `Ev${String(ts)}`, ...(tries > 0 ? { retry: tries } : {}) }),
    );
    return String(thread);
  };
  const command = (count: number): Promise<void> => {
    const path = `/response/${count}`;
    const body = new URLSearchParams({
      command: '/ask',
      text: QUESTION,
      team_id: api.team,
      channel_id: api.channel,
      user_id: `U${count}`,
      trigger_id: `T${count}`,
      response_url: `${farResponses.url.replace(/\/$/, '')}${path}`,
    });
    return until200(
      `command ${path}`,
      async (port) =>
        (await sender(port, api).post(body.toString(), 'application/x-www-form-urlencoded')).status,
    );
  };
  /** A member hands over a question that nobody has answered. */
  const form = async (count: number): Promise<void> => {
    const user = `U${count}`;
    const question = `${count.toString(36)}zq${(count * 7919).toString(36)}xw ${count}?`;
    const thread = await mention(question, user);
    const end = Date.now() + DRAIN;
    let shown: string | undefined;
    while (shown === undefined && Date.now() < end) {
      await sleep(100);
      const answer = posts().find((body) => body['thread_ts'] === thread);
      shown = /do-ask-(r[0-9a-f]{16})/.exec(JSON.stringify(answer?.['blocks'] ?? ''))?.[1];
    }
    if (shown === undefined) throw new Error(`no form was offered for ${question}`);
    const place = `${api.team}/${api.channel}/${thread}`;
    const view = {
      id: `V${count}`,
      hash: `h${count}`,
      callback_id: 'form',
      private_metadata: JSON.stringify({ place, language: 'en', token: `do-asked-${shown}` }),
      state: { values: { question: { 'field:question': { type: 'plain_text_input', value: question } } } },
    };
    questions.set(`V${count}`, question);
    await until200(`form V${count}`, (port) =>
      sender(port, api).interact({
        type: 'view_submission',
        user: { id: user, team_id: api.team },
        view,
        trigger_id: `F${count}`,
      }),
    );
  };
  return {
    async settings() {
      const port = await freePort();
      ports.push(port);
      return {
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_PORT: String(port),
        SLACK_HOST: '127.0.0.1',
        SLACK_API_URL: far.url,
        SLACK_MAINTAINERS_CHANNEL: maintainers,
      };
    },
    async send(count) {
      if (count % 10 === 9) await form(count);
      else if (count % 5 === 4) await command(count);
      else await mention();
    },
    async count() {
      const ledger = new Ledger();
      for (const id of acknowledged) ledger.acknowledged.add(id);
      for (const id of answers) ledger.answered(id);
      for (const id of interrupted) ledger.interrupted.add(id);
      for (const { method, body } of api.calls) {
        const id = String(body['view_id']);
        const isWord = WORKING.every((words) => !JSON.stringify(body['view'] ?? '').includes(words));
        // A form that is shown again with the same words is the same.
        if (method === 'views.update' && isWord) ledger.answers.set(`form ${id}`, 1);
      }
      const told: string[] = [];
      for (const body of posts()) {
        if (body['channel'] === maintainers) told.push(JSON.stringify(body['blocks']));
        else ledger.answered(`mention ${String(body['thread_ts'])}`);
      }
      for (const [id, question] of questions) {
        if (!acknowledged.has(`form ${id}`)) continue;
        ledger.acknowledged.add(`handed-over ${id}`);
        for (const text of told) if (text.includes(question)) ledger.answered(`handed-over ${id}`);
      }
      return ledger;
    },
    async close() {
      far.close();
      farResponses.close();
      responses.close();
      await api.close();
    },
  };
}

/** Mentions of as many members, every fifth one a command. Discord keeps messages: each counts as acknowledged. */
async function discord(): Promise<Platform> {
  const double: Double = await discordDouble();
  const far = await distant(double.url);
  const said = new Set<string>();
  const commands = new Map<string, string>();
  return {
    settings: async () => ({ DISCORD_TOKEN: world.TOKEN, DISCORD_API_URL: far.url }),
    async send(count) {
      const author = world.snowflake();
      if (count % 5 === 4) {
        const data = {
          id: world.snowflake(),
          name: 'ask',
          type: 1,
          options: [{ type: 3, name: 'question', value: QUESTION }],
        };
        const told = world.interaction(2, data, { user: author });
        commands.set(textOf(told['token']), textOf(told['id']));
        return double.interact(told);
      }
      const message = world.message(`<@${world.BOT}> ${QUESTION}`, { author });
      said.add(textOf(message['id']));
      double.say(message);
    },
    async count() {
      const ledger = new Ledger();
      for (const id of said) ledger.acknowledged.add(`mention ${id}`);
      for (const { body } of double.messages) {
        const { message_id: id } = record(body['message_reference']);
        if (typeof id === 'string') ledger.answered(`mention ${id}`);
      }
      for (const { path, body } of double.calls) {
        const [, root, id = '', token = ''] = path.split('/');
        // One that was answered at once needs nothing more; one that was announced must be filled.
        if (root === 'interactions') ledger.acknowledged.add(`command ${id}`);
        if (root === 'interactions' && Number(body['type']) === 4) ledger.answers.set(`command ${id}`, 1);
        if (root === 'webhooks') ledger.answers.set(`command ${commands.get(token) ?? ''}`, 1);
      }
      return ledger;
    },
    async close() {
      far.close();
      await double.close();
    },
  };
}

describe.skipIf(process.env['CHAOS'] === undefined)(
  'kills and stops under load lose and double nothing',
  () => {
    const postgres = process.env['TEST_POSTGRES_URL'];
    const MINUTES = 10 * 60_000;
    beforeAll(prepareShapes, PREPARE);
    afterAll(() => console.table(rows));

    const emptied = async (): Promise<string> => {
      const client = new Client({ connectionString: postgres });
      await client.connect();
      await client.query('drop schema public cascade; create schema public');
      await client.end();
      return postgres ?? '';
    };

    it('Slack, SQLite', async () => run('Slack, SQLite', await slack(), '', 1), MINUTES);
    it('Discord, SQLite', async () => run('Discord, SQLite', await discord(), '', 1), MINUTES);
    it.skipIf(postgres === undefined)(
      'Slack, two replicas on PostgreSQL',
      async () => run('Slack, two on PostgreSQL', await slack(), await emptied(), 2),
      MINUTES,
    );
    it.skipIf(postgres === undefined)(
      'Discord, two replicas on PostgreSQL',
      async () => run('Discord, two on PostgreSQL', await discord(), await emptied(), 2),
      MINUTES,
    );
  },
);
