/**
 * `npm run fit [-- --shared ../shared] [-- --dry]`: fits all that is fitted, in order: ranker, confidence and the curve of
 * precisions; whether a message asks; then the relevance and the confidence in overheard messages, which go by what the new ranker puts first. `--shared` holds the community's `weekly`
 * posts and `eval` questions, `--talk` real talk; `--dry` prints the cross-validated figures and writes nothing. To be run from the project's folder.
 */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    talk: { type: 'string', default: '../talk' },
    dry: { type: 'boolean', default: false },
  },
});

const options = ['--shared', values.shared, ...(values.dry ? ['--dry'] : [])];

function run(script: string, ...more: readonly string[]): void {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  execFileSync(process.execPath, [path, ...options, ...more], { stdio: 'inherit' });
}

run('fit-matching.js', '--talk', values.talk);
// The relevance is fitted on the ranker as written.
if (!values.dry) execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
run('fit-asking.js', '--talk', values.talk);
if (!values.dry) execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
run('fit-relevance.js', '--talk', values.talk);
