/**
 * A bot in a process of its own, and many people who ask it at the same moment, at a Telegram in this process.
 */
import { setTimeout as wait } from "node:timers/promises";

import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { startBotProcess, TOKEN, type BotProcess, type Launch } from "../bot/process.ts";
import { answerCall, serveTelegram } from "../telegram/serve.ts";

export interface AskedBot {
  readonly bot: BotProcess;
  /** All of them wait at once, in order, one chat after the other. Resolves with the milliseconds until the last is answered; rejects unless each is, once. */
  ask(texts: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}

/** When nothing is answered for so long, it never will be: longer than the bot waits for a hung poll or send. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;
/** Whoever was answered is answered again after a second at the earliest. */
const PACE_MS = 1000;
const LAST_WORDS = 1000;

/** `chats` private chats; polling when it resolves. */
export async function startAskedBot(launch: Launch, chats: number): Promise<AskedBot> {
  const polled = Promise.withResolvers<void>();
  const telegram = createLocalTelegram({ now: Date.now });
  const served = await serveTelegram(telegram, async (call, carryOut, response) => {
    if (call.method === "getUpdates") polled.resolve();
    await answerCall(call, carryOut, response);
  });
  const env = { ...launch.env, TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: served.url };
  const bot = await startBotProcess({ ...launch, env });
  const crowd = createCrowd(telegram, chats);
  async function orEnded<T>(work: Promise<T>): Promise<T> {
    const early = bot.ended.then(() => Promise.reject(new Error("The bot ended by itself")));
    // When it is stopped, nobody waits for this.
    early.catch(() => {});
    try {
      return await Promise.race([work, early]);
    } catch (cause) {
      const { stdout, stderr } = await bot.printed();
      const lastWords = `${stdout}${stderr}`.slice(-LAST_WORDS);
      throw new Error(`${String(cause)}; it said last: ${lastWords}`, { cause });
    }
  }
  await orEnded(polled.promise);
  return {
    bot,
    ask: (texts) => orEnded(crowd.ask(texts)),
    async stop() {
      await bot.stop("SIGTERM");
      await served.close();
    },
  };
}

interface Person {
  readonly id: number;
  asked: number;
  answered: number;
  /** Of the last answer, by `performance.now`. */
  answeredAt: number;
}

function createCrowd(telegram: LocalTelegram, size: number): Pick<AskedBot, "ask"> {
  const people = new Map<number, Person>();
  for (let id = 1; id <= size; id += 1) {
    people.set(id, { id, asked: 0, answered: 0, answeredAt: -PACE_MS });
    telegram.openPrivateChat({ id, is_bot: false, first_name: "Anna", language_code: "de" });
  }
  const answers = { open: 0, lastAt: 0 };
  let turn = 0;
  telegram.onChange((change) => {
    if (change.kind !== "message" || change.message.from?.id !== telegram.me.id) return;
    const person = people.get(change.message.chat.id);
    if (person === undefined) return;
    person.answered += 1;
    person.answeredAt = performance.now();
    answers.open -= 1;
    answers.lastAt = person.answeredAt;
  });
  return {
    async ask(texts) {
      // Whoever has waited longest since the last answer asks next.
      const asking = texts.flatMap((_, index) => people.get(((turn + index) % size) + 1) ?? []);
      turn += texts.length;
      const lastAt = Math.max(...asking.map(({ answeredAt }) => answeredAt));
      await wait(Math.max(0, lastAt + PACE_MS - performance.now()));
      answers.open += texts.length;
      for (const [index, person] of asking.entries()) {
        person.asked += 1;
        telegram.say({ chat: person.id, from: person.id, text: texts[index] ?? "" });
      }
      // Nothing was handed out before: this has been one turn of the event loop.
      const start = performance.now();
      answers.lastAt = start;
      while (answers.open > 0 && performance.now() - answers.lastAt < PATIENCE_MS)
        await wait(LOOK_MS);
      const end = answers.lastAt;
      await wait(LOOK_MS);
      checkCounts([...people.values()]);
      return end - start;
    },
  };
}

function checkCounts(people: readonly Person[]): void {
  const silent = people.filter(({ asked, answered }) => answered < asked).length;
  const repeated = people.filter(({ asked, answered }) => answered > asked).length;
  if (silent + repeated > 0)
    throw new Error(`${silent} chats with answers too few, ${repeated} with too many`);
}
