/**
 * The bot as `npm start` runs it, watched: its memory, what it logs, and whether it ends by itself.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import type { Memory } from "../soak/probe.ts";

export interface Soaked {
  /** Settles when it answers on Telegram; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** `collect`: garbage is collected first, to tell what is really held. Null when it has ended. */
  measure(options: { readonly collect: boolean }): Promise<Memory | null>;
  /** How often each event was logged, by level and message: "warn: Polling failed, trying again". */
  readonly logged: ReadonlyMap<string, number>;
  /** What it said besides: warnings of Node's, the last words of an accident. */
  readonly lastWords: () => string;
  hasEnded(): boolean;
  /** SIGTERM; resolves with the exit code, or the signal that ended it. */
  stop(): Promise<number | string | null>;
}

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const PROBE = fileURLToPath(new URL("../soak/probe.ts", import.meta.url));
const LAST_WORDS = 4000;
/** Of the start screen. */
const READY = "answers on Telegram";

export function startSoaked(folder: string, env: Readonly<Record<string, string>>): Soaked {
  const child = spawn(process.execPath, ["--expose-gc", "--import", PROBE, MAIN], {
    cwd: folder,
    env: { ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const logged = new Map<string, number>();
  let said = "";
  let ended = false;
  const exited = once(child, "close").then(() => {
    ended = true;
    return child.exitCode ?? child.signalCode;
  });
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  void exited.then(() => ready.reject(new Error(`The bot did not start: ${said}`)));
  if (child.stdout !== null)
    createInterface(child.stdout).on("line", (line) => {
      if (line.includes(READY)) ready.resolve();
      const event = eventOf(line);
      if (event !== null) logged.set(event, (logged.get(event) ?? 0) + 1);
      if (event?.startsWith("fatal") === true) keep(line);
    });
  child.stderr?.on("data", (chunk: Buffer) => keep(chunk.toString()));
  function keep(words: string): void {
    said = `${said}${words}`.slice(-LAST_WORDS);
  }
  return {
    ready: ready.promise,
    async measure(options) {
      const answered = once(child, "message") as Promise<[Memory]>;
      // Where it has just ended, that is what is told.
      child.send(options, () => {});
      return Promise.race([answered.then(([memory]) => memory), exited.then(() => null)]);
    },
    logged,
    lastWords: () => said,
    hasEnded: () => ended,
    async stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

/** Null for what is no line of the log. */
function eventOf(line: string): string | null {
  if (!line.startsWith("{")) return null;
  const { level, msg } = JSON.parse(line) as { readonly level: string; readonly msg: string };
  return `${level}: ${msg}`;
}
