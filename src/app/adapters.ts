import { DISCORD_SETTINGS } from '../../adapters/discord/set-up/names.js';
import { SLACK_SETTINGS } from '../../adapters/slack/set-up/names.js';
import type { Adapter, AdapterFactory, Variables } from '../contract.js';
import { QabotError, reasonOf } from '../errors.js';
import { TERMINAL_PLATFORM, UNKNOWN_PLATFORM } from '../learning/context.js';
import { moduleAddress } from '../module-address.js';
import { isRecord } from '../record.js';
import { type Environment, SETTINGS_PREFIXES } from '../settings.js';
import { NAMESPACES } from '../store/contract.js';

/** The adapters of the project. Nothing else of `src` names a platform; their modules load a platform's library when they start. */
const BUILT_IN: Readonly<Record<string, () => Promise<{ default: AdapterFactory }>>> = {
  repl: () => import('../../adapters/repl/index.js'),
  discord: () => import('../../adapters/discord/index.js'),
  slack: () => import('../../adapters/slack/index.js'),
};

/** The names of their settings. */
export const ADAPTER_SETTINGS: readonly string[] = [...SLACK_SETTINGS, ...DISCORD_SETTINGS, 'REPL_HISTORY'];

const NAME = /^[a-z][a-z\d-]*$/;
/** Names that no adapter may have: it would see the core's settings, or share the core's records. */
const RESERVED: readonly string[] = [
  ...SETTINGS_PREFIXES,
  ...Object.values(NAMESPACES),
  TERMINAL_PLATFORM,
  UNKNOWN_PLATFORM,
];

/** The adapter that starts where none is configured: it needs no settings. */
export const DEFAULT_ADAPTER = 'repl';

export async function builtInAdapters(): Promise<readonly Adapter[]> {
  return await Promise.all(Object.values(BUILT_IN).map(async (load) => (await load()).default()));
}

/**
 * The adapters of the project, and those of third parties that QABOT_ADAPTERS names.
 * @throws {QabotError} as {@link loadAdapter}
 */
export async function knownAdapters(
  named: readonly string[] = [],
  folder: string = process.cwd(),
): Promise<readonly Adapter[]> {
  const others = named.filter((name) => BUILT_IN[name.toLowerCase()] === undefined);
  const loaded = await Promise.all(others.map((name) => loadAdapter(name, folder)));
  return [...(await builtInAdapters()), ...loaded];
}

/**
 * The adapters to start: exactly those named, else those of the project that are configured, else the REPL.
 * @param folder where the path of a module begins
 * @throws {QabotError} as {@link loadAdapter}
 */
export async function chooseAdapters(
  named: readonly string[] | undefined,
  environment: Environment,
  folder: string,
): Promise<readonly Adapter[]> {
  if (named !== undefined) {
    const names = new Set(
      named.map((name) => (BUILT_IN[name.toLowerCase()] === undefined ? name : name.toLowerCase())),
    );
    return await Promise.all(Array.from(names, (name) => loadAdapter(name, folder)));
  }
  const builtIn = await builtInAdapters();
  const configured = builtIn.filter(
    (adapter) => adapter.isConfigured?.(settingsOf(adapter, environment)) === true,
  );
  return configured.length > 0 ? configured : builtIn.filter(({ name }) => name === DEFAULT_ADAPTER);
}

/**
 * Loads one adapter, by the name of a built-in one or the path of a module (a package's name, or a path from `folder`).
 * @throws {QabotError} `adapter-unknown`, `adapter-load`, `adapter-shape`, `adapter-name`
 */
export async function loadAdapter(name: string, folder: string): Promise<Adapter> {
  const builtIn = BUILT_IN[name.toLowerCase()];
  if (builtIn !== undefined) return (await builtIn()).default();
  if (/^[a-z]+$/i.test(name)) {
    throw new QabotError('adapter-unknown', { name, known: Object.keys(BUILT_IN).join(', ') });
  }
  let adapter: unknown;
  try {
    const module: unknown = await import(moduleAddress(name, folder));
    const factory = isRecord(module) ? module['default'] : undefined;
    if (typeof factory === 'function') adapter = factory();
  } catch (cause) {
    throw new QabotError('adapter-load', { name, reason: reasonOf(cause) }, { cause });
  }
  if (!isAdapter(adapter)) throw new QabotError('adapter-shape', { name });
  if (!NAME.test(adapter.name) || RESERVED.includes(adapter.name)) {
    throw new QabotError('adapter-name', { module: name, name: adapter.name, reserved: RESERVED.join(', ') });
  }
  return adapter;
}

/** The variables that an adapter may see: those with its name's prefix, and the bot's language as `zh` or `en`; none is empty. */
export function settingsOf({ name }: Pick<Adapter, 'name'>, environment: Environment): Variables {
  const own = variablesOf(environment, (key) => key.startsWith(prefixOf(name)));
  const language = environment['QABOT_LANGUAGE']?.trim().toLowerCase();
  return language === undefined || language === '' ? own : { ...own, QABOT_LANGUAGE: language };
}

/** Whether a variable with the adapter's prefix is set. */
export function hasSettings({ name }: Pick<Adapter, 'name'>, environment: Environment): boolean {
  return Object.keys(variablesOf(environment, (key) => key.startsWith(prefixOf(name)))).length > 0;
}

/** What the names of an adapter's variables begin with, such as `WEBHOOK_`. */
export const prefixOf = (name: string): string => `${name.toUpperCase().replaceAll('-', '_')}_`;

function variablesOf(environment: Environment, isWanted: (key: string) => boolean): Variables {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) =>
      value !== undefined && value !== '' && isWanted(key) ? [[key, value]] : [],
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
