import * as vitest from 'vitest';
import { pipedRepl } from '../support/repl-platform.js';
import { describeAdapter } from '../../src/testing/adapter.js';

describeAdapter(vitest, 'the REPL', pipedRepl);
