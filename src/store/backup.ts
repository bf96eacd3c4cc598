/**
 * A copy of the store on SQLite, made while the bot runs: the database by SQLite's own online backup, and the articles
 * that owners sent. The key is not in it, and without it nothing that people wrote can be read.
 */
import { access, chmod, copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";

import { articleFolderIn, keepInFolder } from "./articles/kept.ts";
import { FILE } from "./database/sqlite.ts";
import { codeOf, StoreError } from "./store-error.ts";

export interface Backup {
  /** The folder beside `file` with the articles; null where there are none. */
  readonly articles: string | null;
}

/** Whole or not at all. Throws a StoreError where there is nothing to copy, or `file` is there already. */
export async function backUp(dataDir: string, file: string): Promise<Backup> {
  const path = join(dataDir, FILE);
  const beside = `${file}.articles`;
  if (!(await isThere(path))) throw new StoreError("failed", `${path}: there is no such file`);
  for (const place of [file, beside])
    if (await isThere(place))
      throw new StoreError("unwritable", `${place}: it is there already, and stays as it is`);
  const unfinished = `${file}.unfinished`;
  try {
    await copyDatabase(path, unfinished);
    const articles = await copyArticles(articleFolderIn(dataDir), beside);
    await rename(unfinished, file);
    return { articles };
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof StoreError || codeOf(error) === null) throw error;
    throw new StoreError("unwritable", `${file}: it cannot be written (${codeOf(error)})`, {
      cause: error,
    });
  }
}

async function copyDatabase(path: string, to: string): Promise<void> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    await backup(db, to);
    await chmod(to, 0o600);
  } finally {
    db.close();
  }
}

async function copyArticles(folder: string, to: string): Promise<string | null> {
  const names = (await keepInFolder(folder).list()).map(({ name }) => name);
  if (names.length === 0) return null;
  await mkdir(to, { mode: 0o700 });
  for (const name of names) await copyFile(join(folder, name), join(to, name));
  return to;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
