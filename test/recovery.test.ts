import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { afterAll, beforeAll, expect, inject, test } from "vitest";

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
const HOUR_MS = 60 * 60 * 1000;
const LIMIT_MS = 40_000;

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
  const { telegram } = held;
  const url = await serve(held);
  const chat = telegram.openPrivateChat(PERSON).id;
  const start = (env: Readonly<Record<string, string>> = {}): Started =>
    startBotProcess(folder.path, { TELEGRAM_API_ROOT: url, ...place, ...env });
  const ask = (text: string) => telegram.say({ chat, from: PERSON.id, text });
  /** One that was asked, and whose answer was tried to be sent and is held. */
  const startStuck = async (env: Readonly<Record<string, string>> = {}): Promise<Started> => {
    const tried = held.holdSends();
    const stuck = start(env);
    ask(QUESTION);
    await tried;
    return stuck;
  };
  const answers = () => telegram.history(chat).filter(({ from }) => from?.id === telegram.me.id);
  const { letSend } = held;
  return { telegram, letSend, start, startStuck, ask, answers, chat };
}

async function onSqlite() {
  return begin({ DATA_DIR: await makeDataDir() });
}

async function ended(main: Started, signal: NodeJS.Signals): Promise<number | null> {
  main.kill(signal);
  return (await main.ended).code;
}

test(
  "case 4: on SQLite what a killed process had begun is answered within 5 s of the next start, once",
  { timeout: LIMIT_MS },
  async () => {
    const { start, startStuck, letSend, telegram, answers, chat } = await onSqlite();
    const killed = await startStuck();
    await ended(killed, "SIGKILL");
    letSend();
    // From the first line of its start screen, for how long Node takes before is the machine's affair.
    await start().printed(/(article)/u);
    const startedAt = performance.now();
    expect((await telegram.nextMessage(chat)).text).toContain(ANSWER);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(answers()).toHaveLength(1);
  },
);

test(
  "case 3: what a model wrote before the process was killed is sent after the next start, and no model is asked again",
  { timeout: LIMIT_MS },
  async () => {
    const api = await startMessagesApi();
    const said = "Der Neubau kostet nach Angaben der Stadt 3,2 Millionen Euro.";
    api.next({ say: [{ text: said, cites: ["3,2 Millionen Euro kosten"] }] });
    const model = { ANTHROPIC_API_KEY: "sk-ant-test", ANTHROPIC_BASE_URL: api.url };
    const place = { DATA_DIR: await makeDataDir(), PRICE_PER_MTOK: "0.1,0.5", ...model };
    const { start, startStuck, letSend, telegram, answers, chat } = await begin(place);
    const killed = await startStuck();
    await ended(killed, "SIGKILL");
    letSend();
    start();
    expect((await telegram.nextMessage(chat)).text).toContain(`${said} [1]`);
    expect([answers().length, api.requests.length]).toEqual([1, 1]);
  },
);

test.skipIf("reason" in inject("postgres"))(
  "case 4: on PostgreSQL what a killed process had begun another answers within 15 s, and it polls as well",
  { timeout: LIMIT_MS },
  async () => {
    const postgres = inject("postgres");
    if (!("url" in postgres)) return;
    const place = { DATABASE_URL: await makeDatabase(postgres.url) };
    const { start, startStuck, letSend, ask, telegram, answers, chat } = await begin(place);
    const killed = await startStuck();
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
  "case 5: one SIGTERM while an answer is stuck ends it within 10 s with exit code 0, and the answer comes after the restart",
  { timeout: LIMIT_MS },
  async () => {
    const { start, startStuck, letSend, telegram, answers, chat } = await onSqlite();
    const stuck = await startStuck();
    const askedAt = performance.now();
    expect(await ended(stuck, "SIGTERM")).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    letSend();
    start();
    expect((await telegram.nextMessage(chat)).text).toContain(ANSWER);
    expect(answers()).toHaveLength(1);
  },
);

/** Loaded before the program: at a signal it fails with what a person wrote, as no part of the program should. */
function failing(how: "throw" | "reject"): Readonly<Record<string, string>> {
  const fail = `new TypeError("Anna: ${QUESTION}\\n${ANSWER}", { cause: new Error("${QUESTION}") })`;
  const program = {
    throw: `process.on("SIGUSR2", () => { throw ${fail}; })`,
    reject: `process.on("SIGUSR2", () => { void Promise.reject(${fail}); })`,
  }[how];
  // In base64, for where an error arose is logged.
  const encoded = Buffer.from(program).toString("base64");
  return { NODE_OPTIONS: `--import=data:text/javascript;base64,${encoded}` };
}

test.each(["throw", "reject"] as const)(
  "after an error that nobody handles (%s) it ends with code 1 and one line without what was written, and the work is taken up",
  { timeout: LIMIT_MS },
  async (how) => {
    const { start, startStuck, letSend, telegram, answers, chat } = await onSqlite();
    const failed = await startStuck({ ...failing(how), LOG_LEVEL: "trace" });
    failed.kill("SIGUSR2");
    const { code, stdout, stderr } = await failed.ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as object;
    expect(last).toMatchObject({
      level: "fatal",
      error: expect.stringMatching(/^TypeError at /u) as string,
      msg: "The bot cannot go on",
    });
    for (const words of [QUESTION, ANSWER, "Anna"]) expect(stdout).not.toContain(words);
    letSend();
    start();
    expect((await telegram.nextMessage(chat)).text).toContain(ANSWER);
    expect(answers()).toHaveLength(1);
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
