/** Stands before a database that may be out of order, so that no answer waits for it and the log tells of it once. */

import { type Database, eachCall, type CallKind, type Spared } from './contract.js';
import { QabotError } from '../errors.js';
import type { Fault } from './faults.js';

/** A database that is opened when it is first needed, and again when it has gone. */
export interface StoreEngine {
  /** {@link Store.isShared} */
  readonly isShared: boolean;
  /** Rejects with an error of the engine. */
  open(): Promise<Database>;
  /** Whether opening would find something, rather than make it. */
  exists(): Promise<boolean>;
  faultOf(error: unknown): Fault | undefined;
  /** Names the file that is there now: the text changes when somebody replaces the file. */
  state(): Promise<string>;
}

/** Reports to the log: once for each outage, not once for each call. */
export interface Reports {
  /**
   * The database is out of order; the message says what to change. Once for each cause until it works again. Or it works and is too
   * slow (`store-slow`): once a minute at most, and nothing is lost but the calls that took too long.
   */
  lost(error: QabotError): void;
  /** Everything works again. */
  recovered(): void;
}

interface Outage {
  error: QabotError;
  /** Whether reading goes on. */
  readable: boolean;
  /** What a damaged file was like. It is not opened before that changes. */
  state: Promise<string> | undefined;
  /** The causes that were reported. */
  readonly reported: Set<string>;
}

interface Listening {
  readonly topic: string;
  readonly listener: () => void;
  /** Ends it on the database that is open; `undefined` while none is. */
  end: (() => void) | undefined;
}

/** Milliseconds until it is told again that the database is slow. */
const SLOW_AGAIN_MILLISECONDS = 60_000;

/** The namespace of the record that a probe writes to see whether writing works again. No adapter has this name. */
const PROBE = '/probe';

/**
 * The database of an engine that may fail. While it is out of order every call rejects at once with what to change, and a probe
 * finds out when it works again; so at most one call of an answer waits for it.
 */
export class OutageGuard implements Database {
  readonly #engine: StoreEngine;
  readonly #reports: Reports;
  readonly #retry: number;
  readonly #listenings = new Set<Listening>();
  #opening: Promise<Database> | undefined;
  #outage: Outage | undefined;
  readonly #dropped = new WeakSet<Promise<Database>>();
  /** Why the last one was dropped. */
  #lastFault: QabotError | undefined;
  /** Counts the recoveries: a call that began before one says nothing about the time after it. */
  #recoveries = 0;
  #timer: NodeJS.Timeout | undefined;
  /** When it was told that the database is slow, by `performance.now()`. */
  #toldSlow = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  /** @param retry milliseconds between two probes */
  constructor(engine: StoreEngine, reports: Reports, retry: number) {
    this.#engine = engine;
    this.#reports = reports;
    this.#retry = retry;
  }

  store(namespace: string) {
    return eachCall(this.#engine.isShared, (kind, call) =>
      this.#run(kind, (database) => call(database.store(namespace))),
    );
  }

