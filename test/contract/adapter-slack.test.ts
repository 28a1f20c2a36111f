/** Slack, over signed requests and the Web API. */

import * as vitest from 'vitest';
import { slackPlatform } from '../slack/platform.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';
import { describeAdapter } from '../../src/testing/adapter.js';

vitest.beforeAll(prepareShapes, PREPARE);

describeAdapter(vitest, 'Slack', slackPlatform);
