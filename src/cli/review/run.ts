import { createInterface } from 'node:readline';
import { cleanLine } from '../../../adapters/common/text.js';
import { fillIn } from '../../../adapters/repl/form.js';
import { choicesOf, render } from '../../../adapters/repl/render.js';
import type { ActionKind, Form, Language, Press, Reply, ReviewQueue } from '../../contract.js';
import { readSettings } from '../../app/settings.js';
import { readToken, type Target } from '../../learning/tokens.js';
import { close, openCircle, type Opened } from '../../app/open-service.js';
import { texts } from '../../texts/texts.js';
import type { KnowledgeOptions } from '../options.js';
import { plainLogger } from '../plain-logger.js';

export interface ReviewRun extends KnowledgeOptions {
  /** What is in force, rather than what waits. */
  readonly learned: boolean;
  readonly list: boolean;
  readonly json: boolean;
}

/** Whoever may run this command on this store is a maintainer: no platform stands in between. */
const WHO = { asker: 'terminal', place: 'review', platform: 'terminal', maintainer: true } as const;

/** More than anybody reviews in one sitting. */
const MOST = 1000;

const KEYS: Readonly<Partial<Record<ActionKind, string>>> = {
  answer: 'w',
  accept: 'a',
  edit: 'e',
  merge: 'm',
  reject: 'r',
};

const SKIP = 's';
const QUIT = 'q';

/** Shows what waits, one after the other, and does what is typed. */
export async function review(options: ReviewRun): Promise<void> {
  const opened = await openCircle({ ...options, logger: plainLogger(), lost: () => {} });
  try {
    await opened.circle.refresh();
    const { language = terminalLanguage() } = readSettings(process.env);
    const { learning } = opened.circle;
    const queue: Queue = () =>
      options.learned ? learning.inForce(language, MOST) : learning.review(language, MOST);
    if (options.list) await list(queue, options.json);
    else await converse(opened, language, queue);
  } finally {
    await close(opened);
  }
}

function terminalLanguage(): Language {
  return /^zh/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'zh' : 'en';
}

/** What an item is, for programs that read `--json`. */
const KINDS: Readonly<Partial<Record<Target, string>>> = { q: 'question', s: 'answer', w: 'wording' };

type Queue = () => Promise<ReviewQueue>;

async function list(queue: Queue, json: boolean): Promise<void> {
  const { items } = await queue();
  for (const { lead, question = '', text, project, links, actions } of items) {
    const [first] = actions;
    const target = first === undefined ? undefined : readToken(first.token)?.target;
    const record = {
      kind: target === undefined ? null : (KINDS[target] ?? null),
      question,
      text,
      project: project?.name ?? null,
      links,
      actions: Object.fromEntries(actions.map(({ kind, token }) => [kind, token])),
    };
    print(json ? JSON.stringify(record) : `${lead.replaceAll('*', '')}\t${oneLine(question)}`);
  }
}

async function converse({ circle }: Opened, language: Language, queue: Queue): Promise<void> {
  const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const lines = input[Symbol.asyncIterator]();
  /** `undefined` at the end of the input. */
  const read = async (prompt: string): Promise<string | undefined> => {
    process.stdout.write(`${prompt} `);
    const { value, done } = await lines.next();
    return done === true ? undefined : value.trim();
  };
  const skipped = new Set<string>();
  const press = (token: string, more: Partial<Press> = {}): Promise<Reply> =>
    circle.bot.press({ ...WHO, language, token, ...more });

  const fill = async (form: Form): Promise<Reply | undefined> => {
    const filling = fillIn(form, language, texts);
    let step = filling.begin();
    while (step.kind === 'ask') {
      if (step.text !== '') print(step.text);
      const typed = await read('>');
      if (typed === undefined || typed === '/cancel') return undefined;
      step = filling.take(typed);
    }
    return await press(form.token, { fields: step.fields });
  };

  /** Follows a press to its end: through a form, and through a choice. */
  const follow = async (reply: Reply): Promise<Reply | undefined> => {
    if (reply.form !== undefined) {
      const submitted = await fill(reply.form);
      return submitted === undefined ? undefined : await follow(submitted);
    }
    if (reply.kind !== 'suggest') return reply;
    show(reply);
    const number = Number(await read(texts(language, 'review.number')));
    const chosen = reply.alternatives[number - 1];
    return chosen === undefined ? undefined : await follow(await press(chosen.token));
  };

  const isSkipped = ({ actions }: Reply): boolean => skipped.has(actions[0]?.token ?? '');
  /** The oldest that was not skipped; without one it says so. */
  const fromQueue = async (): Promise<Reply | undefined> => {
    const { total, items } = await queue();
    const item = items.find((one) => !isSkipped(one));
    if (item === undefined) {
      print(texts(language, total === 0 ? 'review.none' : 'review.allSkipped', { count: total }));
    }
    return item;
  };

  /** The same one as it waits, without the news of a decision before. */
  const again = async (item: Reply): Promise<Reply | undefined> => {
    const { items } = await queue();
    return items.find(({ actions }) => actions[0]?.token === item.actions[0]?.token) ?? (await fromQueue());
  };

  /** What is shown after a reply: the item that it shows itself, or the next in the queue. */
  const after = async (reply: Reply): Promise<Reply | undefined> => {
    if (reply.actions.length > 0 && !isSkipped(reply)) return reply;
    // Of an item that was skipped only the first paragraph is news: what was done.
    print((reply.actions.length > 0 ? reply.lead : reply.text).split('\n\n')[0] ?? '');
    return await fromQueue();
  };

  try {
    let item = await fromQueue();
    while (item !== undefined) {
      show(item);
      const menu = [
        ...item.actions.map(({ kind, label }) => `[${KEYS[kind] ?? '?'}] ${label}`),
        `[${SKIP}] ${texts(language, 'review.skip')}`,
        `[${QUIT}] ${texts(language, 'review.quit')}`,
      ];
      const typed = await read(`\n${menu.join('  ')}\n>`);
      if (typed === undefined || typed === QUIT) return;
      const action = item.actions.find(({ kind }) => KEYS[kind] === typed.toLowerCase());
      if (action !== undefined) {
        const reply = await follow(await press(action.token));
        print('');
        item = await (reply === undefined ? again(item) : after(reply));
      } else if (typed.toLowerCase() === SKIP) {
        skipped.add(item.actions[0]?.token ?? '');
        item = await fromQueue();
      } else {
        const chosen = choicesOf(item)[Number(typed) - 1];
        if (chosen === undefined) continue;
        // To be looked at, beside what waits.
        show(await press(chosen.token));
        print('');
        item = await again(item);
      }
    }
  } finally {
    input.close();
  }
}

function show(reply: Reply): void {
  const columns = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  print(render(reply, { columns, colour: process.stdout.hasColors?.() ?? false, texts }));
}

/** Members wrote it: a terminal must show it, not obey it. */
const oneLine = (text: string): string => cleanLine(text).replace(/\s+/g, ' ');

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
