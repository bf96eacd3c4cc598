import { join } from "node:path";

import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { measureKills, type KillFigures } from "../../bench/kills/kill.ts";
import { createLedger } from "../../bench/telegram/ledger.ts";
import type { Message } from "grammy/types";
import { makeDatabase } from "../support/bot-process.ts";
import { makeArticleFolder, type ArticleFolder } from "../support/bridge-article.ts";

/** On each database. */
const KILLS = 5;
const PATIENCE_MS = 120_000;

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

function kill(databaseUrl: string | null): Promise<KillFigures> {
  return measureKills({ kills: KILLS, databaseUrl, corpusDir: join(folder.path, "corpus") });
}

const HOLDS = {
  kills: KILLS,
  lost: 0,
  outOfOrder: 0,
  handledTwice: 0,
  givenUp: 0,
  accidents: [],
};

test(
  "cases 1, 2 and 4: killed five times on SQLite, it loses nothing, handles nothing twice and keeps the order",
  { timeout: PATIENCE_MS },
  async () => {
    const { repeated, exitCodes, ...figures } = await kill(null);
    expect(figures).toMatchObject({ ...HOLDS, processes: 1 });
    expect(repeated).toBeLessThanOrEqual(KILLS);
    expect(exitCodes).toEqual([0]);
  },
);

test.skipIf("reason" in inject("postgres"))(
  "cases 1, 2 and 4: three processes on PostgreSQL, killed five times, lose nothing, handle nothing twice and keep the order",
  { timeout: PATIENCE_MS },
  async () => {
    const postgres = inject("postgres");
    if (!("url" in postgres)) return;
    const own = await makeDatabase(postgres.url);
    const { repeated, exitCodes, ...figures } = await kill(own);
    expect(figures).toMatchObject({ ...HOLDS, processes: 3 });
    expect(repeated).toBeLessThanOrEqual(KILLS);
    expect(exitCodes).toEqual([0, 0, 0]);
  },
);

/** A ledger of one group with three questions, and what the bot answered. */
function ledgerOf(answers: readonly number[], lostWords: readonly number[] = []) {
  const ledger = createLedger(() => 0);
  const chat = { id: -1, type: "supergroup", title: "G" } as const;
  const said = (message_id: number) => ({ chat, message_id, date: 0 }) as Message;
  for (const id of [1, 2, 3]) ledger.asked(said(id));
  for (const id of lostWords) ledger.lostWord(-1, id);
  for (const id of answers) ledger.answered({ chat, reply_to_message: said(id) });
  return ledger.figures();
}

test.each([
  ["a question without an answer is lost", [1, 2], [], { lost: 1 }],
  ["an answer before an earlier one is out of order", [2, 1, 3], [], { outOfOrder: 1, lost: 0 }],
  ["a second answer is a repetition", [1, 2, 2, 3], [], { repeated: 1, outOfOrder: 0 }],
  [
    "but not the bot's own, where the first one's confirmation was lost",
    [1, 2, 2, 3],
    [2],
    { repeated: 0, repeatedForLostWord: 1 },
  ],
])("the ledger tells: %s", (_, answers, lostWords, figures) => {
  expect(ledgerOf(answers, lostWords)).toMatchObject(figures);
});
