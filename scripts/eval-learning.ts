/**
 * `npm run eval:learning [-- --shared ../shared] [-- --fit] [-- --verbose]`: what confirmed wordings give and cost. `--shared` holds
 * the community's `weekly` posts and `eval` questions, of which `wordings.jsonl` has four wordings of each of many turns: two are
 * confirmed, in every way to choose them, and the other two asked; `queries.jsonl` and everything that nobody answers are asked
 * with all of them confirmed. The FAQs of test/data take the same trial. `--fit` fits the numbers of
 * src/match/confirmed/model.ts first. To be run from the project's folder.
 */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadLearning } from './eval-learning/data.js';
import { crossValidated, fit, instancesOf, modelSource } from './eval-learning/fit.js';
import { FOLDS, foldOf } from './fit/folds.js';
import { answerableTable, moved, tryAll, unanswerableTable } from './eval-learning/figures.js';

const MODEL = 'src/match/confirmed/model.ts';

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    data: { type: 'string', default: 'test/data' },
    fit: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const hasShared = ['weekly', 'eval'].every((folder) => existsSync(join(values.shared, folder)));
if (!hasShared)
  print(
    `There is no ${values.shared} with the folders weekly and eval: only the FAQs of ${values.data} are tried.\n`,
  );
const learning = await loadLearning(hasShared ? values.shared : undefined, values.data);
if (values.fit) {
  const instances = await instancesOf(learning);
  print(`Right at first, cross-validated by thread:\n${crossValidated(instances, foldOf, FOLDS)}\n`);
  const model = fit(instances);
  writeFileSync(MODEL, modelSource(model));
  print(`${modelSource(model)}\nThe figures below are of the build, still without it.\n`);
}
const pairs = await tryAll(learning);
print(answerableTable(pairs));
print(unanswerableTable(pairs));
for (const [set, own] of pairs)
  if (own.some(([{ question }]) => question.gold.size > 0)) print(`${set}: right at first ${moved(own)}`);
if (values.verbose) {
  for (const [set, own] of pairs) {
    for (const [before, after] of own) {
      const isLost = before.rank === 1 && after.rank !== 1;
      const isWrong = after.answered && !before.answered && after.rank !== 1;
      if (isLost || isWrong)
        print(
          `${set}: ${isLost ? 'lost' : 'newly answered wrong'} (${before.confidence.toFixed(2)} > ${after.confidence.toFixed(2)}): ${after.question.text}`,
        );
    }
  }
}
