import { createInterface } from 'node:readline';
import { cleanLine } from '../../../adapters/common/text.js';
import { text as readAll } from 'node:stream/consumers';
import { createIntentReader } from '../../bot/intent/intent.js';
import type { Intent } from '../../bot/intent/model.js';
import type { Attention, Bot } from '../../contract.js';
import type { Engine } from '../../engine/engine.js';
import { sureness } from '../../engine/judge.js';
import { QabotError } from '../../errors.js';
import { isRecord } from '../../record.js';
import type { KnowledgeOptions, Opened } from '../../app/open-service.js';
import { createTexts } from '../../texts/texts.js';
import { jsonLine } from '../common.js';
import { type AnswerLine, lineAnswer } from './line.js';
import { withService } from '../with-service.js';

export interface AskOptions extends KnowledgeOptions {
  readonly json: boolean;
  readonly batch: boolean;
  readonly overheard: boolean;
  readonly top: number;
}

const PLACE = 'command line';

/** Answers what the command line asks and writes it to standard output. */
export async function ask(question: string | undefined, options: AskOptions): Promise<void> {
  if (options.batch && question !== undefined) throw new QabotError('batch-question');
  await withService(
    options,
    { tellsOutage: true, training: options.batch ? 'wait' : undefined },
    async (opened) => {
      await opened.service.refresh();
      await answerAll(question, options, opened);
    },
  );
}

async function answerAll(question: string | undefined, options: AskOptions, opened: Opened): Promise<void> {
  const { engine, service } = opened;
  const { bot } = service;
  const attention = options.overheard ? 'overheard' : 'addressed';
  const readIntent = createIntentReader(engine.knowledge);
  const run: LineRun = { engine, bot, attention, top: options.top, readIntent };
  if (options.batch) return batch(run, options.json);

  const text = question ?? (await readAll(process.stdin));
  if (text.trim() === '') throw new QabotError('question-missing');
  if (options.json) return print(`${jsonLine(await answerLine(run, { query: text }, PLACE))}\n`);
  const reply = await bot.ask({ text, asker: PLACE, place: PLACE, attention });
  if (reply === undefined) return;
  const { render } = await import('../../../adapters/repl/render.js');
  const { default: repl } = await import('../../../adapters/repl/index.js');
  const columns = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  await print(
    `${render(reply, { columns, colour: process.stdout.hasColors?.() ?? false, texts: createTexts(repl().texts) })}\n`,
  );
}

/** One line for each line of standard input, in order; a faulty line gives a line with `error`, and status 1 at the end. */
async function batch(run: LineRun, json: boolean): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    // A place of its own for each line: one line's question must not colour the next one.
    const answered = await answerLine(run, readQuery(line, number), `line ${number}`);
    if (answered.error !== undefined) {
      process.exitCode = 1;
      process.stderr.write(`qabot: ${cleanLine(answered.error)}\n`);
    }
    await print(json ? `${jsonLine(answered)}\n` : `${plainLine(answered)}\n`);
  }
}

interface Query {
  readonly id?: string;
  readonly query: string;
  readonly error?: string;
}

function readQuery(line: string, number: number): Query {
  const value = parse(line);
  const { id: given, query }: Readonly<Record<string, unknown>> = isRecord(value) ? value : {};
  const id = typeof given === 'string' || typeof given === 'number' ? String(given) : undefined;
  if (typeof query === 'string') return { id, query };
  return { id, query: '', error: new QabotError('batch-line', { line: String(number) }).message };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

interface LineRun {
  readonly engine: Engine;
  readonly bot: Bot;
  readonly attention: Attention;
  readonly top: number;
  readonly readIntent: (text: string) => Intent | undefined;
}

async function answerLine(run: LineRun, asked: Query, place: string): Promise<AnswerLine> {
  const { engine, bot, attention, top, readIntent } = run;
  const { decision, matching } = await engine.judge({ text: asked.query, limit: top, attention });
  // Asked for a list, the bot shows no entry: `none` is what holds of the entries.
  const listed =
    attention === 'addressed' && readIntent(asked.query) !== undefined
      ? await bot.ask({ text: asked.query, asker: PLACE, place, attention })
      : undefined;
  return {
    id: asked.id,
    query: asked.query,
    decision: listed === undefined ? decision : 'none',
    confidence: sureness(matching, attention),
    answers: matching.matches.map((match) => lineAnswer(match, engine.knowledge.projects)),
    list: listed && { kind: listed.kind, lead: listed.lead, text: listed.text },
    error: asked.error,
  };
}

function plainLine({ id, decision, confidence, answers }: AnswerLine): string {
  const [best] = answers;
  return [id ?? '', decision, confidence.toFixed(3), best?.id ?? '', best?.question ?? '']
    .map((cell) => cleanLine(cell).replace(/\s+/g, ' '))
    .join('\t');
}

/** Waits where the reader is slower than the writer, as in a pipe. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
