import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NO_QUESTIONS } from "../../src/corpus/foreseen.ts";
import { loadCorpus } from "../../src/corpus/load.ts";
import { makeFolder, put } from "./folder.ts";

async function load(files: Readonly<Record<string, string | Uint8Array>>) {
  const { articles, skipped } = await loadCorpus(await makeFolder(files));
  return { ids: articles.map((article) => article.id), skipped };
}

test("Markdown and plain text are read, in subfolders too", async () => {
  const { ids, skipped } = await load({
    "a.md": "Ein Satz.",
    "B.TXT": "Ein Satz.",
    "sub/deep/c.md": "Ein Satz.",
    "d.odt": "Ein Satz.",
  });
  expect(ids).toEqual(["B", "a", "sub/deep/c"]);
  expect(skipped).toEqual([]);
});

test("a README, and what begins with a dot or an underscore, is no article and not named", async () => {
  const hidden = {
    "README.md": "Ein Satz.",
    "sub/readme.md": "Ein Satz.",
    ".a.md": "Ein Satz.",
    "_b.md": "Ein Satz.",
    ".git/c.md": "Ein Satz.",
  };
  expect(await load({ "a.md": "Ein Satz.", ...hidden })).toEqual({ ids: ["a"], skipped: [] });
});

test("endings and folders of other tools are read, and drafts are named", async () => {
  const files = {
    "a.markdown": "Ein Satz.",
    "_posts/2026-06-14-b.md": "Ein Satz.",
    "_drafts/c.md": "Geheim.",
    "_sites/d.md": "Ein Satz.",
  };
  const { articles, skipped } = await loadCorpus(await makeFolder(files));
  expect(articles.map(({ id, date }) => [id, date])).toEqual([
    ["_posts/2026-06-14-b", "2026-06-14"],
    ["a", null],
  ]);
  expect(skipped).toEqual([{ path: "_drafts", reason: "holds drafts, which are not read" }]);
});

function dated(date: string): string {
  return `---\ndate: ${date}\n---\nEin Satz.`;
}

test("the newest date comes first, the undated last, and equal ones by id", async () => {
  const { ids } = await load({
    "z.md": "Ein Satz.",
    "y.md": "Ein Satz.",
    "old.md": dated("2023-12-31"),
    "year.md": dated("2024"),
    "month.md": dated("2024-06"),
    "day.md": dated("2024-06-18"),
    "also-month.md": dated("2024-06"),
  });
  expect(ids).toEqual(["day", "also-month", "month", "year", "old", "y", "z"]);
});

const UTF_16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Ein Satz.", "utf16le")]);

test.each<[string, string | Uint8Array, string]>([
  ["bad.md", "", "is empty"],
  ["bad.md", " \n\n", "is empty"],
  ["bad.md", "***", "holds no words"],
  ["bad.md", "---\ndraft: true\n---\nEin Satz.", "is a draft (line 2: draft: true)"],
  ["bad.txt", Buffer.from("Müll", "latin1"), "is not UTF-8: save it as UTF-8"],
  ["bad.txt", UTF_16, "is UTF-16: save it as UTF-8"],
  ["bad.txt", Buffer.from("Ein Satz.", "utf16le"), "is UTF-16: save it as UTF-8"],
  ["bad.txt", "x".repeat(5 * 1024 * 1024 + 1), "is larger than 5 MB"],
  [
    "bad.md",
    `${"> ".repeat(20_000)}Ein Satz.`,
    "has more than 100 quotations or lists inside one another",
  ],
  ["bad.md", "**a_".repeat(50_000), "has thousands of * or _ in one paragraph"],
])("%s is named with the reason and the rest loads (%#)", async (path, content, reason) => {
  expect(await load({ "good.md": "Ein Satz.", [path]: content })).toEqual({
    ids: ["good"],
    skipped: [{ path, reason }],
  });
});

test("a byte order mark is no word, and line ends do not matter", async () => {
  const corpus = await loadCorpus(
    await makeFolder({ "a.md": "\ufeff---\r\ntitle: Titel\r\n---\r\nEin\r\nSatz.\r\n" }),
  );
  expect(corpus.articles[0]).toMatchObject({ title: "Titel", passages: [{ text: "Ein Satz." }] });
});

test("of two files with one name the second is named", async () => {
  expect(await load({ "a.md": "Ein Satz.", "a.txt": "Noch einer." })).toEqual({
    ids: ["a"],
    skipped: [{ path: "a.txt", reason: "has the same name as a.md, which is read" }],
  });
});

