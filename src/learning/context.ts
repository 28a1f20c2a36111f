/** What the parts of learning share. */

import type { Address, Logger, Reply } from '../contract.js';
import type { BotParts } from '../bot/bot.js';
import type { Member } from '../bot/shared-cache.js';
import type { Project } from '../knowledge/model.js';
import type { InForce } from './in-force.js';
import type { LearningEvent, Records } from './records.js';
import type { Vault } from './vault.js';

/** The platforms whose adapters run in this process. */
export interface Platforms {
  /** The adapters that run here, by name. */
  names(): readonly string[];
  /** Whether its adapter can bring a message to somebody who asked earlier. */
  canDeliver(platform: string): boolean;
  /** Rejects where the address cannot be reached. */
  deliver(platform: string, to: Address, reply: Reply): Promise<void>;
  /** `false` where no maintainers' channel is set. */
  tellMaintainers(platform: string, reply: Reply): Promise<boolean>;
}

export interface LearningContext {
  readonly records: Records;
  readonly vault: () => Promise<Vault>;
  /** As the vault names them, for the owner of a record; `undefined` where the vault cannot be opened. Never rejects. */
  readonly ownerOf: (who: Member) => Promise<string | undefined>;
  readonly parts: BotParts;
  readonly projects: readonly Project[];
  readonly platforms: Platforms;
  readonly inForce: InForce;
  /** Different people who make a wording live. */
  readonly confirmations: number;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Counts an event and returns its id. `before` is the id of an event that this one replaces. */
  readonly count: (event: Omit<LearningEvent, 'at'>, before?: string) => string;
  /** Call it after a change to records or entries, so that replicas hear of it. */
  readonly changed: () => Promise<void>;
}

/** The platform of a maintainer who uses `qabot review`. */
export const TERMINAL_PLATFORM = 'terminal';
/** The platform of a press or question that names none. */
export const UNKNOWN_PLATFORM = 'unknown';
