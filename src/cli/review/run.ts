import { createInterface } from 'node:readline';
import { cleanLine } from '../../../adapters/common/text.js';
import { fillIn } from '../../../adapters/repl/form.js';
import repl from '../../../adapters/repl/index.js';
import { choicesOf, render } from '../../../adapters/repl/render.js';
import type { KnowledgeOptions } from '../../app/open-service.js';
import type { ActionKind, Bot, Form, Language, Press, Reply } from '../../contract.js';
import { TERMINAL_PLATFORM } from '../../learning/context.js';
import type { ImportedFilter } from '../../learning/imported/list.js';
import type { Learning } from '../../learning/learning.js';
import { isReviewItem, type ItemQueue, type ReviewItem } from '../../learning/review/items.js';
import { createTexts } from '../../texts/texts.js';
import { isAgreed } from '../agreement.js';
import { withService } from '../with-service.js';

export interface ReviewOptions extends KnowledgeOptions {
  /** What is in force, rather than what waits. */
  readonly learned: boolean;
  readonly list: boolean;
  readonly json: boolean;
  /** Only imported pairs that are all of this; of these `--accept-all` accepts each. */
  readonly project?: string;
  readonly minVotes?: number;
  readonly minConfidence?: number;
  readonly marked?: true;
  readonly acceptAll: boolean;
  readonly yes: boolean;
}

/** Whoever may run this command on this store is a maintainer: no platform stands in between. */
const MAINTAINER = {
  asker: 'terminal',
  place: 'review',
  platform: TERMINAL_PLATFORM,
  maintainer: true,
} as const;

/** More than anybody reviews in one sitting. */
const MOST = 1000;

const KEYS: Readonly<Partial<Record<ActionKind, string>>> = {
  answer: 'w',
  accept: 'a',
  edit: 'e',
  merge: 'm',
  reject: 'r',
};

const texts = createTexts(repl().texts);

const SKIP = 's';
const QUIT = 'q';

/** What an item is, for programs that read `--json`. */
const KINDS = { question: 'question', saved: 'answer', wording: 'wording', imported: 'imported' } as const;

type Queue = () => Promise<ItemQueue>;

/** One sitting of a maintainer at the terminal. */
interface Sitting {
  readonly bot: Bot;
  readonly language: Language;
  readonly queue: Queue;
  /** Whether the queue is only a part of what waits. */
  readonly isFiltered: boolean;
  /** Prompts for a line; `undefined` at the end of the input. */
  readonly read: (prompt: string) => Promise<string | undefined>;
  /** Items to leave alone, by {@link nameOf}. */
  readonly skipped: Set<string>;
}

/** Shows what waits, one item after the other, and does what is typed. */
export async function review(options: ReviewOptions): Promise<void> {
  await withService(options, { tellsOutage: false }, async ({ service }, settings) => {
    await service.refresh();
    const { language = terminalLanguage() } = settings;
    const { bot, learning } = service;
    const filter = filterOf(options);
    const queue: Queue = () =>
      options.learned ? learning.reviewInForce(language, MOST) : learning.review(language, MOST, filter);
    if (options.acceptAll) await acceptAll(learning, language, filter ?? {}, options.yes);
    else if (options.list || options.json) await list(queue, options.json);
    else await converse(bot, language, queue, filter !== undefined);
  });
}

/** What is to be chosen among the imported pairs; `undefined` where all that waits is meant. */
function filterOf({ project, minVotes, minConfidence, marked }: ReviewOptions): ImportedFilter | undefined {
  const filter: ImportedFilter = { project, minVotes, minConfidence, isMarked: marked };
  return Object.values(filter).every((value) => value === undefined) ? undefined : filter;
}

/** Says how many there are before it accepts them. */
async function acceptAll(
  learning: Learning,
  language: Language,
  filter: ImportedFilter,
  isAgreedAlready: boolean,
): Promise<void> {
  const { total } = await learning.review(language, 0, filter);
  process.stderr.write(`${total} imported pairs would be accepted, and answered from at once\n`);
  if (total === 0 || !(isAgreedAlready || (await isAgreed()))) return;
  print(`${await learning.acceptAllImported(filter)} accepted`);
}

function terminalLanguage(): Language {
  return /^zh/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'zh' : 'en';
}

async function list(queue: Queue, json: boolean): Promise<void> {
  const { items } = await queue();
  for (const { record, lead, question = '', text, project, links, source, imported, actions } of items) {
    const line = json
      ? JSON.stringify({
          kind: KINDS[record.kind],
          question,
          text,
          project: project?.name ?? null,
          links,
          ...(imported === undefined ? {} : { ...imported, url: source?.url ?? null }),
          actions: Object.fromEntries(actions.map(({ kind, token }) => [kind, token])),
        })
      : `${oneLine(lead.replaceAll('*', ''))}\t${oneLine(question)}`;
    print(line);
  }
}

