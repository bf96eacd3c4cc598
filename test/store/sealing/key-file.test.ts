import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { readStoreKey } from "../../../src/store/sealing/key-file.ts";

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-key-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function placed(folder: string, storeKey: Buffer | null = null) {
  return { storeKey, storeKeyFile: join(folder, ".store-key"), databaseUrl: null };
}

test("a STORE_KEY of the operator's is taken, and no file is made", async () => {
  const folder = await makeFolder();
  const key = randomBytes(32);
  expect(await readStoreKey(placed(folder, key))).toEqual({ key, file: null, isNew: false });
  expect(await readdir(folder)).toEqual([]);
});

test("without one a key is made once, in a file that only its owner can read", async () => {
  const folder = await makeFolder();
  const made = await readStoreKey(placed(folder));
  const file = join(folder, ".store-key");
  expect(made).toMatchObject({ file, isNew: true });
  expect(made.key).toHaveLength(32);
  expect(await readFile(file, "utf8")).toBe(`${made.key.toString("base64")}\n`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual([".store-key"]);
  expect(await readStoreKey(placed(folder))).toEqual({ ...made, isNew: false });
});

test("of several starts in the same instant all get the same key", async () => {
  const folder = await makeFolder();
  const found = await Promise.all(Array.from({ length: 8 }, () => readStoreKey(placed(folder))));
  expect(new Set(found.map(({ key }) => key.toString("hex"))).size).toBe(1);
  expect(found.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(await readdir(folder)).toEqual([".store-key"]);
});

test("a key file that others can read is closed to them", async () => {
  const folder = await makeFolder();
  const { file } = await readStoreKey(placed(folder));
  await chmod(file ?? "", 0o644);
  await readStoreKey(placed(folder));
  expect((await stat(file ?? "")).mode & 0o777).toBe(0o600);
});

test("case 56: a damaged key file stops the start in one line and is left as it is", async () => {
  const folder = await makeFolder();
  const file = join(folder, ".store-key");
  await writeFile(file, "geheim\n");
  const reading = readStoreKey(placed(folder));
  await expect(reading).rejects.toMatchObject({ name: "StoreError", reason: "key" });
  await expect(reading).rejects.toThrow(/^[^\n]*\.store-key: expected 32 bytes in base64[^\n]*$/);
  await expect(reading).rejects.not.toThrow(/geheim/);
  expect(await readFile(file, "utf8")).toBe("geheim\n");
});

test("where the file cannot be written, one line asks for STORE_KEY", async () => {
  const missing = join(await makeFolder(), "missing");
  const reading = readStoreKey(placed(missing));
  await expect(reading).rejects.toMatchObject({ name: "StoreError", reason: "key" });
  await expect(reading).rejects.toThrow(
    /^[^\n]*cannot be written \(ENOENT\)\. Set STORE_KEY to 32 bytes in base64[^\n]*$/,
  );
});

test("with DATABASE_URL no key is made up, for each process would have another", async () => {
  const folder = await makeFolder();
  const reading = readStoreKey({ ...placed(folder), databaseUrl: "postgres://db.example/bot" });
  await expect(reading).rejects.toThrow(/\.store-key: there is no such file/);
  expect(await readdir(folder)).toEqual([]);
});
