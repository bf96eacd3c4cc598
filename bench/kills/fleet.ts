/**
 * Processes of the bot that are killed and started again.
 */
import { startBotProcess, type BotProcess, type Launch } from "../bot/process.ts";

export interface Fleet {
  /** Ends the process without a word, and starts another in its place. */
  replace(index: number): Promise<void>;
  /** SIGTERM to all, once they answer; resolves with their exit codes. */
  stop(): Promise<readonly (number | string | null)[]>;
  /** What those printed last that ended by themselves. */
  readonly accidents: readonly string[];
}

const LAST_WORDS = 2000;

/** They run when it resolves, which is not to say that they answer. */
export async function startFleet(
  size: number,
  launchOf: (index: number) => Launch,
): Promise<Fleet> {
  const accidents: string[] = [];
  /** Those whose end is no accident. */
  const stopped = new Set<BotProcess>();

  async function start(index: number): Promise<BotProcess> {
    const bot = await startBotProcess(launchOf(index));
    void noteAccident(bot);
    return bot;
  }

  async function noteAccident(bot: BotProcess): Promise<void> {
    await bot.ended;
    if (stopped.has(bot)) return;
    const { stdout, stderr } = await bot.printed();
    accidents.push(`${stdout}${stderr}`.slice(-LAST_WORDS));
  }

  async function stop(bot: BotProcess, signal: "SIGTERM" | "SIGKILL") {
    stopped.add(bot);
    return bot.stop(signal);
  }

  const bots = await Promise.all(Array.from({ length: size }, (_, index) => start(index)));
  return {
    accidents,
    async replace(index) {
      const bot = bots[index];
      if (bot === undefined) throw new RangeError(`There is no process ${index}`);
      await stop(bot, "SIGKILL");
      bots[index] = await start(index);
    },
    stop: () =>
      Promise.all(
        bots.map(async (bot) => {
          // Before it answers, a SIGTERM is no polite end.
          await bot.ready().catch(() => {});
          return stop(bot, "SIGTERM");
        }),
      ),
  };
}
