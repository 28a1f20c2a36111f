/** What `qabot doctor` looks at. */

import { readSettings, type Settings } from '../../app/settings.js';
import { openEngine } from '../../engine/engine.js';
import { QabotError } from '../../errors.js';
import { vaultOpener } from '../../learning/store-key.js';
import { isPostgres, openStore } from '../../store/open.js';
import { engineOptions, type KnowledgeOptions } from '../options.js';

export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly text: string;
}

export async function examine(options: KnowledgeOptions): Promise<readonly Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings(process.env);
  } catch (error) {
    if (error instanceof QabotError) return [{ level: 'error', text: error.message }];
    throw error;
  }
  return [
    ...(await knowledgeFindings(options)),
    ...(await storeFindings(settings)),
    ...(await slackFindings(settings)),
    ...(await discordFindings(settings)),
  ];
}

async function knowledgeFindings(options: KnowledgeOptions): Promise<readonly Finding[]> {
  try {
    const { knowledge } = await openEngine(engineOptions(options));
    const skipped = knowledge.findings.filter(({ severity }) => severity === 'error').length;
    return [
      knowledge.entries.length === 0
        ? { level: 'error', text: 'The knowledge holds no answer: set KNOWLEDGE to folders with posts' }
        : { level: 'ok', text: `The knowledge holds ${knowledge.entries.length} answers` },
      ...(skipped === 0
        ? []
        : [
            {
              level: 'warning' as const,
              text: `${skipped} parts of the knowledge were skipped: qabot knowledge check says which`,
            },
          ]),
    ];
  } catch (error) {
    return [{ level: 'error', text: reason(error) }];
  }
}

async function storeFindings({ store, storeKey }: Settings): Promise<readonly Finding[]> {
  const database = openStore(store, { lost: () => undefined, recovered: () => undefined });
  try {
    const probe = database.store('doctor');
    await probe.set('probe', '1');
    await probe.delete('probe');
    await vaultOpener({ address: store, secret: storeKey, store: database.store('learning') })();
    const isShared = isPostgres(store) && storeKey === undefined;
    return [
      { level: 'ok', text: 'The store can be written, and its key fits' },
      ...(isShared
        ? [
            {
              level: 'warning' as const,
              text: 'STORE_KEY is not set: a replica on another machine would make a key of its own, and could not deliver late answers',
            },
          ]
        : []),
    ];
  } catch (error) {
    return [{ level: 'error', text: reason(error) }];
  } finally {
    await database.close();
  }
}

async function slackFindings(settings: Settings): Promise<readonly Finding[]> {
  const variables = variablesOf('SLACK_');
  if (Object.keys(variables).length === 0)
    return [{ level: 'ok', text: 'Slack is not set up (no SLACK_ variable)' }];
  const slack = await import('../../../adapters/slack/set-up/doctor.js');
  return [
    ...(await slack.examine({ settings: variables, maintainers: settings.maintainers })),
    ...maintainerFindings(settings),
  ];
}

async function discordFindings(settings: Settings): Promise<readonly Finding[]> {
  const variables = variablesOf('DISCORD_');
  if (Object.keys(variables).length === 0)
    return [{ level: 'ok', text: 'Discord is not set up (no DISCORD_ variable)' }];
  const discord = await import('../../../adapters/discord/set-up/doctor.js');
  return [...(await discord.examine(variables)), ...maintainerFindings(settings)];
}

function variablesOf(prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== undefined && value !== '' ? [[name, value]] : [],
    ),
  );
}

function maintainerFindings({ maintainers }: Settings): readonly Finding[] {
  return maintainers.length === 0
    ? [
        {
          level: 'warning',
          text: 'QABOT_MAINTAINERS is empty: nobody can review answers or switch channels on',
        },
      ]
    : [];
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
