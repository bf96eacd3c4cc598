/**
 * A real PostgreSQL for the tests, started once a run; each test makes a database of its own in it.
 *
 * Where it cannot start, the tests that want it are skipped, with the reason in their names.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgres: PostgresOrReason;
  }
}

/** `url` is that of a database in which nothing is stored, for a user who may make others. */
export type PostgresOrReason = { readonly url: string } | { readonly reason: string };

export interface StartedPostgres {
  readonly found: PostgresOrReason;
  /** Settles when the server and its folder are gone; both go as well when this process dies. */
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<StartedPostgres> {
  const keeper = fileURLToPath(new URL("postgres-keeper.ts", import.meta.url));
  const child = spawn(process.execPath, [keeper], {
    // A group of its own, so that Ctrl-C reaches it by its standard input only, and it tidies up.
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = await lines.next();
  const found: PostgresOrReason =
    line.done === true
      ? { reason: "its keeper ended without a word" }
      : (JSON.parse(line.value) as PostgresOrReason);
  return {
    found,
    async stop() {
      child.stdin.end();
      await closed;
    },
  };
}

/** For vitest's `globalSetup`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  project.provide("postgres", postgres.found);
  return () => postgres.stop();
}
