import { isRecord } from '../record.js';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter, AdapterFactory } from '../contract.js';
import { QabotError } from '../errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

interface BuiltIn {
  readonly load: () => Promise<{ default: AdapterFactory }>;
  /** Any of these variables present means that the adapter is wanted. */
  readonly wantedBy: readonly string[];
}

/** The adapters that ship with the project. Each is loaded only when it is started. */
const BUILT_IN: Readonly<Record<string, BuiltIn>> = {
  repl: { load: () => import('../../adapters/repl/index.js'), wantedBy: [] },
  discord: { load: () => import('../../adapters/discord/index.js'), wantedBy: ['DISCORD_TOKEN'] },
  slack: {
    load: () => import('../../adapters/slack/index.js'),
    wantedBy: ['SLACK_BOT_TOKEN', 'SLACK_CLIENT_ID'],
  },
};

/** The adapters to start: exactly those named, else those whose settings are present, else the REPL. */
export function chooseAdapters(
  named: readonly string[] | undefined,
  environment: Environment,
): readonly string[] {
  if (named !== undefined) return named;
  const wanted = Object.entries(BUILT_IN)
    .filter(([, { wantedBy }]) => wantedBy.some((name) => (environment[name] ?? '') !== ''))
    .map(([name]) => name);
  return wanted.length > 0 ? wanted : ['repl'];
}

/**
 * Loads one adapter, by the name of a built-in one or the path of a module (a package's name, or a path from `folder`).
 * @throws {QabotError} `adapter-unknown`, `adapter-load`, `adapter-shape`
 */
export async function loadAdapter(name: string, folder: string): Promise<Adapter> {
  const builtIn = BUILT_IN[name.toLowerCase()];
  if (builtIn !== undefined) return (await builtIn.load()).default();
  if (/^[a-z]+$/i.test(name)) {
    throw new QabotError('adapter-unknown', { name, known: Object.keys(BUILT_IN).join(', ') });
  }
  const isPath = name.startsWith('.') || isAbsolute(name) || /\.[cm]?[jt]s$/.test(name);
  const address = isPath ? pathToFileURL(resolve(folder, name)).href : name;
  let module: unknown;
  try {
    module = await import(address);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new QabotError('adapter-load', { name, reason }, { cause });
  }
  const factory = isRecord(module) ? module['default'] : undefined;
  const adapter: unknown = typeof factory === 'function' ? factory() : undefined;
  if (!isAdapter(adapter)) throw new QabotError('adapter-shape', { name });
  return adapter;
}

/** The variables that an adapter may see: those with its name's prefix, and the bot's language. */
export function settingsOf(adapter: Adapter, environment: Environment): Readonly<Record<string, string>> {
  const prefix = `${adapter.name.toUpperCase()}_`;
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && value !== '' && (name.startsWith(prefix) || name === 'QABOT_LANGUAGE')
        ? [[name, value]]
        : [],
    ),
  );
}

function isAdapter(value: unknown): value is Adapter {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['start'] === 'function' &&
    typeof value['stop'] === 'function'
  );
}
