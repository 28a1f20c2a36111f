/** Discord, over the real client. */

import * as vitest from 'vitest';
import { discordPlatform } from '../support/discord/platform.js';
import { describeAdapter } from '../../src/testing/adapter.js';

describeAdapter(vitest, 'Discord', discordPlatform);
