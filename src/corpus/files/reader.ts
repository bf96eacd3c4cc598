/**
 * Reads files in a process of its own, so that one that is made to fill the memory or to take for ever ends that process
 * and not the bot, which answers meanwhile.
 *
 * A process and not a worker: a worker's limits count its heap alone, not the buffers in which an archive is unpacked,
 * and what it takes too much of is the whole process's. The process counts its own time and memory (`watchdog.ts`).
 */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ArticleError } from "../faults.ts";
import { refuse, type ArticleFile, type FileRead } from "./file-read.ts";

/** Of a clock on the wall. What takes the processor's time ends far earlier. */
const FILE_TIMEOUT_MS = 10_000;

/** A process that has nothing to read gives its memory back. */
const IDLE_MS = 10_000;

/** In MB; what it may take beside is bounded by `watchdog.ts`. */
const HEAP_LIMIT = 256;

const project = fileURLToPath(new URL("../../../", import.meta.url));

/** It may read the program itself, and nothing else; neither write, nor start programs. */
const RIGHTS = ["src/", "node_modules/", "package.json"].map(
  (path) => `--allow-fs-read=${project}${path}`,
);

interface Running {
  readonly reader: ChildProcess;
  /** Settles when it can be sent a file, or has ended. */
  readonly isReady: Promise<void>;
}

interface ReaderOptions {
  readonly timeoutMs?: number;
  /** What the process runs. */
  readonly program?: URL;
}

/** Never rejects. Files wait for one another: each has the processor to itself, and one process is enough. */
export function createReader({
  timeoutMs = FILE_TIMEOUT_MS,
  program = new URL("reader-process.ts", import.meta.url),
}: ReaderOptions = {}): (file: ArticleFile) => Promise<FileRead> {
  let turn: Promise<unknown> = Promise.resolve();
  /** Started for the first file, and again after it has ended. */
  let running: Running | null = null;
  let idle: NodeJS.Timeout | undefined;

  async function readNext(file: ArticleFile): Promise<FileRead> {
    clearTimeout(idle);
    if (running === null || hasEnded(running.reader)) running = startReader(program);
    const { reader, isReady } = running;
    reader.ref();
    reader.channel?.ref();
    await isReady;
    const read = await readIn(reader, file, timeoutMs);
    reader.unref();
    reader.channel?.unref();
    idle = setTimeout(() => reader.kill("SIGKILL"), IDLE_MS).unref();
    return read;
  }

  return (file) => {
    const read = turn.then(() => readNext(file));
    turn = read;
    return read;
  };
}

function hasEnded({ exitCode, signalCode, killed }: ChildProcess): boolean {
  return killed || exitCode !== null || signalCode !== null;
}

function startReader(program: URL): Running {
  const reader = fork(program, [], {
    // None of the bot's variables: they hold its tokens.
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: [
      `--max-old-space-size=${HEAP_LIMIT}`,
      "--disable-warning=SecurityWarning",
      "--permission",
      "--allow-worker",
      ...RIGHTS,
      `--allow-fs-read=${fileURLToPath(program)}`,
    ],
  });
  const isReady = new Promise<void>((resolve) => {
    for (const event of ["exit", "error", "message"]) reader.once(event, () => resolve());
  });
  return { reader, isReady };
}

function readIn(reader: ChildProcess, file: ArticleFile, timeoutMs: number): Promise<FileRead> {
  return new Promise((resolve) => {
    let timeout: NodeJS.Timeout | undefined;
    const finish = (read: FileRead): void => {
      clearTimeout(timeout);
      reader.off("message", onMessage).off("exit", onExit).off("error", onError);
      resolve(read);
    };
    const onMessage = (message: unknown): void => {
      if (message !== "begun") return finish(message as FileRead);
      timeout = setTimeout(() => {
        reader.kill("SIGKILL");
        finish(refuse(new ArticleError("slow")));
      }, timeoutMs);
    };
    const onExit = (_: number | null, signal: NodeJS.Signals | null): void =>
      finish(refuse(new ArticleError(signal === "SIGTERM" ? "slow" : "memory")));
    const onError = (error: Error): void => finish(refuse(error));
    reader.on("message", onMessage).on("exit", onExit).on("error", onError);
    // It may have ended meanwhile: then this fails, too.
    reader.send(file, (error) => {
      if (error) onError(error);
    });
  });
}
