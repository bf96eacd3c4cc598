/**
 * The whole way for one test: Anna, who asks in private; the bot; the SDK; and the fake Messages API over HTTP.
 */
import type { Message } from "grammy/types";
import { parseArticle } from "../../src/corpus/parse.ts";
import type { Article } from "../../src/corpus/passage.ts";
import { buildLibrary } from "../../src/library.ts";
import { createBreaker } from "../../src/llm/breaker.ts";
import { createClaude } from "../../src/llm/claude.ts";
import { findModel } from "../../src/llm/known-models.ts";
import { BRIDGE } from "./fake-library.ts";
import { startMessagesApi, type MessagesApi } from "./messages-api.ts";
import type { Reply, Script } from "./messages-api/script.ts";
import { ANNA, startBot, type StartedBot } from "./start-bot.ts";
import { createTestStore } from "./test-store.ts";
import { letWrite } from "./writing.ts";
import { CITING } from "./prompts.ts";

export const QUESTION = "was kostet die brücke";
/** The first sentence of what the model writes, and the beginning of the next. */
export const COST = {
  text: "Die Brücke kostet 120 Millionen Euro.",
  cites: ["Die Brücke kostet 120 Millionen Euro."],
};
export const OPEN = " Das Land trägt die";

export const WHOLE = "Die Brücke kostet 120 Millionen Euro. [1]";
export const INCOMPLETE = `${WHOLE}\n(unvollständig)`;
export const PASSAGES = "Gerade ohne Formulierung, nur die Stellen.";

/** A hundred micro-dollars for what is read, and less than ten for what is written. */
const USED = { input_tokens: 1000, output_tokens: 18 };
const PER_REQUEST = 100;

/** So that nobody waits for the SDK's own retry. */
export const AT_ONCE = { "retry-after-ms": "1" };

export function says(...say: NonNullable<Reply["say"]>): Reply {
  return { say, usage: USED };
}

/** A whole answer, `WHOLE` to a person. */
export const WELL = says(COST);

export function searches(...queries: readonly string[]): Reply {
  return {
    calls: queries.map((query) => ({ name: "search_articles", input: { query } })),
    usage: USED,
  };
}

/** Too long to be sent whole, so that the model may search. */
export const LONG = parseArticle(
  "2024-05-ziegel.md",
  Array.from(
    { length: 160 },
    (_, n) =>
      `Im Ofen ${n} brennt der Meister Ziegel, Fliesen und Krüge, wie es an diesem Ort seit langem üblich ist und gern gesehen wird. Besucher sind willkommen.`,
  ).join("\n\n"),
);

interface Options {
  readonly articles?: readonly Article[];
  readonly timeoutMs?: number;
  /** After so long without an event a stream counts as stalled. */
  readonly idleMs?: number;
}

export interface Asking extends StartedBot {
  readonly api: MessagesApi;
  readonly ask: (text?: string) => Promise<Message>;
  /** Of today, in micro-dollars. */
  readonly spent: () => Promise<number>;
}

export async function startAsking(options: Options = {}): Promise<Asking> {
  const { articles = [BRIDGE], timeoutMs = 45_000, idleMs } = options;
  const api = await startMessagesApi();
  const store = createTestStore();
  const claude = createClaude({
    apiKey: "sk-ant-test",
    baseUrl: api.url,
    model: findModel({ model: "claude-haiku-5-5", rate: null }),
    ...CITING,
    after(milliseconds, run) {
      const timer = setTimeout(run, idleMs ?? milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const model = createBreaker({ model: claude, now: Date.now, onFailure() {} });
  const { writing, budget } = await letWrite(model, { usage: store.usage, timeoutMs });
  const library = buildLibrary({ articles, skipped: [] }, writing);
  // Else a deadline may pass while it loads what answers are checked by.
  await Promise.all([claude.warmUp(), library.warmUp()]);
  const bot = startBot({ library, store });
  const { id: chat } = bot.telegram.openPrivateChat(ANNA);
  return {
    ...bot,
    api,
    spent: () => budget.spent(),
    ask(text = QUESTION) {
      bot.telegram.say({ chat, from: ANNA.id, text });
      return bot.telegram.nextMessage(chat);
    },
  };
}

/** The prose above the quotations, or the line that says why there is none. */
export function told({ text = "" }: Message): string {
  return text.endsWith(PASSAGES) ? PASSAGES : (text.split("\n\n")[0] ?? "");
}

/** What Anna is told, how many requests were made, and how many of them the day's budget paid for. */
export type Outcome = readonly [shows: string, requests: number, paid: number];

/** What the API answers, the last script to all that follow; and what comes of it. */
export type Case = readonly [name: string, readonly Script[], Outcome, Options?];

export async function outcomeOf(scripts: Case[1], options?: Options): Promise<Outcome> {
  const { api, ask, spent } = await startAsking(options);
  api.next(...scripts.slice(0, -1));
  api.always(scripts.at(-1) ?? says());
  const shows = told(await ask());
  return [shows, api.requests.length, Math.floor((await spent()) / PER_REQUEST)];
}
