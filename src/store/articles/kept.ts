/**
 * Where articles are kept that owners sent: as files in a folder, or in a table for several processes.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";

import { openDatabase } from "../database/database.ts";
import type { StoreLog } from "../database/engine.ts";
import { REPEATABLE, type Database } from "../database/queries.ts";
import { codeOf, storeError, StoreError } from "../store-error.ts";

/** A file as somebody sent it, with the name that it is kept under: letters, digits, "-" and one ending. */
export interface ArticleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface KeptArticle {
  readonly name: string;
  /** Changes with the file. */
  readonly stamp: string;
}

/** Throws a StoreError. */
export interface Kept {
  /** By name. */
  list(): Promise<readonly KeptArticle[]>;
  /** Null for one that is not there. */
  read(name: string): Promise<Buffer | null>;
  /** Whole or not at all; it takes the place of another of this name. */
  put(file: ArticleFile, at: number): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The folder is made with the first article; nothing else belongs in it. */
export function keepInFolder(folder: string): Kept {
  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreError) throw error;
      throw storeError(codeOf(error) === "ENOSPC" ? "full" : "unwritable", folder, error);
    }
  }

  async function listNow(): Promise<readonly KeptArticle[]> {
    const names = await readdir(folder).catch(orElse<string[]>([]));
    const shown = names.filter((name) => isName(name)).toSorted();
    const found = await Promise.all(
      shown.map(async (name) => {
        const stats = await stat(join(folder, name)).catch(orElse(null));
        if (stats?.isFile() !== true) return [];
        return [{ name, stamp: `${stats.ino} ${stats.size} ${stats.mtimeMs}` }];
      }),
    );
    return found.flat();
  }

  async function putNow({ name, bytes }: ArticleFile): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `.${name}`);
    const handle = await open(unfinished, "w");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, join(folder, name));
  }

  return {
    list: () => attempt(listNow),
    read: (name) => attempt(() => readFile(pathOf(folder, name)).catch(orElse(null))),
    put: (file) => attempt(() => putNow(file)),
    remove: (name) => attempt(() => rm(pathOf(folder, name), { force: true })),
  };
}

export function keepInTable(database: Database): Kept {
  return {
    async list() {
      const rows = await database.read(sql<{ name: string; at: number }>`
        select name, at from article order by name`);
      return rows.map(({ name, at }) => ({ name, stamp: String(at) }));
    },
    async read(name) {
      const [row] = await database.read(sql<{ bytes: Uint8Array }>`
        select bytes from article where name = ${name}`);
      return row === undefined ? null : Buffer.from(row.bytes);
    },
    async put({ name, bytes }, at) {
      await database.run(
        sql`insert into article (name, bytes, at) values (${name}, ${Buffer.from(bytes)}, ${at})
          on conflict (name) do update set bytes = excluded.bytes, at = excluded.at`,
        REPEATABLE,
      );
    },
    async remove(name) {
      await database.run(sql`delete from article where name = ${name}`, REPEATABLE);
    },
  };
}

/** What a program beside the bot reads of them; it changes nothing. */
export async function readKept<T>(
  { databaseUrl, dataDir }: { readonly databaseUrl: string | null; readonly dataDir: string },
  log: StoreLog,
  read: (kept: Pick<Kept, "list" | "read">) => Promise<T>,
): Promise<T> {
  if (databaseUrl === null) return read(keepInFolder(articleFolderIn(dataDir)));
  const database = await openDatabase({ databaseUrl, dataDir: null }, log);
  try {
    return await read(keepInTable(database));
  } finally {
    await database.close();
  }
}

export function articleFolderIn(dataDir: string): string {
  return join(dataDir, "articles");
}

/** Nothing that could lead out of the folder; names that begin with "." are unfinished. */
function isName(name: string): boolean {
  return /^[^./\\][^/\\]*$/u.test(name);
}

function pathOf(folder: string, name: string): string {
  if (!isName(name)) throw storeError("failed", folder);
  return join(folder, name);
}

/** What is not there is no failure. */
function orElse<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === "ENOENT") return value;
    throw error;
  };
}
