/** The example of a third party's adapter. */

import * as vitest from 'vitest';
import { webhookPlatform } from '../support/webhook-platform.js';
import { describeAdapter } from '../../src/testing/adapter.js';

describeAdapter(vitest, 'the example webhook', webhookPlatform);
