/**
 * PostgreSQL: a pool whose connections may be lost at any time, and nothing in it waits for ever.
 */
import { PostgresDialect, sql } from "kysely";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Client, DatabaseError, Pool, TypeOverrides } from "pg";
import type { PoolConfig, QueryResult } from "pg";

import { codeOf, storeError, type StoreErrorReason } from "../store-error.ts";
import type { Engine, Failure, StoreLog } from "./engine.ts";
import { ARE_LIVING_KNOWN, createLeader, createPresence, LIVING } from "./locks.ts";

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;
const STATEMENT_TIMEOUT_MS = 7000;
const LOCK_TIMEOUT_MS = 3000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
/** A server that is stopped or cut off cannot end a statement itself. */
const QUERY_TIMEOUT_MS = 8000;
const KEEP_ALIVE_MS = 10_000;
/** Any number that no other use of the same database takes. */
const SCHEMA_LOCK = 7_221_001;
const QUERY_TIMED_OUT = "Query read timeout";
const BIGINT = 20;
/** To compile a claim takes ten times as long as to run it: 69 ms instead of 8 with 1,000 open jobs, 2026-11. */
const NO_JIT = "-c jit=off";

type Class = readonly [reason: StoreErrorReason, again: Failure["again"]];
const LOST: Class = ["unreachable", "repeatable"];
const NOT_REACHED: Class = ["unreachable", "safe"];
const REFUSED: Class = ["refused", "never"];

/** SQLSTATEs (postgresql.org/docs/current/errcodes-appendix.html) and Node's codes. */
const CODES: Readonly<Record<string, Class>> = {
  "40001": ["busy", "safe"],
  "40P01": ["busy", "safe"],
  "55P03": ["busy", "never"],
  "57014": ["busy", "never"],
  "53100": ["full", "never"],
  "25006": ["unwritable", "never"],
  XX001: ["damaged", "never"],
  XX002: ["damaged", "never"],
  "28000": REFUSED,
  "28P01": REFUSED,
  "3D000": REFUSED,
  "42501": REFUSED,
  "53300": NOT_REACHED,
  "57P03": NOT_REACHED,
  ECONNREFUSED: NOT_REACHED,
  ENOTFOUND: NOT_REACHED,
  EAI_AGAIN: NOT_REACHED,
  "57P01": LOST,
  "57P02": LOST,
  "57P05": LOST,
  "25P03": LOST,
  ECONNRESET: LOST,
  EPIPE: LOST,
  ETIMEDOUT: LOST,
};

/** What `pg` says without a code. */
const MESSAGES: readonly (readonly [pattern: RegExp, found: Class])[] = [
  [/^Connection terminated|connection error and is not queryable|Client was closed/, LOST],
  [/timeout exceeded when trying to connect|timeout expired/, ["unreachable", "never"]],
  [/^Query read timeout$/, ["unreachable", "never"]],
  [/^SASL/, REFUSED],
];

/** Connects only when it is used. Throws a StoreError when that is no address. */
export function openPostgres(databaseUrl: string, log: StoreLog): Engine {
  const connection = { connectionString: databaseUrl, application_name: "fundstelle" };
  const where = nameOf(connection);
  const leader = createLeader(connection, log);
  const presence = createPresence(connection, log);
  return {
    dialect: new PostgresDialect({ pool: dropStuck(openPool(connection, log)) }),
    differences: {
      where,
      isSole: false,
      living: LIVING,
      areLivingKnown: ARE_LIVING_KNOWN,
      forUpdate: sql`for update`,
      skipLocked: sql`for update skip locked`,
      forKeyShare: sql`for key share`,
      greatest: sql`greatest`,
      rowId: sql`ctid`,
      findTable: (name) =>
        sql`select tablename as name from pg_tables
            where schemaname = any (current_schemas(false)) and tablename = ${name}`,
      lockSchema: [
        // Another process may be at it for longer than any other statement may take.
        sql`set local lock_timeout = '60s'`,
        sql`set local statement_timeout = '60s'`,
        sql`select pg_advisory_xact_lock(${sql.lit(SCHEMA_LOCK)})`,
      ],
    },
    leader,
    presence,
    // A server may always come back.
    gone: new Promise(() => {}),
    createRunner: (kysely) => ({
      transact: (work) => kysely.transaction().execute(work),
      run: (work) => work(kysely),
    }),
    // Its own autovacuum does, and what it logged before it keeps for as long as it was told.
    erase: () => true,
    explain: (error) => explain(error, where),
    async close() {
      await leader.release();
      await presence.close();
    },
  };
}

/** Without the password, which the error of a bad address would carry. */
function nameOf(connection: PoolConfig): string {
  try {
    const { host, port, database = "" } = new Client(connection);
    return `PostgreSQL, ${host}:${port}/${database}`;
  } catch {
    throw storeError("refused", "DATABASE_URL");
  }
}

function openPool(connection: PoolConfig, log: StoreLog): Pool {
  const types = new TypeOverrides();
  // Telegram's ids have 52 bits at most, and so have milliseconds.
  types.setTypeParser(BIGINT, Number);
  const pool = new Pool({
    ...connection,
    types,
    options: NO_JIT,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  });
  // Without both of these, a lost connection ends the process.
  pool.on("error", (error) => log.warn({ err: error }, "A database connection was lost"));
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** A connection whose query timed out may answer never: it is closed, not given to the next. */
function dropStuck(pool: Pool): PostgresPool {
  async function connect(): Promise<PostgresPoolClient> {
    const client = await pool.connect();
    let stuck: Error | null = null;
    async function query(text: string, parameters: readonly unknown[]): Promise<QueryResult> {
      if (stuck !== null) throw stuck;
      try {
        return await client.query(text, [...parameters]);
      } catch (error) {
        if (error instanceof Error && error.message === QUERY_TIMED_OUT) stuck = error;
        throw error;
      }
    }
    // Kysely's type also has cursors, which are not used.
    return {
      query: query as unknown as PostgresPoolClient["query"],
      release: () => client.release(stuck !== null),
    };
  }
  return { connect, end: () => pool.end() } as PostgresPool;
}

function explain(error: unknown, where: string): Failure | null {
  if (!(error instanceof Error)) return null;
  // A name with several addresses fails with the failures of all.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const [reason, again] = classify(first instanceof Error ? first : error) ?? [null, "never"];
  return reason === null ? null : { error: storeError(reason, where, first), again };
}

function classify(error: Error): Class | null {
  const code = codeOf(error) ?? "";
  const known = CODES[code] ?? MESSAGES.find(([pattern]) => pattern.test(error.message))?.[1];
  if (known !== undefined) return known;
  if (code.startsWith("08")) return LOST;
  return error instanceof DatabaseError ? ["failed", "never"] : null;
}
