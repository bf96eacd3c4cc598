import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadCorpus } from "../../src/corpus/load.ts";
import type { LoadedCorpus } from "../../src/corpus/load.ts";
import { watchCorpus } from "../../src/corpus/watch.ts";
import { makeFolder, put } from "./folder.ts";

/** Long enough to write twice within it, short enough to wait for. */
const SETTLE_MS = 60;

/** Watches a folder; `next` resolves with the next corpus that was made. */
async function startWatch(files: Readonly<Record<string, string>>) {
  const folder = await makeFolder(files);
  const made: LoadedCorpus[] = [];
  let wake: (() => void) | null = null;
  const first = await loadCorpus(folder);
  const watch = await watchCorpus(
    folder,
    first,
    (corpus) => {
      made.push(corpus);
      wake?.();
    },
    { settleMs: SETTLE_MS },
  );
  onTestFinished(() => watch.close());
  async function next(): Promise<LoadedCorpus> {
    while (made.length === 0) await new Promise<void>((done) => (wake = done));
    return made.shift() as LoadedCorpus;
  }
  return { folder, first, next, made };
}

function words({ articles }: LoadedCorpus): Record<string, string> {
  return Object.fromEntries(
    articles.map((article) => [
      article.id,
      article.passages.map((passage) => passage.text).join(" "),
    ]),
  );
}

test("a file that is added is picked up, in a new subfolder too", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins." });
  await put(folder, "b.md", "Zwei.");
  expect(words(await next())).toEqual({ a: "Eins.", b: "Zwei." });
  await put(folder, "sub/c.md", "Drei.");
  expect(words(await next())).toEqual({ a: "Eins.", b: "Zwei.", "sub/c": "Drei." });
});

test("a file that is changed is read again, and no other", async () => {
  const { folder, first, next } = await startWatch({ "a.md": "Eins.", "b.md": "Zwei." });
  await put(folder, "b.md", "Neu.");
  const corpus = await next();
  expect(words(corpus)).toEqual({ a: "Eins.", b: "Neu." });
  expect(corpus.articles[0]).toBe(first.articles[0]);
});

test("a file that is replaced or renamed counts as changed", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins.", ".draft": "Neu." });
  await rename(join(folder, ".draft"), join(folder, "a.md"));
  expect(words(await next())).toEqual({ a: "Neu." });
  await rename(join(folder, "a.md"), join(folder, "b.md"));
  expect(words(await next())).toEqual({ b: "Neu." });
});

test("a file that is removed goes", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins.", "b.md": "Zwei." });
  await rm(join(folder, "b.md"));
  expect(words(await next())).toEqual({ a: "Eins." });
});

test.each([
  ["", "is empty"],
  ["---\ntitle: a\n---\n", "holds no words"],
])(
  "a file that becomes unreadable keeps its last version, and is named: %j",
  async (content, reason) => {
    const { folder, next } = await startWatch({ "a.md": "Eins." });
    await put(folder, "a.md", content);
    const corpus = await next();
    expect(words(corpus)).toEqual({ a: "Eins." });
    expect(corpus.skipped).toEqual([
      { path: "a.md", reason: `${reason}; keeps the version from before` },
    ]);
    await put(folder, "a.md", "Wieder gut.");
    expect(await next()).toMatchObject({
      skipped: [],
      articles: [{ passages: [{ text: "Wieder gut." }] }],
    });
  },
);

test("a file that becomes a draft goes, and is named", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins.", "b.md": "Zwei." });
  await put(folder, "b.md", "---\ndraft: true\n---\nZwei.");
  const corpus = await next();
  expect(words(corpus)).toEqual({ a: "Eins." });
  expect(corpus.skipped).toEqual([{ path: "b.md", reason: "is a draft (line 2: draft: true)" }]);
});

function foreseen({ articles }: LoadedCorpus): readonly string[] | undefined {
  return articles[0]?.passages[0]?.sentences[0]?.foreseen.answered;
}

test("what is foreseen is picked up when it is written, changed or removed", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins." });
  await put(folder, "a.foreseen.jsonl", '{"sentence":"Eins.","questions":["wie viel"]}');
  expect(foreseen(await next())).toEqual(["wie viel"]);
  await put(folder, "a.foreseen.jsonl", '{"sentence":"Eins.","questions":["welche zahl"]}');
  expect(foreseen(await next())).toEqual(["welche zahl"]);
  await rm(join(folder, "a.foreseen.jsonl"));
  expect(foreseen(await next())).toEqual([]);
});

test("a broken file that is removed goes, too", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins.", "b.md": "Zwei." });
  await put(folder, "b.md", "");
  await next();
  await rm(join(folder, "b.md"));
  expect(await next()).toMatchObject({ skipped: [], articles: [{ id: "a" }] });
});

test("a new file that is broken is named", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins." });
  await put(folder, "b.md", "***");
  expect((await next()).skipped).toEqual([{ path: "b.md", reason: "holds no words" }]);
});

test("a file that is still being written is not read", async () => {
  const { folder, next, made } = await startWatch({ "a.md": "Eins." });
  let text = "";
  const until = performance.now() + 5 * SETTLE_MS;
  while (performance.now() < until) {
    text += "Noch ein Satz. ";
    await put(folder, "a.md", text);
  }
  expect(made).toEqual([]);
  expect(words(await next())).toEqual({ a: text.trim() });
});

test("when the last article goes the last corpus stays, until there is another", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins." });
  await rm(join(folder, "a.md"));
  await put(folder, "README.md", "Kein Artikel.");
  await put(folder, "b.md", "Zwei.");
  // Whether the two changes are seen together or not, no corpus in between is empty.
  let corpus = await next();
  while ("a" in words(corpus)) corpus = await next();
  expect(words(corpus)).toEqual({ b: "Zwei." });
});

test("what changed between loading and watching is picked up", async () => {
  const folder = await makeFolder({ "a.md": "Eins." });
  const loaded = await loadCorpus(folder);
  await put(folder, "a.md", "Geändert.");
  const changed = await new Promise<LoadedCorpus>((done, fail) => {
    const watching = watchCorpus(folder, loaded, done, { settleMs: SETTLE_MS, onError: fail });
    onTestFinished(async () => (await watching).close());
  });
  expect(words(changed)).toEqual({ a: "Geändert." });
});

test("a folder that goes and comes back is read again", async () => {
  const { folder, next } = await startWatch({ "a.md": "Eins." });
  await rm(folder, { recursive: true });
  await put(folder, "b.md", "Zwei.");
  let corpus = await next();
  while ("a" in words(corpus)) corpus = await next();
  expect(words(corpus)).toEqual({ b: "Zwei." });
  await put(folder, "c.md", "Drei.");
  expect(words(await next())).toEqual({ b: "Zwei.", c: "Drei." });
});
