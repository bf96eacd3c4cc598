/**
 * Processes of the bot, as `npm start` runs it, that are killed and started again.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface FleetOptions {
  readonly processes: number;
  /** The working directory of all of them. */
  readonly folder: string;
  /** All the variables there are. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Fleet {
  /** Ends the process without a word, and starts another in its place. */
  replace(index: number, signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  /** SIGTERM to all, once they are ready for one; resolves with their exit codes. */
  stop(): Promise<readonly (number | null)[]>;
  /** Processes that ended by themselves, with what they said last. */
  readonly accidents: readonly string[];
}

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const LAST_WORDS = 2000;
/** Of the start screen. */
const READY = "answers on Telegram";

interface Member {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Settles when it has said that it answers, or has ended: before, it knows no SIGTERM. */
  readonly ready: Promise<unknown>;
  /** From now on its end is no accident. */
  expectEnd(): void;
}

/** They are running when it returns, which is not to say that they are ready. */
export function startFleet({ processes, folder, env }: FleetOptions): Fleet {
  const accidents: string[] = [];
  const members = Array.from({ length: processes }, start);

  function start(): Member {
    const child = spawn(process.execPath, [MAIN], {
      cwd: folder,
      env: { ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let isExpected = false;
    let said = "";
    const { promise: answers, resolve: answersNow } = Promise.withResolvers<void>();
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-LAST_WORDS);
        if (said.includes(READY)) answersNow();
      });
    const exited = once(child, "close").then(() => {
      if (!isExpected) accidents.push(said);
      return child.exitCode;
    });
    return {
      child,
      exited,
      ready: Promise.race([answers, exited]),
      expectEnd: () => {
        isExpected = true;
      },
    };
  }

  return {
    accidents,
    async replace(index, signal) {
      const member = members[index];
      if (member === undefined) throw new RangeError(`There is no process ${index}`);
      await end(member, signal);
      members[index] = start();
    },
    stop: () =>
      Promise.all(
        members.map(async (member) => {
          await member.ready;
          return end(member, "SIGTERM");
        }),
      ),
  };
}

function end(member: Member, signal: NodeJS.Signals): Promise<number | null> {
  member.expectEnd();
  member.child.kill(signal);
  return member.exited;
}
