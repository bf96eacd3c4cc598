import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";

import { methodOf } from "./support/bot-api.ts";
import { open } from "./support/databases.ts";
import {
  holdableTelegram,
  makeDatabase,
  makeDataDir,
  PERSON,
  readiness,
  serve,
  startBotProcess,
  STORE_KEY,
} from "./support/bot-process.ts";
import { makeArticleFolder, type ArticleFolder } from "./support/bridge-article.ts";
import { startMessagesApi } from "./support/messages-api.ts";
import type { Started } from "./support/project-process.ts";

const QUESTION = "Was kostet der Neubau der Brücke?";
const ANSWER = "Der Neubau soll nach Angaben der Stadt 3,2 Millionen Euro kosten.";
/** By the model. */
const WRITTEN = "Der Neubau kostet nach Angaben der Stadt 3,2 Millionen Euro.";
const HOUR_MS = 60 * 60 * 1000;
const LIMIT_MS = 120_000;

let folder: ArticleFolder;

beforeAll(async () => {
  folder = await makeArticleFolder();
});
afterAll(() => folder.remove());

function past(): number {
  return Date.now() - 72 * HOUR_MS;
}

/** One who asks, and a Telegram that keeps their answer from going out. */
async function begin(place: Readonly<Record<string, string>>) {
  const held = holdableTelegram();
  const { telegram, letSend } = held;
  const url = await serve(held);
  const chat = telegram.openPrivateChat(PERSON).id;
  const start = (): Started => startBotProcess(folder.path, { TELEGRAM_API_ROOT: url, ...place });
  const ask = (text: string) => telegram.say({ chat, from: PERSON.id, text });
  /** Asks, and settles when the answer was tried to be sent and is held. */
  const askStuck = async (): Promise<void> => {
    const tried = held.holdSends();
    ask(QUESTION);
    await tried;
  };
  const answers = () => telegram.history(chat).filter(({ from }) => from?.id === telegram.me.id);
  return { telegram, letSend, start, ask, askStuck, answers, chat };
}

async function ended(main: Started, signal: NodeJS.Signals): Promise<number | null> {
  main.kill(signal);
  return (await main.ended).code;
}

/** Loaded before the program: at a signal it fails with what a person wrote, as no part of the program should. */
function failing(): string {
  const fail = `new TypeError("Anna: ${QUESTION}\\n${ANSWER}", { cause: new Error("${QUESTION}") })`;
  const program = `
    process.on("SIGUSR2", () => { throw ${fail}; });
    process.on("SIGHUP", () => { void Promise.reject(${fail}); });
  `;
  // In base64, for where an error arose is logged.
  return `--import=data:text/javascript;base64,${Buffer.from(program).toString("base64")}`;
}

/** It ends by itself, with one line that does not hold what was written. */
async function expectFatal(failed: Started): Promise<void> {
  const { code, stdout, stderr } = await failed.ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as object;
  expect(last).toMatchObject({
    level: "fatal",
    error: expect.stringMatching(/^TypeError at /u) as string,
    msg: "The bot cannot go on",
  });
  for (const words of [QUESTION, ANSWER, WRITTEN, "Anna"]) expect(stdout).not.toContain(words);
}

/** How a process ends while an answer is stuck. */
const ENDINGS: readonly ((stuck: Started) => Promise<void>)[] = [
  async function killed(stuck) {
    expect(await ended(stuck, "SIGKILL")).toBe(null);
  },
  async function stopped(stuck) {
    const askedAt = performance.now();
    expect(await ended(stuck, "SIGTERM")).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
  },
  async function threw(stuck) {
    stuck.kill("SIGUSR2");
    await expectFatal(stuck);
  },
  async function rejected(stuck) {
    stuck.kill("SIGHUP");
    await expectFatal(stuck);
  },
];

test(
  "cases 3, 4 and 5: killed, stopped or ended by an error that nobody handles while an answer is stuck, that answer comes within 5 s of the next start, once, and no model is asked again",
  { timeout: LIMIT_MS },
  async () => {
    const api = await startMessagesApi();
    api.always({ say: [{ text: WRITTEN, cites: ["3,2 Millionen Euro kosten"] }] });
    const model = {
      ANTHROPIC_API_KEY: "sk-ant-test",
      ANTHROPIC_BASE_URL: api.url,
      CITATIONS: "native",
      VERIFY: "off",
    };
    const { start, askStuck, letSend, telegram, answers, chat } = await begin({
      ...model,
      DATA_DIR: await makeDataDir(),
      PRICE_PER_MTOK: "0.1,0.5",
      NODE_OPTIONS: failing(),
      LOG_LEVEL: "trace",
    });
    let main = start();
    for (const end of ENDINGS) {
      await askStuck();
      await end(main);
      letSend();
      main = start();
      // From the first line of its start screen, for how long Node takes before is the machine's affair.
      await main.printed(/(article)/u);
      const startedAt = performance.now();
      expect((await telegram.nextMessage(chat)).text).toContain(`${WRITTEN} [1]`);
      expect(performance.now() - startedAt).toBeLessThan(5000);
    }
    const once = ENDINGS.length;
    expect([answers().length, api.requests.length]).toEqual([once, once]);
  },
);

