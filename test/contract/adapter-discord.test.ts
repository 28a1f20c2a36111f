/** Discord, over the real client. */

import { discordPlatform } from '../support/discord/platform.js';
import { describeAdapter } from '../../src/testing/adapter.js';

describeAdapter('Discord', discordPlatform);
