import { pipedRepl } from '../support/repl-platform.js';
import { describeAdapter } from '../../src/testing/adapter.js';

describeAdapter('the REPL', pipedRepl);
