/**
 * Leadership among processes on one PostgreSQL: an advisory lock, held by a connection of its own.
 *
 * The server gives the lock to another process as soon as this connection is gone.
 */
import { Client } from "pg";
import type { ClientConfig } from "pg";

import type { Leader, StoreLog } from "./engine.ts";

const LEADER_LOCK = 7_221_002;
/** A leader that cannot be sure within this time is none. */
const TIMEOUT_MS = 3000;
/** How soon the server notices that a leader's machine is gone: 10 s of silence, then three questions, 3 s apart. */
const NOTICE_DEAD =
  "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3";

interface Attempt {
  readonly client: Client;
  /** Aborts when the connection is gone. */
  readonly lost: AbortController;
  isLeading: boolean;
}

export function createLeader(connection: ClientConfig, log: StoreLog): Leader {
  let current: Attempt | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that two callers never open two connections. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function connect(): Promise<Attempt> {
    const client = new Client({
      ...connection,
      options: NOTICE_DEAD,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    });
    const attempt: Attempt = { client, lost: new AbortController(), isLeading: false };
    client.on("error", () => drop(attempt)).on("end", () => drop(attempt));
    await client.connect();
    return attempt;
  }

  function drop(attempt: Attempt): void {
    if (attempt.lost.signal.aborted) return;
    if (current === attempt) current = null;
    attempt.lost.abort();
    if (attempt.isLeading) log.warn({}, "The leadership was lost");
  }

  async function tryAcquire(): Promise<AbortSignal | null> {
    let attempt = current;
    try {
      attempt ??= await connect();
      // Asked again, this makes sure that the connection, and with it the lock, is still there.
      const { rows } = await attempt.client.query<{ leads: boolean }>(
        attempt.isLeading ? "select true as leads" : "select pg_try_advisory_lock($1) as leads",
        attempt.isLeading ? [] : [LEADER_LOCK],
      );
      if (attempt.lost.signal.aborted) return null;
      current = attempt;
      attempt.isLeading = rows[0]?.leads === true;
      return attempt.isLeading ? attempt.lost.signal : null;
    } catch (error) {
      log.warn({ err: error }, "The database cannot be asked who leads");
      if (attempt !== null) await end(attempt);
      return null;
    }
  }

  async function end(attempt: Attempt): Promise<void> {
    drop(attempt);
    // Cut off, it would wait for an answer that does not come.
    const cut = setTimeout(() => attempt.client.connection.stream.destroy(), TIMEOUT_MS);
    await attempt.client.end().catch(() => undefined);
    clearTimeout(cut);
  }

  return {
    tryAcquire: () => inTurn(tryAcquire),
    release: () =>
      inTurn(async () => {
        if (current === null) return;
        current.isLeading = false;
        await end(current);
      }),
  };
}
