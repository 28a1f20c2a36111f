/** The sentences of the core and of all adapters of the project, as their hosts look them up. */

import discord from '../../adapters/discord/index.js';
import repl from '../../adapters/repl/index.js';
import slack from '../../adapters/slack/index.js';
import type { Language } from '../../src/contract.js';
import { type Catalogues, createTexts } from '../../src/texts/texts.js';

const all = [discord(), repl(), slack()];
const of = (language: Language) => Object.assign({}, ...all.map(({ texts }) => texts?.[language]));

export const catalogues: Catalogues = { zh: of('zh'), en: of('en') };

export const texts = createTexts(catalogues);
