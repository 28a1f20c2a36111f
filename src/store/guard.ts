import type { Database } from './contract.js';
import { QabotError } from '../errors.js';
import { eachCall, type Kind } from './each-call.js';
import type { Fault } from './faults.js';

/** A database that is opened when it is first needed, and again when it has gone. */
export interface Engine {
  /** Rejects with an error of the engine. */
  open(): Promise<Database>;
  /** Whether opening would find something, rather than make it. */
  exists(): Promise<boolean>;
  faultOf(error: unknown): Fault | undefined;
  /** Another text when somebody has put another file there. */
  state(): Promise<string>;
}

/** Told once each time, not once a call. */
export interface Reports {
  /** The database is out of order; the message says what to change. Once for each cause until it is back. */
  lost(error: QabotError): void;
  /** Everything works again. */
  recovered(): void;
}

interface Outage {
  error: QabotError;
  /** Whether reading goes on. */
  readable: boolean;
  /** Of a damaged file: what it was like. It is not touched before that changes. */
  state: Promise<string> | undefined;
  /** The causes that were told. */
  readonly told: Set<string>;
}

interface Listening {
  readonly topic: string;
  readonly listener: () => void;
  /** Of the database that is open; `undefined` while none is. */
  end: (() => void) | undefined;
}

/** The namespace of the record that is written to see whether writing works again. No adapter is called so. */
const PROBE = '/probe';

/**
 * The database of an engine that may fail. While it is out of order every call rejects at once with what to change, and a
 * probe every `retry` milliseconds finds out when it works again; so no answer waits for it more than once.
 */
export function guard(engine: Engine, reports: Reports, retry: number): Database {
  let opening: Promise<Database> | undefined;
  let outage: Outage | undefined;
  /** Counts the recoveries: a call that began before one says nothing about the time after it. */
  let age = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const listenings = new Set<Listening>();

  const attach = (database: Database): void => {
    for (const listening of listenings) {
      if (listening.end !== undefined) continue;
      listening.end = database.listen(listening.topic, listening.listener);
    }
  };
  const open = (): Promise<Database> => {
    if (opening !== undefined) return opening;
    const attempt = engine.open();
    opening = attempt;
    attempt.then(
      (database) => {
        if (opening === attempt) attach(database);
      },
      () => {
        if (opening === attempt) opening = undefined;
      },
    );
    return attempt;
  };
  const drop = async (): Promise<void> => {
    const old = opening;
    opening = undefined;
    for (const listening of listenings) listening.end = undefined;
    await old?.then((database) => database.close()).catch(() => undefined);
  };
  const later = (): void => {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void (outage === undefined ? seek() : probe());
    }, retry);
    timer.unref();
  };

  /** Notes what an error says about the database, and returns the error for the caller. */
  const failed = (error: unknown, kind: Kind, used: Promise<Database> | undefined): unknown => {
    const fault = closed ? undefined : engine.faultOf(error);
    if (fault === undefined) return error;
    // What cannot even be opened cannot be read.
    const readable = fault.readable && kind === 'write' && opening !== undefined;
    outage ??= { error: fault.error, readable, state: undefined, told: new Set() };
    outage.error = fault.error;
    outage.readable &&= readable;
    if (fault.remedy !== 'wait' && opening === used) {
      const dropped = drop();
      if (fault.remedy === 'replace') outage.state ??= dropped.then(() => engine.state());
    }
    if (!outage.told.has(fault.error.code)) {
      outage.told.add(fault.error.code);
      reports.lost(fault.error);
    }
    later();
    return fault.error;
  };
  const probe = async (): Promise<void> => {
    if (outage === undefined || closed) return;
    let used: Promise<Database> | undefined;
    let kind: Kind = 'read';
    try {
      if (outage.state !== undefined) {
        if ((await outage.state) === (await engine.state())) return;
        outage.state = undefined;
      }
      used = open();
      const store = (await used).store(PROBE);
      await store.get('probe');
      outage.readable = true;
      kind = 'write';
      await store.set('probe', '', 1);
      outage = undefined;
      age += 1;
      reports.recovered();
    } catch (error) {
      failed(error, kind, used);
    } finally {
      if (outage !== undefined) later();
    }
  };

  const run = async <T>(kind: Kind, call: (database: Database) => Promise<T>): Promise<T> => {
    if (closed) throw new QabotError('store-closed');
    if (outage !== undefined && !(outage.readable && kind === 'read')) throw outage.error;
    const began = age;
    const used = open();
    try {
      return await call(await used);
    } catch (error) {
      throw began === age ? failed(error, kind, used) : (engine.faultOf(error)?.error ?? error);
    }
  };
  /** Opens for those who listen, as soon as there is something to open. */
  const seek = async (): Promise<void> => {
    if (closed || opening !== undefined || outage !== undefined || listenings.size === 0) return;
    if (await engine.exists()) await run('read', async () => undefined).catch(() => undefined);
    else later();
  };

  return {
    store: (namespace) => eachCall((kind, call) => run(kind, (database) => call(database.store(namespace)))),
    async announce(topic) {
      let reached = false;
      try {
        await run('write', (database) => {
          reached = true;
          return database.announce(topic);
        });
      } finally {
        // In this process everybody hears it, whatever the state of the database.
        for (const listening of listenings) if (!reached && listening.topic === topic) listening.listener();
      }
    },
    listen(topic, listener) {
      const listening: Listening = { topic, listener, end: undefined };
      listenings.add(listening);
      if (opening === undefined) void seek();
      else void opening.then(attach, () => undefined);
      return () => {
        listenings.delete(listening);
        listening.end?.();
      };
    },
    exists: async () => opening !== undefined || (await engine.exists()),
    forget: (person, isSpared) => run('write', (database) => database.forget(person, isSpared)),
    async close() {
      closed = true;
      clearTimeout(timer);
      await drop();
    },
  };
}
