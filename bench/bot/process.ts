/**
 * The bot as a process of its own, as `npm start` runs it: without this machine's variables, away from any `.env`.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface Launch {
  /** Its working directory, in which two files keep what it prints. */
  readonly folder: string;
  /** All the variables there are. */
  readonly env: Readonly<Record<string, string>>;
  /** Node's arguments; the bot's main file without them. */
  readonly args?: readonly string[];
  /** It may send messages to this process, and hear from it. */
  readonly canTalk?: boolean;
}

export interface BotProcess {
  readonly child: ChildProcess;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
  hasEnded(): boolean;
  /** Settles when its start screen says that it answers on Telegram; rejects when it ends before. */
  ready(): Promise<void>;
  /** All it has printed so far. */
  printed(): Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** Resolves when it has ended, as `ended`. */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | string | null>;
}

export const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** As long as @BotFather's are. */
export const TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";

/** Node's arguments for a bare grammY bot that echoes every text. */
export const BARE_BOT_ARGS: readonly string[] = [
  "--input-type=module",
  "-e",
  `
import { Bot } from ${JSON.stringify(import.meta.resolve("grammy"))};
const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
process.once("SIGTERM", () => bot.stop());
await bot.start();
`,
];

const READY = "answers on Telegram";
const LOOK_MS = 50;

/** It ends with this process at the latest. */
export async function startBotProcess(launch: Launch): Promise<BotProcess> {
  const { folder, env, args = [MAIN], canTalk = false } = launch;
  const name = join(folder, `process-${randomUUID()}`);
  // Files, since a pipe would take time of whoever reads it, and hold up a process that writes much.
  await using stdout = await open(`${name}.out`, "w");
  await using stderr = await open(`${name}.err`, "w");
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...env },
    stdio: ["ignore", stdout.fd, stderr.fd, ...(canTalk ? (["ipc"] as const) : [])],
  });
  const end = (): void => void child.kill("SIGKILL");
  process.on("exit", end);
  const ended = once(child, "exit").then(() => {
    process.off("exit", end);
    return child.exitCode ?? child.signalCode;
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  async function printed(): ReturnType<BotProcess["printed"]> {
    const [out, err] = await Promise.all(
      ["out", "err"].map((ending) => readFile(`${name}.${ending}`, "utf8")),
    );
    return { stdout: out ?? "", stderr: err ?? "" };
  }
  return {
    child,
    ended,
    hasEnded,
    printed,
    async ready() {
      for (;;) {
        const isOver = hasEnded();
        const said = await printed();
        if (said.stdout.includes(READY)) return;
        if (isOver) throw new Error(`The bot did not start: ${said.stderr}`);
        await wait(LOOK_MS);
      }
    },
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** The memory that the machine gives it, in MB; null where there is no `/proc`, or it has ended. */
export async function readRssMb({ child }: Pick<BotProcess, "child">): Promise<number | null> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
