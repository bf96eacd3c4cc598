/**
 * The memory of a soaked process, minute by minute, and whether it stays flat.
 */
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { quantile } from "../../src/cli/measure.ts";
import { MAIN, type BotProcess } from "../bot/process.ts";
import type { Memory } from "./probe.ts";

/** Of one stretch of time, in MB. */
export interface MemoryFigures {
  /** The median of what the machine gave the process. */
  readonly rss: number;
  /** Heap and buffers after a collection, at the end of the stretch. */
  readonly held: number;
}

/** Node's arguments for a bot that `watchMemory` can ask. */
export const PROBED_ARGS: readonly string[] = [
  "--expose-gc",
  "--import",
  fileURLToPath(new URL("probe.ts", import.meta.url)),
  MAIN,
];

/** Of growth since the warm-up, in MB. */
export const MOST_GROWTH_MB = 20;

const MINUTE_MS = 60_000;
/** A soak of a minute has its memory told as well. */
const FEWEST_STRETCHES = 4;
const MEASURES_A_STRETCH = 6;

/** For so many minutes, or until it has ended: equal stretches, in order. */
export async function watchMemory(bot: BotProcess, minutes: number): Promise<MemoryFigures[]> {
  const stretches = Math.max(FEWEST_STRETCHES, minutes);
  const pause = (minutes * MINUTE_MS) / stretches / MEASURES_A_STRETCH;
  const figures: MemoryFigures[] = [];
  while (figures.length < stretches && !bot.hasEnded()) {
    const rss: number[] = [];
    let held = 0;
    for (let measure = 1; measure <= MEASURES_A_STRETCH && !bot.hasEnded(); measure += 1) {
      await wait(pause);
      const found = await askMemory(bot, { collect: measure === MEASURES_A_STRETCH });
      if (found === null) break;
      rss.push(found.rss);
      held = found.held ?? held;
    }
    figures.push({ rss: toMegabytes(quantile(rss, 0.5)), held: toMegabytes(held) });
  }
  return figures;
}

/** `collect`: garbage is collected first, to tell what is really held. Null when the process has ended. */
async function askMemory(
  { child, ended }: BotProcess,
  question: { readonly collect: boolean },
): Promise<Memory | null> {
  const answered = once(child, "message") as Promise<[Memory]>;
  // Where it has just ended, `ended` tells.
  child.send(question, () => {});
  return Promise.race([answered.then(([memory]) => memory), ended.then(() => null)]);
}

/** From the end of the warm-up, which is the first fifth, in MB. */
export function growthOf(memory: readonly MemoryFigures[]): MemoryFigures {
  const warm = memory[Math.max(1, Math.floor(memory.length / 5)) - 1];
  const end = memory.at(-1);
  if (warm === undefined || end === undefined) return { rss: 0, held: 0 };
  return { rss: end.rss - warm.rss, held: end.held - warm.held };
}

function toMegabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}