  async announce(topic: string): Promise<void> {
    let isPassedOn = false;
    try {
      await this.#run('write', (database) => {
        isPassedOn = true;
        return database.announce(topic);
      });
    } finally {
      // In this process everybody hears it, whatever the state of the database.
      for (const one of this.#listenings) if (!isPassedOn && one.topic === topic) one.listener();
    }
  }

  listen(topic: string, listener: () => void): () => void {
    const listening: Listening = { topic, listener, end: undefined };
    this.#listenings.add(listening);
    if (this.#opening === undefined) void this.#openForListeners();
    else void this.#opening.then(this.#attach, () => undefined);
    return () => {
      this.#listenings.delete(listening);
      listening.end?.();
    };
  }

  async exists(): Promise<boolean> {
    return this.#opening !== undefined || (await this.#engine.exists());
  }

  forget(person: string, isSpared?: Spared): Promise<number> {
    return this.#run('write', (database) => database.forget(person, isSpared));
  }

  overwriteDeleted(): Promise<void> {
    return this.#run('write', (database) => database.overwriteDeleted());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#drop();
  }

  async #run<T>(kind: CallKind, call: (database: Database) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new QabotError('store-closed');
    const outage = this.#outage;
    if (outage !== undefined && !(outage.readable && kind === 'read')) throw outage.error;
    const recoveries = this.#recoveries;
    const used = this.#open();
    try {
      return await call(await used);
    } catch (error) {
      if (this.#dropped.has(used)) throw this.#afterDrop(error);
      if (recoveries === this.#recoveries) throw this.#failed(error, kind, used);
      throw this.#engine.faultOf(error)?.error ?? error;
    }
  }

  #open(): Promise<Database> {
    if (this.#opening !== undefined) return this.#opening;
    const attempt = this.#engine.open();
    this.#opening = attempt;
    attempt.then(
      (database) => {
        if (this.#opening === attempt) this.#attach(database);
      },
      () => {
        if (this.#opening === attempt) this.#opening = undefined;
      },
    );
    return attempt;
  }

  readonly #attach = (database: Database): void => {
    for (const one of this.#listenings) one.end ??= database.listen(one.topic, one.listener);
  };

  async #drop(): Promise<void> {
    const old = this.#opening;
    if (old !== undefined) this.#dropped.add(old);
    this.#opening = undefined;
    for (const one of this.#listenings) one.end = undefined;
    await old?.then((database) => database.close()).catch(() => undefined);
  }

  /** What a caller is told whose database was dropped under it: that says nothing about the one that is used now. */
  #afterDrop(error: unknown): unknown {
    if (this.#engine.faultOf(error) === undefined && !isDestroyed(error)) return error;
    return this.#isClosed ? new QabotError('store-closed') : this.#lastFault;
  }

  /** Notes what an error says about the database, and returns the error for the caller. */
  #failed(error: unknown, kind: CallKind, used: Promise<Database> | undefined): unknown {
    const fault = this.#isClosed ? undefined : this.#engine.faultOf(error);
    if (fault === undefined) return error;
    if (fault.remedy === 'none' && this.#opening !== undefined) {
      this.#tellSlow(fault.error);
      return fault.error;
    }
    // A database that cannot be opened cannot be read either.
    const readable = fault.readable && kind === 'write' && this.#opening !== undefined;
    this.#lastFault = fault.error;
    this.#outage ??= { error: fault.error, readable, state: undefined, reported: new Set() };
    const outage = this.#outage;
    outage.error = fault.error;
    outage.readable &&= readable;
    if (fault.remedy !== 'wait' && this.#opening === used) {
      const dropped = this.#drop();
      if (fault.remedy === 'replace') outage.state ??= dropped.then(() => this.#engine.state());
    }
    if (!outage.reported.has(fault.error.code)) {
      outage.reported.add(fault.error.code);
      this.#reports.lost(fault.error);
    }
    this.#later();
    return fault.error;
  }

  #tellSlow(error: QabotError): void {
    if (performance.now() - this.#toldSlow < SLOW_AGAIN_MILLISECONDS) return;
    this.#toldSlow = performance.now();
    this.#reports.lost(error);
  }

  #later(): void {
    if (this.#isClosed || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void (this.#outage === undefined ? this.#openForListeners() : this.#probe(this.#outage));
    }, this.#retry);
    this.#timer.unref();
  }

  /** Finds out whether the database works again, first for reading and then for writing. */
  async #probe(outage: Outage): Promise<void> {
    if (this.#isClosed) return;
    let used: Promise<Database> | undefined;
    let kind: CallKind = 'read';
    try {
      if (outage.state !== undefined) {
        if ((await outage.state) === (await this.#engine.state())) return;
        outage.state = undefined;
      }
      used = this.#open();
      const store = (await used).store(PROBE);
      await store.get('probe');
      outage.readable = true;
      kind = 'write';
      await store.set('probe', '', 1);
      this.#outage = undefined;
      this.#recoveries += 1;
      this.#reports.recovered();
    } catch (error) {
      this.#failed(error, kind, used);
    } finally {
      if (this.#outage !== undefined) this.#later();
    }
  }

  /** Opens the database for those who listen, as soon as there is one to open. */
  async #openForListeners(): Promise<void> {
    const isNeeded = this.#opening === undefined && this.#outage === undefined && this.#listenings.size > 0;
    if (this.#isClosed || !isNeeded) return;
    if (await this.#engine.exists()) await this.#run('read', async () => undefined).catch(() => undefined);
    else this.#later();
  }
}

/** Whether a call came to a database that was closed meanwhile; kysely and libsql give no code with it. */
const isDestroyed = (error: unknown): boolean =>
  error instanceof Error && /driver has already been destroyed|connection is not open/.test(error.message);
