/**
 * Sixty questions in private and sixty in groups while Telegram fails for some seconds: what is lost, what is said twice?
 */
import { randomBytes } from "node:crypto";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { startBotProcess, TOKEN } from "../bot/process.ts";
import { serveBadTelegram, type Outage } from "../telegram/bad-day.ts";

interface Failure {
  readonly outage: Outage;
  readonly seconds: number;
  /** Of Telegram's; every one when left out. */
  readonly method?: string;
}

const FAILURES: readonly Failure[] = [
  { outage: "bad-gateway", seconds: 2, method: "sendMessage" },
  { outage: "server-error", seconds: 5, method: "sendMessage" },
  { outage: "bad-gateway", seconds: 10, method: "sendMessage" },
  { outage: "reset", seconds: 10, method: "sendMessage" },
  { outage: "reset", seconds: 10 },
  { outage: "reset-after", seconds: 10 },
  { outage: "refused", seconds: 8 },
];

export interface OutageFigures extends Failure {
  readonly database: "SQLite" | "PostgreSQL";
  readonly inPrivate: Answered;
  readonly inGroups: Answered;
  /** From the end of the outage to the last answer. */
  readonly caughtUpMs: number;
}

interface Answered {
  readonly questions: number;
  /** Never answered. */
  readonly lost: number;
  /** Answers beyond the first of a question. */
  readonly repeated: number;
}

interface Place {
  readonly corpusDir: string;
  /** Null: SQLite. */
  readonly databaseUrl: string | null;
}

const QUESTIONS = 60;
/** Each asks three times; whoever asks in private asks once, for nothing tells which of two questions is answered. */
const GROUPS = 20;
const QUESTION_EVERY_MS = 150;
const BEFORE_MS = 1000;
/** From the end of the outage, and of the questions. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 50;
const ASKED = "Wann wurde das gesagt?";

/** One after the other, each on an empty store: `makeDatabase` makes one. */
export async function measureOutages(
  corpusDir: string,
  makeDatabase: (() => Promise<string>) | null,
): Promise<readonly OutageFigures[]> {
  const figures: OutageFigures[] = [];
  for (const failure of FAILURES) {
    figures.push(await measureOutage(failure, { corpusDir, databaseUrl: null }));
    if (makeDatabase !== null)
      figures.push(await measureOutage(failure, { corpusDir, databaseUrl: await makeDatabase() }));
  }
  return figures;
}

async function measureOutage(
  failure: Failure,
  { corpusDir, databaseUrl }: Place,
): Promise<OutageFigures> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fundstelle-outage-"));
  const telegram = createLocalTelegram({ now: Date.now });
  const served = await serveBadTelegram(telegram, { share: 0, random: () => 1, onLostWord() {} });
  const bot = await startBotProcess({
    folder: folder.path,
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: served.url,
      CORPUS_DIR: resolve(corpusDir),
      STORE_KEY: randomBytes(32).toString("base64"),
      QUESTIONS_PER_MINUTE: "9999",
      LOG_LEVEL: "warn",
      ...(databaseUrl === null
        ? { DATA_DIR: join(folder.path, "data") }
        : { DATABASE_URL: databaseUrl }),
    },
  });
  try {
    await bot.ready();
    const answers = countAnswers(telegram);
    const asking = askAll(telegram);
    await wait(BEFORE_MS);
    await served.fail(failure.outage, wait(failure.seconds * 1000), failure.method);
    const overAt = Date.now();
    const questions = await asking;
    const latest = Date.now() + PATIENCE_MS;
    while (Date.now() < latest && questions.some((name) => !answers.has(name))) await wait(LOOK_MS);
    const caughtUpMs = Date.now() - overAt;
    // What is said a second time comes late.
    await wait(BEFORE_MS);
    const figuresOf = (names: readonly string[]): Answered => ({
      questions: names.length,
      lost: names.filter((name) => !answers.has(name)).length,
      repeated: names.reduce((sum, name) => sum + Math.max(0, (answers.get(name) ?? 0) - 1), 0),
    });
    return {
      ...failure,
      database: databaseUrl === null ? "SQLite" : "PostgreSQL",
      inPrivate: figuresOf(questions.filter((name) => !name.startsWith("-"))),
      inGroups: figuresOf(questions.filter((name) => name.startsWith("-"))),
      caughtUpMs,
    };
  } finally {
    await bot.stop("SIGTERM");
    await served.close();
  }
}

/** By the name of the question. */
function countAnswers(telegram: LocalTelegram): ReadonlyMap<string, number> {
  const answers = new Map<string, number>();
  telegram.onChange((change) => {
    if (change.kind !== "message" || change.message.from?.id !== telegram.me.id) return;
    const { chat, reply_to_message: replied } = change.message;
    const name = nameOf(chat.id, replied?.message_id ?? 0);
    answers.set(name, (answers.get(name) ?? 0) + 1);
  });
  return answers;
}

/** One in private and one in a group at a time. Resolves with the names of all questions. */
async function askAll(telegram: LocalTelegram): Promise<readonly string[]> {
  const names: string[] = [];
  const groups = Array.from({ length: GROUPS }, (_, index) => {
    const person = { id: 1000 + index, is_bot: false, first_name: "Anna" };
    return { from: person.id, chat: telegram.openGroup({ title: "G", members: [person] }).id };
  });
  for (let turn = 0; turn < QUESTIONS; turn += 1) {
    const person = { id: 1 + turn, is_bot: false, first_name: "Ben" };
    const alone = { from: person.id, chat: telegram.openPrivateChat(person).id };
    telegram.say({ ...alone, text: ASKED });
    names.push(nameOf(alone.chat, 0));
    const group = groups[turn % GROUPS] ?? alone;
    names.push(nameOf(group.chat, telegram.say({ ...group, text: `/ask ${ASKED}` }).message_id));
    await wait(QUESTION_EVERY_MS);
  }
  return names;
}

/** In private an answer replies to nothing. */
function nameOf(chat: number, message: number): string {
  return `${chat}/${message}`;
}

export function outagesForPeople(figures: readonly OutageFigures[]): string {
  const told = figures.map(({ database, outage, seconds, method = "every call", ...one }) => {
    const { inPrivate, inGroups } = one;
    const lost = `lost ${inPrivate.lost} of ${inPrivate.questions} in private, ${inGroups.lost} of ${inGroups.questions} in groups`;
    const again = `said again ${inPrivate.repeated} and ${inGroups.repeated}`;
    const late = `the last ${(one.caughtUpMs / 1000).toFixed(1)} s after it`;
    return `${database}, ${outage} for ${seconds} s (${method}): ${lost}; ${again}; ${late}`;
  });
  return told.join("\n");
}
