import { createInterface } from 'node:readline';
import { text as readAll } from 'node:stream/consumers';
import { REFINED_MATCHES } from '../../bot/bot.js';
import { createIntentReader, type Intent } from '../../bot/intent/intent.js';
import type { Refine } from '../../bot/ask.js';
import type { Attention, Bot } from '../../contract.js';
import { decide } from '../../engine/decide.js';
import type { Engine } from '../../engine/engine.js';
import { QabotError } from '../../errors.js';
import type { KnowledgeOptions, Opened } from '../../app/open-service.js';
import { createTexts } from '../../texts/texts.js';
import { type AnswerLine, lineAnswer } from './line.js';
import { withService } from '../with-service.js';

export interface AskRun extends KnowledgeOptions {
  readonly json: boolean;
  readonly batch: boolean;
  readonly overheard: boolean;
  readonly top: number;
}

const PLACE = 'command line';

/** Answers what the command line asks and writes it to standard output. */
export async function ask(question: string | undefined, options: AskRun): Promise<void> {
  if (options.batch && question !== undefined) throw new QabotError('batch-question');
  await withService(options, { tellsOutage: true }, async (opened) => {
    await opened.service.refresh();
    await answerAll(question, options, opened);
  });
}

async function answerAll(question: string | undefined, options: AskRun, opened: Opened): Promise<void> {
  const { engine, service, refine } = opened;
  const { bot } = service;
  const attention = options.overheard ? 'overheard' : 'addressed';
  const readIntent = createIntentReader(engine.knowledge);
  const run: LineRun = { engine, bot, refine, attention, top: options.top, readIntent };
  if (options.batch) return batch(run, options.json);

  const text = question ?? (await readAll(process.stdin));
  if (text.trim() === '') throw new QabotError('question-missing');
  if (options.json) return print(`${JSON.stringify(await answerLine(run, { query: text }, PLACE))}\n`);
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
      process.stderr.write(`qabot: ${answered.error}\n`);
    }
    await print(json ? `${JSON.stringify(answered)}\n` : `${plainLine(answered)}\n`);
  }
}

interface Query {
  readonly id?: string;
  readonly query: string;
  readonly error?: string;
}

function readQuery(line: string, number: number): Query {
  const value = parse(line);
  if (typeof value !== 'object' || value === null) return { query: '', error: faultOf(number) };
  const given = 'id' in value ? value.id : undefined;
  const id = typeof given === 'string' || typeof given === 'number' ? { id: String(given) } : {};
  return 'query' in value && typeof value.query === 'string'
    ? { ...id, query: value.query }
    : { ...id, query: '', error: faultOf(number) };
}

const faultOf = (line: number): string => new QabotError('batch-line', { line: String(line) }).message;

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
  readonly refine: Refine | undefined;
  readonly attention: Attention;
  readonly top: number;
  readonly readIntent: (text: string) => Intent | undefined;
}

async function answerLine(run: LineRun, asked: Query, place: string): Promise<AnswerLine> {
  const { engine, bot, refine, attention, top, readIntent } = run;
  const limit = refine === undefined ? top : Math.max(top, REFINED_MATCHES);
  const matched = engine.matcher.match({ text: asked.query, limit });
  const matching = refine === undefined ? matched : await refine(matched, asked.query);
  const confidence = matching.matches[0]?.confidence ?? 0;
  const decision = decide({ confidence, relevance: matching.relevance, attention }, engine.thresholds);
  // Asked for a list, the bot shows no entry: `none` is what holds of the entries.
  const listed =
    attention === 'addressed' && readIntent(asked.query) !== undefined
      ? await bot.ask({ text: asked.query, asker: PLACE, place, attention })
      : undefined;
  return {
    id: asked.id,
    query: asked.query,
    decision: listed === undefined ? decision : 'none',
    confidence,
    answers: matching.matches.slice(0, top).map((match) => lineAnswer(match, engine.knowledge.projects)),
    ...(listed === undefined ? {} : { list: { kind: listed.kind, lead: listed.lead, text: listed.text } }),
    error: asked.error,
  };
}

function plainLine({ id, decision, confidence, answers }: AnswerLine): string {
  const [best] = answers;
  return [
    id ?? '',
    decision,
    confidence.toFixed(3),
    best?.id ?? '',
    best?.question.replace(/\s+/g, ' ') ?? '',
  ].join('\t');
}

/** Waits where the reader is slower than the writer, as in a pipe. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