test.skipIf("reason" in inject("postgres"))(
  "case 4: on PostgreSQL what a killed process had begun another answers within 15 s, and it polls as well",
  { timeout: LIMIT_MS },
  async () => {
    const postgres = inject("postgres");
    if (!("url" in postgres)) return;
    const place = { DATABASE_URL: await makeDatabase(postgres.url) };
    const { start, askStuck, letSend, ask, telegram, answers, chat } = await begin(place);
    const killed = start();
    await askStuck();
    const other = start();
    await readiness(other);
    letSend();
    const killedAt = performance.now();
    await ended(killed, "SIGKILL");
    ask("Wer war in Lindau Bürgermeisterin?");
    expect((await telegram.nextMessage(chat)).text).toContain(ANSWER);
    await telegram.nextMessage(chat);
    expect(performance.now() - killedAt).toBeLessThan(15_000);
    expect(answers()).toHaveLength(2);
    expect(await ended(other, "SIGTERM")).toBe(0);
  },
);

test(
  "fault H: a question whose answer was cut off by two deaths is not written a third time: passages answer, and what was begun counts in full",
  { timeout: LIMIT_MS },
  async () => {
    const api = await startMessagesApi();
    api.always({ say: [{ text: WRITTEN, cites: [] }, new Promise(() => {})] });
    const dataDir = await makeDataDir();
    const { start, ask, telegram, chat } = await begin({
      ANTHROPIC_API_KEY: "sk-ant-test",
      ANTHROPIC_BASE_URL: api.url,
      CITATIONS: "native",
      VERIFY: "off",
      PRICE_PER_MTOK: "0.1,0.5",
      DATA_DIR: dataDir,
    });
    ask(QUESTION);
    for (const requests of [1, 2]) {
      const main = start();
      await vi.waitFor(() => expect(api.requests).toHaveLength(requests), { timeout: 30_000 });
      await ended(main, "SIGKILL");
    }
    const main = start();
    expect((await telegram.nextMessage(chat)).text).toContain(ANSWER);
    expect(api.requests).toHaveLength(2);
    await ended(main, "SIGTERM");
    const db = new DatabaseSync(join(dataDir, "bot.db"), { readOnly: true });
    const [left] = db.prepare("select count(*) as rows from reservation").all();
    const money = db.prepare("select used, reserved from usage where scope = 'money/day'").get();
    db.close();
    expect([left?.["rows"], money?.["reserved"]]).toEqual([0, 0]);
    expect(Number(money?.["used"])).toBeGreaterThan(1000);
  },
);

test(
  "fault J: when its database is removed it ends within seconds with one line, and answers at the next start what was asked meanwhile",
  { timeout: LIMIT_MS },
  async () => {
    const dataDir = await makeDataDir();
    const { start, ask, telegram, answers, chat } = await begin({ DATA_DIR: dataDir });
    const main = start();
    await readiness(main);
    await rm(join(dataDir, "bot.db"));
    ask(QUESTION);
    const removedAt = performance.now();
    const { code, stderr } = await main.ended;
    expect(performance.now() - removedAt).toBeLessThan(5000);
    expect([code, answers()]).toEqual([1, []]);
    expect(stderr).toMatch(/^SQLite, [^\n]*bot\.db: it was removed or replaced[^\n]*\n$/u);
    start();
    expect((await telegram.nextMessage(chat)).text).toContain(ANSWER);
  },
);

test(
  "case 49: what became too old while it was off is gone before anything is asked for or answered",
  { timeout: LIMIT_MS },
  async () => {
    const dataDir = await makeDataDir();
    const key = Buffer.from(STORE_KEY, "base64");
    const before = await open({ databaseUrl: null, dataDir }, { key, now: past });
    await before.turns.asked({
      chat: 7,
      topic: null,
      person: 7,
      question: QUESTION,
      answer: "Ja.",
      askedIn: 4,
    });
    const turn = { question: QUESTION, answer: "Ja.", askedIn: 4 };
    await before.turns.answered(7, [5], { turn });
    await before.usage.take({ scope: "question/day", key: "7", windowStart: past() }, 1, 1);
    await before.jobs.add([
      { updateId: 1, lane: "7/", chat: 7, kind: "message", at: past(), body: "{}" },
    ]);
    const [job] = await before.jobs.claim({ leaseMs: 1000, limit: 1 });
    if (job !== undefined) await before.jobs.finish(job);
    await before.close();
    expect(rowsIn(dataDir)).toEqual([1, 1, 1, 1]);

    const { promise: polled, resolve: onPoll } = Promise.withResolvers<readonly number[]>();
    const { telegram } = holdableTelegram();
    const url = await serve({
      fetch(address, init) {
        if (methodOf(address) === "getUpdates") onPoll(rowsIn(dataDir));
        return telegram.fetch(address, init);
      },
    });
    const main = startBotProcess(folder.path, { TELEGRAM_API_ROOT: url, DATA_DIR: dataDir });
    expect(await polled).toEqual([0, 0, 0, 0]);
    expect(await ended(main, "SIGTERM")).toBe(0);
  },
);

/** Of everything that is kept for a time only. */
function rowsIn(dataDir: string): number[] {
  const db = new DatabaseSync(join(dataDir, "bot.db"), { readOnly: true });
  try {
    return ["job", "turn", "answer", "usage"].map((table) =>
      Number(db.prepare(`select count(*) as rows from "${table}"`).get()?.["rows"]),
    );
  } finally {
    db.close();
  }
}
