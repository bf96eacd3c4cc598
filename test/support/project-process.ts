/**
 * The project's programs as processes of their own, without this machine's variables and away from its `.env`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  /** The first group of the pattern's match in what it prints; rejects when the process ends without it. */
  printed(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

interface Launch {
  /** The working directory, where an `.env` would be read. */
  readonly cwd: string;
  readonly args?: readonly string[];
  /** All the variables there are. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; nothing without it. */
  readonly input?: string;
}

/** What one has compiled the next need not. */
const NODE_COMPILE_CACHE = join(tmpdir(), "node-compile-cache");

/** Whatever still runs then is killed, and its exit code is null. */
const LONGEST_MS = 60_000;

/** `script` is the path inside the project: "src/main.ts". */
export function startProject(script: string, { cwd, args = [], env = {}, input }: Launch): Started {
  const child = spawn(process.execPath, [pathOf(script), ...args], {
    cwd,
    env: { NODE_COMPILE_CACHE, ...env },
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  child.stdin.end(input ?? "");
  let seen = "";
  child.stdout.on("data", (chunk: Buffer) => {
    seen += chunk.toString();
  });
  const ended = Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]).then(
    ([, stdout, stderr]) => ({ code: child.exitCode, stdout, stderr }),
  );
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(seen)?.[1];
          if (found !== undefined) resolve(found);
        };
        child.stdout.on("data", look);
        look();
        void ended.then(({ stderr }) => reject(new Error(`It ended without that: ${stderr}`)));
      }),
  };
}

/** To its end. */
export function runProject(script: string, launch: Launch): Promise<Ended> {
  return startProject(script, launch).ended;
}

export function pathOf(script: string): string {
  return fileURLToPath(new URL(`../../${script}`, import.meta.url));
}
