/** Slack, over signed requests and the Web API. */

import { beforeAll } from 'vitest';
import { slackPlatform } from '../slack/platform.js';
import { PREPARE, prepareShapes } from '../slack/shapes.js';
import { describeAdapter } from '../../src/testing/adapter.js';

beforeAll(prepareShapes, PREPARE);

describeAdapter('Slack', slackPlatform);
