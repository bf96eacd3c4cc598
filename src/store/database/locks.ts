/**
 * PostgreSQL's advisory locks, each held by a connection of its own: which process leads, and which processes live.
 *
 * The server frees a lock as soon as its connection is gone, whatever its process is busy with.
 */
import { randomInt } from "node:crypto";

import { sql } from "kysely";
import { Client } from "pg";
import type { ClientConfig } from "pg";

import type { Leader, Presence, StoreLog } from "./engine.ts";

const LEADER_LOCK = 7_221_002;
/** The first of two numbers that name a process's lock; the second is the process's own. */
const PRESENCE_LOCKS = 7_221_003;
/** A leader that cannot be sure within this time is none. */
const TIMEOUT_MS = 3000;
/** How soon the server notices that a process's machine is gone: 10 s of silence, then three questions, 3 s apart. */
const NOTICE_DEAD =
  "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3";

/** The numbers of the processes that live. */
export const LIVING = sql`
  select objid::bigint from pg_locks
  where locktype = 'advisory' and classid = ${sql.lit(PRESENCE_LOCKS)} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`;

/** A server that has just started holds nobody's lock yet. */
export const ARE_LIVING_KNOWN = sql`
  pg_postmaster_start_time() < clock_timestamp() - interval '5 seconds'`;

interface Alone {
  readonly client: Client;
  /** Aborts when the connection is gone. */
  readonly lost: AbortSignal;
  end(): Promise<void>;
}

/** Not of the pool, where whoever asks next would get it. */
async function connectAlone(connection: ClientConfig): Promise<Alone> {
  const client = new Client({
    ...connection,
    options: NOTICE_DEAD,
    keepAlive: true,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  const lost = new AbortController();
  client.on("error", () => lost.abort()).on("end", () => lost.abort());
  await client.connect();
  return {
    client,
    lost: lost.signal,
    async end() {
      lost.abort();
      // Cut off, it would wait for an answer that does not come.
      const cut = setTimeout(() => client.connection.stream.destroy(), TIMEOUT_MS);
      await client.end().catch(() => undefined);
      clearTimeout(cut);
    },
  };
}

export function createLeader(connection: ClientConfig, log: StoreLog): Leader {
  let current: Alone | null = null;
  let isLeading = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that two callers never open two connections. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function connect(): Promise<Alone> {
    const alone = await connectAlone(connection);
    alone.lost.addEventListener("abort", () => {
      if (current !== alone) return;
      if (isLeading) log.warn({}, "The leadership was lost");
      current = null;
      isLeading = false;
    });
    return alone;
  }

  async function tryAcquire(): Promise<AbortSignal | null> {
    try {
      current ??= await connect();
      const { client, lost } = current;
      // Asked again, this makes sure that the connection, and with it the lock, is still there.
      const { rows } = await client.query<{ leads: boolean }>(
        isLeading ? "select true as leads" : "select pg_try_advisory_lock($1) as leads",
        isLeading ? [] : [LEADER_LOCK],
      );
      if (lost.aborted) return null;
      isLeading = rows[0]?.leads === true;
      return isLeading ? lost : null;
    } catch (error) {
      log.warn({ err: error }, "The database cannot be asked who leads");
      await current?.end();
      return null;
    }
  }

  return {
    tryAcquire: () => inTurn(tryAcquire),
    release: () =>
      inTurn(async () => {
        isLeading = false;
        await current?.end();
      }),
  };
}

/** Its connection is never asked anything once it holds the lock: a process that stands still for a minute lives. */
export function createPresence(connection: ClientConfig, log: StoreLog): Presence {
  const number = randomInt(1, 2 ** 31);
  let holding: Promise<Alone | null> | null = null;
  let isClosed = false;

  /** Null while the server has not noticed yet that the connection before is gone: until then that one holds the lock. */
  async function hold(): Promise<Alone | null> {
    const alone = await connectAlone(connection);
    try {
      const { rows } = await alone.client.query<{ held: boolean }>(
        "select pg_try_advisory_lock($1, $2) as held",
        [PRESENCE_LOCKS, number],
      );
      if (rows[0]?.held === true) {
        alone.lost.addEventListener("abort", onLost);
        return alone;
      }
    } catch (error) {
      await alone.end();
      throw error;
    }
    await alone.end();
    return null;
  }

  function onLost(): void {
    holding = null;
    if (isClosed) return;
    log.warn({}, "The lock by which others know that this process lives was lost");
    // Whoever claims next tries again.
    ensure().catch(() => undefined);
  }

  async function ensure(): Promise<void> {
    holding ??= hold();
    const held = await holding.catch((error: unknown) => {
      holding = null;
      throw error;
    });
    if (held === null) holding = null;
  }

  return {
    number,
    ensure,
    async close() {
      isClosed = true;
      const held = await holding?.catch(() => null);
      await held?.end();
    },
  };
}