test("links that lead out of the folder are named and not followed", async () => {
  const outside = await makeFolder({ "secret.md": "Geheim.", "folder/b.md": "Geheim." });
  const folder = await makeFolder({ "a.md": "Ein Satz." });
  await symlink(join(outside, "secret.md"), join(folder, "file.md"));
  await symlink(join(outside, "folder"), join(folder, "folder"));
  await symlink(join(folder, "nothing.md"), join(folder, "gone.md"));
  await symlink(folder, join(folder, "loop"));
  await symlink("a.md", join(folder, "again.md"));
  const { articles, skipped } = await loadCorpus(folder);
  expect(articles.map((article) => article.id)).toEqual(["a"]);
  expect(skipped).toEqual([
    { path: "again.md", reason: "is a link to a.md, which is read already" },
    { path: "file.md", reason: "is a link that leads out of the folder" },
    { path: "folder", reason: "is a link that leads out of the folder" },
    { path: "gone.md", reason: "is a link that leads nowhere" },
    { path: "loop", reason: "is a link to a folder, which is not followed" },
  ]);
});

test("a link to a hidden file inside the folder is read, as Kubernetes mounts files", async () => {
  const folder = await makeFolder({ "..2024/a.md": "Ein Satz." });
  await symlink("..2024", join(folder, "..data"));
  await symlink("..data/a.md", join(folder, "a.md"));
  expect((await loadCorpus(folder)).articles.map((article) => article.id)).toEqual(["a"]);
});

function foreseen(sentence: string, ...questions: readonly string[]): string {
  return `${JSON.stringify({ sentence, questions })}\n`;
}

test("an article's sentences have the questions that a file beside it foresees, answered and unanswered", async () => {
  const { articles, skipped } = await loadCorpus(
    await makeFolder({
      "sub/a.md": "Ein Satz.  Noch\neiner.",
      "sub/a.foreseen.jsonl":
        foreseen("Ein Satz.", "wer") +
        '{"sentence":"Noch einer.","questions":["wie viele sind es"],"unanswered":["was kosten sie"]}',
      "b.md": "Noch einer.",
    }),
  );
  expect(skipped).toEqual([]);
  expect(
    articles.map(({ passages }) =>
      passages.flatMap(({ sentences }) => sentences.map((sentence) => sentence.foreseen)),
    ),
  ).toEqual([
    [NO_QUESTIONS],
    [
      { answered: ["wer"], unanswered: [] },
      { answered: ["wie viele sind es"], unanswered: ["was kosten sie"] },
    ],
  ]);
});

const FORESEEN = foreseen("Ein Satz.", "wer");

test.each<[string, string | Uint8Array]>([
  [
    'line 2 is no {"sentence": "…", "questions": ["…"]}, nor is one other',
    `${FORESEEN}{"sentence": "Ein Satz."}\n\n{"half`,
  ],
  [
    "1 of its 2 sentences is not in the article",
    FORESEEN + foreseen("Ein Satz, der nicht mehr da ist.", "was"),
  ],
  ["is not UTF-8: save it as UTF-8", new Uint8Array([0xc3, 0x28])],
  ["is larger than 5 MB", " ".repeat(5 * 1024 * 1024 + 1)],
])(
  "of a file that foresees what is wrong is named, and the rest counts: %s",
  async (reason, file) => {
    const folder = await makeFolder({ "a.md": "Ein Satz.", "a.foreseen.jsonl": file });
    const { articles, skipped } = await loadCorpus(folder);
    expect(skipped).toEqual([{ path: "a.foreseen.jsonl", reason }]);
    const isRead = typeof file === "string" && file.startsWith(FORESEEN);
    expect(articles[0]?.passages[0]?.sentences[0]?.foreseen.answered).toEqual(
      isRead ? ["wer"] : [],
    );
  },
);

test("a file that foresees for no article is named", async () => {
  expect(await load({ "a.md": "Ein Satz.", "b.foreseen.jsonl": FORESEEN })).toEqual({
    ids: ["a"],
    skipped: [{ path: "b.foreseen.jsonl", reason: "belongs to no article" }],
  });
});

test("the folder itself may be a link, and be hidden", async () => {
  const folder = await makeFolder({ ".corpus/a.md": "Ein Satz." });
  await symlink(".corpus", join(folder, "link"));
  expect((await loadCorpus(join(folder, "link"))).articles).toHaveLength(1);
});

test("without a folder the error says where it looked", async () => {
  const folder = join(await makeFolder({}), "nothing");
  await expect(loadCorpus(folder)).rejects.toMatchObject({ name: "CorpusError" });
  await expect(loadCorpus(folder)).rejects.toThrow(folder);
});

test("a file in the folder's place is named", async () => {
  const folder = await makeFolder({ "a.md": "Ein Satz." });
  await expect(loadCorpus(join(folder, "a.md"))).rejects.toThrow("a.md is no folder");
});

test("without any article the error says where it looked and what it skipped", async () => {
  const folder = await makeFolder({});
  await expect(loadCorpus(folder)).rejects.toThrow(
    `No article in ${folder}: put an article there (.md, .txt, .html, .pdf, .docx)`,
  );
  await put(folder, "a.md", "");
  await put(folder, "b.txt", "***");
  await expect(loadCorpus(folder)).rejects.toThrow(
    `No article in ${folder} that can be read:\n  a.md is empty\n  b.txt holds no words`,
  );
});
