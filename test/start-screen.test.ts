import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { describeEnvFile, describeStore } from "../src/start-screen.ts";
import type { StoreInfo } from "../src/store/store.ts";

const info: StoreInfo = {
  where: "SQLite, data/bot.db",
  jobs: { new: 0, due: 0, done: 5, dead: 0, aside: 0 },
  setAside: { jobs: 0, turns: 0 },
};
const key = { key: Buffer.alloc(32), file: "/srv/bot/.store-key", isNew: true };

test("the start says where things are stored, where the key is, and that it wants a backup", () => {
  expect(describeStore(info, key)).toEqual([
    "Stored in SQLite, data/bot.db",
    "What people write is sealed with /srv/bot/.store-key. Back it up, apart from the data.",
  ]);
});

test("of a key that the operator set nothing is said", () => {
  expect(describeStore(info, { ...key, file: null })).toEqual(["Stored in SQLite, data/bot.db"]);
});

test("what waits from before, and what another key has sealed, is counted", () => {
  const waiting = { ...info.jobs, new: 2, due: 1 };
  expect(
    describeStore(
      { ...info, jobs: waiting, setAside: { jobs: 1, turns: 2 } },
      { ...key, file: null },
    ),
  ).toEqual([
    "Stored in SQLite, data/bot.db, where 3 messages of before wait",
    "3 stored texts were sealed with another STORE_KEY and are set aside, untouched, until that one is back.",
  ]);
});

test.skipIf(process.platform === "win32").each([
  [0o600, 0],
  [0o640, 1],
  [0o604, 1],
])("of an .env with the rights %o there are %i warnings", async (mode, warnings) => {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-env-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, ".env");
  await writeFile(path, "TELEGRAM_BOT_TOKEN=\n");
  await chmod(path, mode);
  const lines = await describeEnvFile(path);
  expect(lines).toHaveLength(warnings);
  for (const line of lines) expect(line).toContain(`chmod 600 ${path}`);
});

test("without an .env there is no warning", async () => {
  expect(await describeEnvFile(join(tmpdir(), "nowhere", ".env"))).toEqual([]);
});
