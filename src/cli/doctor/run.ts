/** What `qabot doctor` looks at: the settings, the knowledge, the store, and each adapter. */

import { fault, ok, warning } from '../../../adapters/common/settings.js';
import { cleanLine } from '../../../adapters/common/text.js';
import {
  builtInAdapters,
  chooseAdapters,
  hasSettings,
  knownAdapters,
  prefixOf,
  settingsOf,
} from '../../app/adapters.js';
import { engineOptions, type KnowledgeOptions } from '../../app/open-service.js';
import { createRedactor } from '../../app/redaction.js';
import { readSettingsFile, unknownSettings } from '../../app/settings-file.js';
import { readSettings, type Settings } from '../../settings.js';
import type { Adapter, DoctorFinding, DoctorSetUp, Logger, Store } from '../../contract.js';
import { openEngine } from '../../engine/engine.js';
import { QabotError, reasonOf } from '../../errors.js';
import { createChannels } from '../../listening/channels.js';
import { vaultOpener } from '../../learning/store-key.js';
import { isPostgres } from '../../store/address.js';
import { isRecord } from '../../record.js';
import { NOT_READ } from '../../knowledge/readers/reader.js';
import { type Database, NAMESPACES } from '../../store/contract.js';
import { openStore } from '../../store/open.js';
import type { Terminal } from '../common.js';
import { chatFindings } from './chat.js';
import { recordFindings } from './records.js';

/** Prints what was found, one a line; an error makes the exit status 1. */
export async function doctor(options: KnowledgeOptions, terminal: Terminal): Promise<void> {
  const redact = createRedactor(process.env);
  const findings = await examine(options);
  for (const { level, text } of findings) terminal.out(`${cleanLine(redact(`${level.padEnd(8)}${text}`))}\n`);
  if (findings.some(({ level }) => level === 'error')) process.exitCode = 1;
}

async function examine(options: KnowledgeOptions): Promise<readonly DoctorFinding[]> {
  let settings: Settings;
  try {
    settings = readSettings(process.env);
  } catch (error) {
    if (error instanceof QabotError) return [failed(error)];
    throw error;
  }
  const database = openStore(settings.store, { lost: () => undefined, recovered: () => undefined });
  try {
    return [
      ...unknownSettings(readSettingsFile(), process.env).map(warning),
      ...(await knowledgeFindings(options, settings)),
      ...(await storeFindings(settings, database)),
      ...(await chatFindings(settings)),
      ...(await adaptersFindings(settings, database)),
    ];
  } finally {
    await database.close();
  }
}

async function knowledgeFindings(
  options: KnowledgeOptions,
  settings: Settings,
): Promise<readonly DoctorFinding[]> {
  try {
    const { knowledge } = await openEngine(engineOptions(options, settings, 'none'));
    const skipped = knowledge.findings.filter(({ severity }) => severity === 'error').length;
    const answers =
      knowledge.entries.length === 0
        ? fault('The knowledge holds no answer: set KNOWLEDGE to folders or files with questions and answers')
        : ok(`The knowledge holds ${knowledge.entries.length} answers`);
    const unread = knowledge.findings.filter(({ rule }) => rule === NOT_READ);
    const said = unread.map(({ path, message }) => warning(`${path}: ${message}`));
    if (skipped === 0) return [answers, ...said];
    return [
      answers,
      ...said,
      warning(`${skipped} parts of the knowledge were skipped: qabot knowledge check says which`),
    ];
  } catch (error) {
    return [failed(error)];
  }
}

async function storeFindings(
  { store, storeKey, adapters }: Settings,
  database: Database,
): Promise<readonly DoctorFinding[]> {
  try {
    const probe = database.store(NAMESPACES.doctor);
    await probe.set('probe', '1');
    await probe.delete('probe');
    await vaultOpener({ address: store, secret: storeKey, store: database.store(NAMESPACES.learning) })();
    const works = [
      ok('The store can be written, and its key fits'),
      ...(await recordFindings(database, await knownAdapters(adapters).catch(builtInAdapters))),
    ];
    if (!isPostgres(store) || storeKey !== undefined) return works;
    return [
      ...works,
      warning(
        'STORE_KEY is not set: a replica on another machine would make a key of its own, and could not deliver late answers',
      ),
    ];
  } catch (error) {
    return [failed(error)];
  }
}

async function adaptersFindings(settings: Settings, database: Database): Promise<readonly DoctorFinding[]> {
  let named: readonly Adapter[] = [];
  try {
    if (settings.adapters !== undefined)
      named = await chooseAdapters(settings.adapters, process.env, process.cwd());
  } catch (error) {
    return [failed(error)];
  }
  const others = (await builtInAdapters()).filter(({ name }) => named.every((one) => one.name !== name));
  const examined: DoctorFinding[] = [];
  let isAnySetUp = false;
  for (const adapter of [...named, ...others]) {
    if (adapter.doctor === undefined && adapter.isConfigured === undefined) continue;
    const label = adapter.name.charAt(0).toUpperCase() + adapter.name.slice(1);
    if (!named.includes(adapter) && !hasSettings(adapter, process.env)) {
      examined.push(ok(`${label} is not set up (no ${prefixOf(adapter.name)} variable)`));
      continue;
    }
    isAnySetUp = true;
    const { maintainers } = settings;
    const channels = await switchedOn(database.store(adapter.name));
    examined.push(...(await adapterFindings(adapter, { maintainers, ...channels }, label)));
  }
  if (isAnySetUp && settings.maintainers.length === 0) {
    examined.push(warning('QABOT_MAINTAINERS is empty: nobody can review answers or switch channels on'));
  }
  return examined;
}

async function adapterFindings(
  adapter: Adapter,
  setUp: Omit<DoctorSetUp, 'settings'>,
  label: string,
): Promise<readonly DoctorFinding[]> {
  const settings = settingsOf(adapter, process.env);
  try {
    if (adapter.doctor !== undefined) {
      const findings: unknown = await adapter.doctor({ settings, ...setUp });
      if (isFindings(findings)) return findings;
      return [fault(`${label} was not looked over: its doctor returns no list of findings`)];
    }
    if (adapter.isConfigured?.(settings) === true) return [ok(`${label} has the settings that it needs`)];
  } catch (error) {
    return [failed(error)];
  }
  return [fault(`${label} lacks settings: see which ${prefixOf(adapter.name)} variables it takes`)];
}

const nothing = (): void => undefined;
const SILENT: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The channels of an adapter that are switched on; none where the store cannot be read, which has a finding of its own. */
async function switchedOn(store: Store): Promise<Pick<DoctorSetUp, 'listening' | 'learning'>> {
  const channels = await createChannels({ store, logger: SILENT, wait: 0 }).all();
  const on = channels.filter(([, { listening, learning }]) => listening || learning);
  return {
    listening: on.map(([channel]) => channel),
    learning: on.filter(([, { learning }]) => learning).map(([channel]) => channel),
  };
}

/** An adapter may be somebody else's, and in plain JavaScript. */
function isFindings(value: unknown): value is readonly DoctorFinding[] {
  return (
    Array.isArray(value) &&
    value.every((one) => isRecord(one) && typeof one['level'] === 'string' && typeof one['text'] === 'string')
  );
}

const failed = (error: unknown): DoctorFinding => fault(reasonOf(error));
