/** The REPL. What draws it is loaded when it starts. */

import type { AdapterFactory } from '../../src/contract.js';
import { loadedAtStart } from '../common/at-start.js';
import { en } from './texts.en.js';
import { zh } from './texts.zh.js';

const repl: AdapterFactory = () => ({
  ...loadedAtStart(async () =>
    (await import('./repl.js')).createRepl({ input: process.stdin, output: process.stdout }),
  ),
  name: 'repl',
  texts: { zh, en },
});

export default repl;
