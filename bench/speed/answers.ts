/**
 * How long a question and an inline query take from update to answer, beside a bare grammY bot that echoes.
 *
 * Both bots run in this process, each on a local Telegram of its own, and take turns.
 */
import { setTimeout as wait } from "node:timers/promises";

import { Bot } from "grammy";
import type { User } from "grammy/types";

import type { Library } from "../../src/library.ts";
import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { runBotInProcess } from "../bot/in-process.ts";
import { TOKEN } from "../bot/process.ts";
import { timesOf, type Times } from "./times.ts";

export interface AnswerFigures {
  readonly questions: Times & { readonly asked: number; readonly first: number };
  readonly inline: Times & { readonly asked: number };
  readonly grammy: { readonly questions: Times; readonly inline: Times };
}

export interface Asked {
  readonly questions: readonly string[];
  readonly queries: readonly string[];
  /** How often each question is asked. */
  readonly rounds: number;
}

/** They take turns, so that nobody comes to a limit. */
const PEOPLE = Array.from({ length: 20 }, (_, index): User => ({
  id: index + 1,
  is_bot: false,
  first_name: "Anna",
  language_code: "de",
}));

/** Whatever the answer before left to do is done by then. */
const PAUSE_MS = 3;

interface Running {
  readonly telegram: LocalTelegram;
  /** Calls once, when the bot's next message reaches Telegram. */
  readonly nextArrival: () => Promise<number>;
}

type Task = (bot: Running, text: string, person: number) => Promise<number>;

export async function measureAnswers(library: Library, asked: Asked): Promise<AnswerFigures> {
  const bots = [openTelegram(), openTelegram()] as const;
  const own = await runBotInProcess(bots[0].telegram, () => library);
  const bare = runBare(bots[1].telegram);
  try {
    const { questions, queries, rounds } = asked;
    const texts = Array.from({ length: rounds }, () => questions).flat();
    const [answers, echoes] = await takeTurns(bots, texts, timeQuestion);
    const [quotes, inlineEchoes] = await takeTurns(bots, queries, timeInline);
    return {
      questions: { ...timesOf(answers), asked: answers.length, first: answers[0] ?? 0 },
      inline: { ...timesOf(quotes), asked: quotes.length },
      grammy: { questions: timesOf(echoes), inline: timesOf(inlineEchoes) },
    };
  } finally {
    await own.stop();
    await bare.stop();
  }
}

function runBare(telegram: LocalTelegram): { stop(): Promise<void> } {
  const bot = new Bot(TOKEN, { client: { fetch: telegram.fetch }, botInfo: telegram.me });
  bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
  bot.on("inline_query", (ctx) =>
    ctx.answerInlineQuery([
      {
        type: "article",
        id: "1",
        title: "echo",
        input_message_content: { message_text: ctx.inlineQuery.query },
      },
    ]),
  );
  const running = bot.start();
  return {
    async stop() {
      await bot.stop();
      await running;
    },
  };
}

function openTelegram(): Running {
  let arrive: ((at: number) => void) | null = null;
  const telegram = createLocalTelegram({
    now: Date.now,
    inspect: (method) => {
      if (method === "sendMessage") arrive?.(performance.now());
    },
  });
  for (const person of PEOPLE) telegram.openPrivateChat(person);
  return {
    telegram,
    nextArrival: () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  };
}

async function timeQuestion(
  { telegram, nextArrival }: Running,
  text: string,
  person: number,
): Promise<number> {
  const arrival = nextArrival();
  const start = performance.now();
  telegram.say({ chat: person, from: person, text });
  return (await arrival) - start;
}

async function timeInline({ telegram }: Running, query: string, person: number): Promise<number> {
  const start = performance.now();
  await telegram.ask(query, { from: person });
  return performance.now() - start;
}

/** One list of times for each bot. */
async function takeTurns(
  [own, bare]: readonly [Running, Running],
  texts: readonly string[],
  task: Task,
): Promise<[own: number[], bare: number[]]> {
  const times: [number[], number[]] = [[], []];
  for (const [turn, text] of texts.entries()) {
    const person = PEOPLE[turn % PEOPLE.length]?.id ?? 1;
    times[0].push(await task(own, text, person));
    await wait(PAUSE_MS);
    times[1].push(await task(bare, text, person));
    await wait(PAUSE_MS);
  }
  return times;
}
