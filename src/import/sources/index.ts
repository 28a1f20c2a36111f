/** The platforms whose exports can be imported, in the order of the help. */

import type { Source } from '../model.js';
import { azureCqa } from './azure-cqa.js';
import { discord } from './discord.js';
import { discourse } from './discourse.js';
import { githubDiscussions } from './github-discussions.js';
import { githubIssues } from './github-issues.js';
import { slack } from './slack.js';
import { stackExchange } from './stackexchange.js';

export const SOURCES: readonly Source[] = [
  githubDiscussions,
  githubIssues,
  discourse,
  stackExchange,
  azureCqa,
  slack,
  discord,
];

export const sourceNamed = (kind: string): Source | undefined =>
  SOURCES.find((source) => source.kind === kind);
