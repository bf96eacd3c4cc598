import { expect, onTestFinished, test } from "vitest";

import type { Corpus } from "../../src/corpus/passage.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { followSent, isSent, withSent, type SentArticles } from "../../src/corpus/sent.ts";

const FOLDER: Corpus = {
  articles: [parseArticle("2026-05-alt.md", "Der Hafen ist alt.")],
  skipped: [{ path: "leer.md", reason: "is empty" }],
};

/** A place where articles are kept, which may be changed and may fail. */
function makeShelf(first: Readonly<Record<string, string>> = {}) {
  const files = new Map(Object.entries(first));
  const state = { isBroken: false, reads: 0 };
  const source: SentArticles = {
    async list() {
      if (state.isBroken) throw new Error("The database is away");
      return [...files].map(([name, text]) => ({ name, stamp: text }));
    },
    async read(name) {
      state.reads += 1;
      const text = files.get(name);
      return text === undefined ? null : Buffer.from(text);
    },
  };
  return { files, state, source };
}

async function follow(source: SentArticles, everyMs = 60_000) {
  const changes: string[][] = [];
  const errors: unknown[] = [];
  const onChange = (): void => {
    changes.push(sent.files().map(({ path }) => path));
  };
  const onError = (error: unknown): void => void errors.push(error);
  const sent = await followSent(source, onChange, { everyMs, onError });
  onTestFinished(() => sent.close());
  return { sent, changes, errors };
}

test("what was sent stands beside the folder's articles, newest first, and its faults beside theirs", async () => {
  const { source } = makeShelf({
    "0a1b2c3d-2026-11-neu.md": "Der Hafen ist neu.",
    "b.md": "",
  });
  const { sent } = await follow(source);
  const { articles, skipped } = withSent(FOLDER, sent.files());
  expect(articles.map(({ id, title, date }) => [id, title, date])).toEqual([
    ["_sent/0a1b2c3d/2026-11-neu", "Neu", "2026-11"],
    ["2026-05-alt", "Alt", "2026-05"],
  ]);
  expect(articles.map(isSent)).toEqual([true, false]);
  expect(skipped).toEqual([...FOLDER.skipped, { path: "_sent/b.md", reason: "is empty" }]);
});

test("a change is noticed at a look, only what is new is read, and nothing new is told of", async () => {
  const { source, files, state } = makeShelf({ "a.md": "Eins.", "b.md": "Zwei." });
  const { sent, changes } = await follow(source);
  await sent.look();
  expect([changes, state.reads]).toEqual([[], 2]);
  files.set("b.md", "Neu.").set("c.md", "Drei.");
  await sent.look();
  files.delete("a.md");
  await sent.look();
  expect(changes).toEqual([
    ["_sent/a.md", "_sent/b.md", "_sent/c.md"],
    ["_sent/b.md", "_sent/c.md"],
  ]);
  expect(state.reads).toBe(4);
});

test("looks by itself, keeps what it has while that fails, and says so once", async () => {
  const { source, files, state } = makeShelf({ "a.md": "Eins." });
  const { sent, changes, errors } = await follow(source, 5);
  state.isBroken = true;
  await expect.poll(() => errors.length).toBe(1);
  await expect(sent.look()).rejects.toThrow("The database is away");
  expect(sent.files()).toHaveLength(1);
  state.isBroken = false;
  files.set("b.md", "Zwei.");
  await expect.poll(() => changes).toEqual([["_sent/a.md", "_sent/b.md"]]);
  expect(errors).toHaveLength(1);
});

test("what is taken out while it is read is passed over", async () => {
  const { source } = makeShelf({ "a.md": "Eins." });
  const { sent } = await follow({ ...source, read: async () => null });
  expect(sent.files()).toEqual([]);
});

test("the start waits for one of them, and the others are read beside", async () => {
  const { source } = makeShelf({ "a.md": "Eins.", "b.md": "Zwei.", "c.md": "Drei." });
  const gate = Promise.withResolvers<void>();
  async function read(name: string) {
    if (name !== "a.md") await gate.promise;
    return source.read(name);
  }
  const changes: number[] = [];
  const sent = await followSent({ ...source, read }, () => void changes.push(sent.files().length), {
    everyMs: 60_000,
    waitMs: 0,
  });
  onTestFinished(() => sent.close());
  expect([sent.files().length, sent.unread()]).toEqual([1, 2]);
  gate.resolve();
  await sent.look();
  expect([changes, sent.files().length, sent.unread()]).toEqual([[3], 3, 0]);
});

test("where the articles cannot be listed at first, nothing starts", async () => {
  const { source, state } = makeShelf();
  state.isBroken = true;
  await expect(followSent(source, () => {})).rejects.toThrow("The database is away");
});
