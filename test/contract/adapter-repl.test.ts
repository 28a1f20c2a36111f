import { pipedRepl } from '../support/repl-platform.js';
import { describeAdapter } from './adapter.js';

describeAdapter('the REPL', pipedRepl);
