import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { parseArticle } from "../src/corpus/parse.ts";
import {
  describeCorpus,
  describeEnvFile,
  describeSent,
  describeStore,
  describeWriting,
} from "../src/start-screen.ts";
import type { StoreInfo } from "../src/store/store.ts";

const info: StoreInfo = {
  where: "SQLite, data/bot.db",
  jobs: { new: 0, due: 0, done: 5, dead: 0, aside: 0 },
  setAside: { jobs: 0, turns: 0 },
};
const key = { key: Buffer.alloc(32), file: "/srv/bot/.store-key", isNew: true };

const PLAIN = parseArticle("a.md", "Ein Satz.");
const FORESEEN = parseArticle(
  "b.md",
  "Noch einer.",
  new Map([["Noch einer.", { answered: ["wie viele"], unanswered: [] }]]),
);
const CORPUS = {
  articles: [PLAIN, FORESEEN],
  skipped: [{ path: "c.md", reason: "is empty" }],
};

test("the start counts articles and passages, and names what was skipped", () => {
  expect(describeCorpus(CORPUS, { corpusDir: "corpus", anthropicApiKey: null })).toEqual([
    "2 articles, 2 passages from corpus",
    "skipped c.md: is empty",
  ]);
});

test("the start names what an article says and cannot be used", () => {
  const article = parseArticle("d.md", "---\ndate: gestern\n---\nEin Satz.");
  const corpus = { articles: [article], skipped: [] };
  expect(describeCorpus(corpus, { corpusDir: "corpus", anthropicApiKey: null })).toEqual([
    "1 article, 1 passage from corpus",
    'left out in d: line 2: date "gestern" holds no day: write YYYY-MM-DD',
  ]);
});

test("the start counts what owners sent by itself, and names what of it cannot be read", () => {
  const article = parseArticle("_sent/0a1b2c3d/e.md", "Ein Satz.");
  const skipped = [{ path: "_sent/f.pdf", reason: "is empty" }];
  expect(describeSent({ articles: [PLAIN, article], skipped })).toEqual([
    "1 article that owners sent",
    "skipped _sent/f.pdf: is empty",
  ]);
  expect(describeSent(CORPUS)).toEqual([]);
});

test("who has a key is told for how many articles nothing is foreseen", () => {
  const config = { corpusDir: "corpus", anthropicApiKey: "key" };
  expect(describeCorpus({ ...CORPUS, skipped: [] }, config)).toEqual([
    "2 articles, 2 passages from corpus",
    "What people may ask is not foreseen for 1 article: npm run foresee has Claude write it, once.",
  ]);
  expect(describeCorpus({ articles: [FORESEEN], skipped: [] }, config)).toHaveLength(1);
});

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

const HAIKU = {
  anthropicModel: "claude-haiku-5-5",
  verifyModel: "claude-haiku-5-5",
  citations: "auto",
  dailyBudgetUsd: 1,
  pricePerMtok: null,
} as const;
const COST = { typical: 0.000_91, judging: 0.000_34, worst: 0.0012, least: 0.0012 };
const DEAR = { ...COST, typical: 0.057, judging: 0.03, worst: 0.19 };
const READS =
  "claude-haiku-5-5 reads every written sentence a second time, for about $0.00034 of that.";
const UNKNOWN =
  "What some-model costs is not known, so it counts at the dearest known price. PRICE_PER_MTOK sets its own; PRICE_PER_MTOK=0,0 makes a model of your own free.";

test("the start says who writes, who reads it again, what both cost, and how many answers the budget buys", () => {
  expect(describeWriting(HAIKU, COST)).toEqual([
    "claude-haiku-5-5 writes the answers, for about $0.00091 each: $1 a day buys some 1,000.",
    READS,
  ]);
  expect(describeWriting(HAIKU, null)).toEqual([]);
});

test("the start says that nothing is read a second time", () => {
  const off = describeWriting({ ...HAIKU, verifyModel: null }, { ...COST, judging: null });
  expect(off[1]).toMatch(/^VERIFY is off: /u);
});

test("a model of unknown price counts at the dearest known one, and the start says so", () => {
  const config = { ...HAIKU, anthropicModel: "some-model", dailyBudgetUsd: 10 };
  expect(describeWriting(config, COST).slice(1)).toEqual([UNKNOWN, READS]);
  const priced = { ...config, pricePerMtok: { input: 1, output: 5 } };
  expect(describeWriting(priced, COST).slice(1)).toEqual([READS]);
});

test("a model of one's own costs nothing", () => {
  const config = { ...HAIKU, pricePerMtok: { input: 0, output: 0 } };
  expect(describeWriting(config, { typical: 0, judging: 0, worst: 0, least: 0 })).toEqual([
    "claude-haiku-5-5 writes the answers, for nothing.",
    "claude-haiku-5-5 reads every written sentence a second time.",
  ]);
});

test("the start says that a server has no citations of its own", () => {
  expect(describeWriting(HAIKU, COST, "native")).toHaveLength(2);
  expect(describeWriting(HAIKU, COST, "marks").at(-1)).toContain("cites by marks");
});

test("fault H: of a model that the budget pays for some questions only, it is not said that it never writes", () => {
  const [line] = describeWriting(HAIKU, { ...DEAR, least: 0.09 });
  expect(line).toContain("claude-haiku-5-5 writes only the cheaper answers");
});

test("a model that the budget can never pay is named, with what would help", () => {
  const config = { ...HAIKU, anthropicModel: "some-model" };
  expect(describeWriting(config, { ...DEAR, least: 0.19 })).toEqual([
    "some-model writes no answers: an answer may cost up to $0.19, and one person may spend a tenth of DAILY_BUDGET_USD, $0.1. Passages answer until you raise the budget or choose a cheaper model.",
    UNKNOWN,
    "claude-haiku-5-5 reads every written sentence a second time, for about $0.03 of that.",
  ]);
  expect(describeWriting({ ...HAIKU, dailyBudgetUsd: 0 }, { ...DEAR, least: 0.19 })).toEqual([
    "DAILY_BUDGET_USD is 0, so claude-haiku-5-5 is never asked: passages answer.",
  ]);
});
