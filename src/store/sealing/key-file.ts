/**
 * STORE_KEY: the operator's, or made once and kept in a file beside the program, away from the data.
 */
import { randomBytes } from "node:crypto";
import { chmod, link, open, readFile, rm } from "node:fs/promises";
import { resolve } from "node:path";

import { KEY_BYTES } from "./seal.ts";
import { codeOf, StoreError } from "../store-error.ts";

export interface StoreKey {
  readonly key: Buffer;
  /** The file's path; null when the operator has set STORE_KEY. It wants a backup, for without it no stored text can be read. */
  readonly file: string | null;
  readonly isNew: boolean;
}

const HOW = "Set STORE_KEY to 32 bytes in base64, as `openssl rand -base64 32` prints them.";

interface Configured {
  /** What STORE_KEY holds; null: the file counts. */
  readonly storeKey: Buffer | null;
  readonly storeKeyFile: string;
  /** Other processes than those on this machine's disk may need the same key: then none is made up. */
  readonly databaseUrl: string | null;
}

/** The file is made where there is none. Throws a StoreError. */
export async function readStoreKey({
  storeKey,
  storeKeyFile,
  databaseUrl,
}: Configured): Promise<StoreKey> {
  if (storeKey !== null) return { key: storeKey, file: null, isNew: false };
  const file = resolve(storeKeyFile);
  const kept = await readKeyFile(file);
  if (kept !== null) return { key: kept, file, isNew: false };
  if (databaseUrl !== null)
    throw new StoreError(
      "key",
      `${file}: there is no such file. Every process needs the same key in it, as \`openssl rand -base64 32\` prints one.`,
    );
  const made = randomBytes(KEY_BYTES);
  const isNew = await keep(made, file);
  const key = isNew ? made : await readKeyFile(file);
  if (key === null) throw new StoreError("key", `${file}: it was just there and is gone. ${HOW}`);
  return { key, file, isNew };
}

/** Throws a StoreError where it is there and is no key. */
export async function isKeyThere(storeKeyFile: string): Promise<boolean> {
  return (await readKeyFile(resolve(storeKeyFile))) !== null;
}

/** Null when it is not 32 bytes in base64. */
export function parseStoreKey(text: string): Buffer | null {
  const key = Buffer.from(text, "base64");
  const isWhole = key.length === KEY_BYTES && key.toString("base64") === text;
  return isWhole ? key : null;
}

async function readKeyFile(file: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw new StoreError("key", `${file}: it cannot be read (${codeOf(error)}). ${HOW}`, {
      cause: error,
    });
  }
  const key = parseStoreKey(text.trim());
  if (key === null) {
    throw new StoreError(
      "key",
      `${file}: expected 32 bytes in base64. Put its backup in its place; or remove it, and what is stored stays sealed.`,
    );
  }
  // A copy from a backup may have come with the rights of any file.
  await chmod(file, 0o600).catch(() => undefined);
  return key;
}

/** False when another process was quicker. The file is never there without its key, wherever this process is killed. */
async function keep(key: Buffer, file: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    await write(draft, key);
    await link(draft, file).catch((error: unknown) => {
      // Some file systems know no links.
      if (codeOf(error) === "EEXIST") throw error;
      return write(file, key);
    });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw new StoreError("key", `${file}: it cannot be written (${codeOf(error)}). ${HOW}`, {
      cause: error,
    });
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function write(path: string, key: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(`${key.toString("base64")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
