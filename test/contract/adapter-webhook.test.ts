/** The example of a third party's adapter. */

import { webhookPlatform } from '../support/webhook-platform.js';
import { describeAdapter } from '../../src/testing/adapter.js';

describeAdapter('the example webhook', webhookPlatform);