async function converse(bot: Bot, language: Language, queue: Queue, isFiltered: boolean): Promise<void> {
  const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const lines = input[Symbol.asyncIterator]();
  const read = async (prompt: string): Promise<string | undefined> => {
    process.stdout.write(`${prompt} `);
    const { value, done } = await lines.next();
    return done === true ? undefined : value.trim();
  };
  const sitting: Sitting = { bot, language, queue, isFiltered, read, skipped: new Set() };
  try {
    let item = await nextItem(sitting);
    while (item !== undefined) {
      show(item);
      const typed = await read(`\n${menuOf(item, language)}\n>`);
      if (typed === undefined || typed === QUIT) return;
      item = await carryOut(sitting, item, typed);
    }
  } finally {
    input.close();
  }
}

function menuOf({ actions }: ReviewItem, language: Language): string {
  return [
    ...actions.map(({ kind, label }) => `[${KEYS[kind] ?? '?'}] ${label}`),
    `[${SKIP}] ${texts(language, 'review.skip')}`,
    `[${QUIT}] ${texts(language, 'review.quit')}`,
  ].join('  ');
}

/**
 * Does what was typed under an item.
 * @returns the item to show next; `undefined` where none is left
 */
async function carryOut(sitting: Sitting, item: ReviewItem, typed: string): Promise<ReviewItem | undefined> {
  const key = typed.toLowerCase();
  const action = item.actions.find(({ kind }) => KEYS[kind] === key);
  if (action !== undefined) {
    const reply = await follow(sitting, await press(sitting, action.token));
    print('');
    return await (reply === undefined ? sameItem(sitting, item) : itemAfter(sitting, reply));
  }
  if (key === SKIP) {
    sitting.skipped.add(nameOf(item));
    return await nextItem(sitting);
  }
  const chosen = choicesOf(item)[Number(typed) - 1];
  if (chosen === undefined) return item;
  // An entry is only looked at. The item goes on waiting.
  show(await press(sitting, chosen.token));
  print('');
  return await sameItem(sitting, item);
}

const press = ({ bot, language }: Sitting, token: string, more: Partial<Press> = {}): Promise<Reply> =>
  bot.press({ ...MAINTAINER, language, token, ...more });

/** Follows a press to its end: through a form, and through a choice; `undefined` where the maintainer gave up. */
async function follow(sitting: Sitting, reply: Reply): Promise<Reply | undefined> {
  if (reply.form !== undefined) {
    const submitted = await fill(sitting, reply.form);
    return submitted === undefined ? undefined : await follow(sitting, submitted);
  }
  if (reply.kind !== 'suggest') return reply;
  show(reply);
  const number = Number(await sitting.read(texts(sitting.language, 'review.number')));
  const chosen = reply.alternatives[number - 1];
  return chosen === undefined ? undefined : await follow(sitting, await press(sitting, chosen.token));
}

async function fill(sitting: Sitting, form: Form): Promise<Reply | undefined> {
  const filling = fillIn(form, sitting.language, texts);
  let step = filling.begin();
  while (step.kind === 'ask') {
    if (step.text !== '') print(step.text);
    const typed = await sitting.read('>');
    if (typed === undefined || typed === '/cancel') return undefined;
    step = filling.take(typed);
  }
  return await press(sitting, form.token, { fields: step.fields });
}

const nameOf = ({ record }: ReviewItem): string => `${record.kind}/${record.id}`;

/** The first item that was not skipped; where there is none, it says so. */
async function nextItem({ queue, skipped, language }: Sitting): Promise<ReviewItem | undefined> {
  const { total, items } = await queue();
  const item = items.find((one) => !skipped.has(nameOf(one)));
  if (item === undefined) {
    print(texts(language, total === 0 ? 'review.none' : 'review.allSkipped', { count: total }));
  }
  return item;
}

/** The item as it waits now, without the news of an earlier decision; the next one where it does not wait any more. */
async function sameItem(sitting: Sitting, item: ReviewItem): Promise<ReviewItem | undefined> {
  const { items } = await sitting.queue();
  return items.find((one) => nameOf(one) === nameOf(item)) ?? (await nextItem(sitting));
}

/** What is shown after a reply: the item that the reply shows, or the next one in the queue. */
async function itemAfter(sitting: Sitting, reply: Reply): Promise<ReviewItem | undefined> {
  const item = isReviewItem(reply) ? reply : undefined;
  if (item !== undefined && !sitting.isFiltered && !sitting.skipped.has(nameOf(item))) return item;
  // Of an item that was skipped, or is not asked for, only the first paragraph is news: what was done.
  print((item === undefined ? reply.text : item.lead).split('\n\n')[0] ?? '');
  return await nextItem(sitting);
}

function show(reply: Reply): void {
  const columns = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  print(render(reply, { columns, colour: process.stdout.hasColors?.() ?? false, texts }));
}

/** Members wrote the text: control characters in it must not reach the terminal. */
const oneLine = (text: string): string => cleanLine(text).replace(/\s+/g, ' ');

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
