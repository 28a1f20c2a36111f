import { readFile } from 'node:fs/promises';
import { engineOptions, type KnowledgeOptions, openBotEngine } from '../../app/open-service.js';
import { readSettings } from '../../settings.js';
import { QabotError, reasonOf } from '../../errors.js';
import { printReport } from '../../evaluate/print.js';
import { type GoldQuery, goldResolver, readQueries } from '../../evaluate/queries.js';
import { ask, report, unanswered } from '../../evaluate/report.js';
import { isWithheld } from '../../engine/judge.js';
import type { Matcher } from '../../match/contract.js';
import { jsonLine } from '../common.js';
import { plainLogger } from '../with-service.js';

export interface EvalOptions extends KnowledgeOptions {
  readonly json: boolean;
}

/**
 * Prints the figures for the questions of the file, as text or as one JSON object.
 * @throws {QabotError} `queries-missing`, `queries-unreadable`, `knowledge-missing`, `settings`
 */
export async function evaluate(path: string | undefined, options: EvalOptions): Promise<void> {
  if (path === undefined) throw new QabotError('queries-missing');
  const queries = await queriesIn(path);
  const settings = readSettings(process.env);
  const { knowledge, judge, thresholds } = await openBotEngine(
    engineOptions(options, settings, 'wait'),
    settings,
    plainLogger(),
  );
  const match: Matcher['match'] = async (query) => {
    const judgement = await judge({ ...query, attention: 'addressed' });
    const { matching } = judgement;
    return isWithheld(judgement) ? unanswered(matching) : matching;
  };
  const goldOf = goldResolver(knowledge.entries);
  const lost = queries.filter((query) => query.gold.length > 0 && goldOf(query).size === 0);
  const figures = report(await ask({ match }, queries, goldOf), [thresholds.addressed.answer]);
  if (options.json) {
    process.stdout.write(`${jsonLine({ ...figures, goldNotFound: lost.map(({ id }) => id) })}\n`);
    return;
  }
  process.stdout.write(printReport(figures));
  if (lost.length > 0) {
    process.stderr.write(`The knowledge lacks the answer to ${lost.length} of the answerable questions.\n`);
  }
}

async function queriesIn(path: string): Promise<readonly GoldQuery[]> {
  try {
    return readQueries(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new QabotError('queries-unreadable', { path, reason: reasonOf(cause) }, { cause });
  }
}
