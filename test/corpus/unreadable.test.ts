import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";

import { loadCorpus } from "../../src/corpus/load.ts";
import { watchCorpus } from "../../src/corpus/watch.ts";
import { makeFolder } from "./folder.ts";

const NOBODY = 65_534;
const { seteuid, getuid } = process;
const isRoot = getuid?.() === 0;
/** Elsewhere folders cannot be made unreadable. */
const canTest = getuid !== undefined && (!isRoot || seteuid !== undefined);

/** As somebody whom rights hold up, which root is not. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (!isRoot || seteuid === undefined) return work();
  seteuid(NOBODY);
  try {
    return await work();
  } finally {
    seteuid(0);
  }
}

async function makeCorpus() {
  const folder = await makeFolder({ "a.md": "Ein Satz.", "sub/b.md": "Noch ein Satz." });
  await chmod(folder, 0o755);
  const sub = join(folder, "sub");
  return { folder, close: () => chmod(sub, 0o000), open: () => chmod(sub, 0o755) };
}

test.skipIf(!canTest)(
  "fault K: a subfolder that cannot be read is named and skipped like a file, and the others are read",
  async () => {
    const { folder, close, open } = await makeCorpus();
    await close();
    const { articles, skipped } = await asNobody(() => loadCorpus(folder));
    await open();
    expect(articles.map(({ id }) => id)).toEqual(["a"]);
    expect(skipped).toEqual([{ path: "sub", reason: "cannot be read (EACCES)" }]);
  },
);

test.skipIf(!canTest)(
  "a folder of articles that cannot be read at all stops the start with one line",
  async () => {
    const folder = await makeFolder({ "a.md": "Ein Satz." });
    await chmod(folder, 0o000);
    const loading = asNobody(() => loadCorpus(folder));
    await expect(loading).rejects.toMatchObject({
      name: "CorpusError",
      message: expect.stringMatching(/^[^\n]*cannot be read \(EACCES\)[^\n]*$/u) as string,
    });
    await chmod(folder, 0o755);
  },
);

test.skipIf(!canTest)(
  "fault K: a subfolder that can be read no longer is named, and keeps its articles",
  async () => {
    const { folder, close, open } = await makeCorpus();
    const corpus = await loadCorpus(folder);
    await asNobody(async () => {
      let latest = corpus;
      const watch = await watchCorpus(folder, corpus, async (changed) => void (latest = changed), {
        onError: () => {},
      });
      if (isRoot) seteuid?.(0);
      await close();
      if (isRoot) seteuid?.(NOBODY);
      await vi.waitFor(() => expect(latest.skipped).toHaveLength(1), { timeout: 20_000 });
      expect(latest.articles.map(({ id }) => id)).toEqual(["a", "sub/b"]);
      await watch.close();
    });
    await open();
  },
);
