import { join } from "node:path";

import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { measureKills, type KillFigures } from "../../../bench/kills/kill.ts";
import { makeDatabase } from "../../support/bot-process.ts";
import { makeArticleFolder, type ArticleFolder } from "../../support/bridge-article.ts";

/** On each database. A hundred and more: `npm run bench -- --kill 100`. */
const KILLS = 2;
const PATIENCE_MS = 120_000;

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

function kill(
  databaseUrl: string | null,
  processes: number,
  webhook = false,
): Promise<KillFigures> {
  const corpusDir = join(folder.path, "corpus");
  const faults = { seed: Date.now(), outages: 0 };
  return measureKills({ kills: KILLS, databaseUrl, processes, webhook, corpusDir, ...faults });
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
  "cases 1, 2 and 4: killed twice on SQLite, it loses nothing, handles nothing twice and keeps the order",
  { timeout: PATIENCE_MS },
  async () => {
    const { repeated, exitCodes, ...figures } = await kill(null, 1);
    expect(figures).toMatchObject({ ...HOLDS, processes: 1 });
    expect(repeated).toBeLessThanOrEqual(KILLS);
    expect(exitCodes).toEqual([0]);
  },
);

test.skipIf("reason" in inject("postgres"))(
  "cases 1, 2 and 4: two processes on PostgreSQL, killed twice, lose nothing, handle nothing twice and keep the order",
  { timeout: PATIENCE_MS },
  async () => {
    const postgres = inject("postgres");
    if (!("url" in postgres)) return;
    const own = await makeDatabase(postgres.url);
    const { repeated, exitCodes, ...figures } = await kill(own, 2);
    expect(figures).toMatchObject({ ...HOLDS, processes: 2 });
    expect(repeated).toBeLessThanOrEqual(KILLS);
    expect(exitCodes).toEqual([0, 0]);
  },
);
