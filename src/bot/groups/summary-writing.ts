/**
 * How a summary comes to be written: who may have one now, and what is seen of it meanwhile.
 */
import { languageOfPerson } from "../questions/ask.ts";
import type { BotContext } from "../context.ts";
import { createGate } from "../queue/gate.ts";
import type { Parts } from "../parts.ts";
import { askerOf, type Place } from "../delivery/send.ts";
import type { Streams } from "../delivery/stream.ts";
import type { Choice } from "./summary-choice.ts";
import { takeTurn } from "./summary-cooldown.ts";
import { sumUp, type SummedUp } from "./summing-up.ts";
import { texts } from "../screens/texts/texts.ts";

export interface SummaryWriting {
  /** Why there is none now, in words; null: it is begun, and counted. */
  begin(ctx: BotContext, place: Place): Promise<string | null>;
  /** Null where nothing is left of the messages. */
  write(ctx: BotContext, place: Place, choice: Choice): Promise<SummedUp | null>;
}

/** Written at once, in this process. */
const AT_ONCE = 4;

export function createSummaryWriting(parts: Parts & { readonly streams: Streams }): SummaryWriting {
  const { library, store, limits, stats, summaries, streams, log, pseudonym, now } = parts;
  const gate = createGate(AT_ONCE);
  return {
    async begin(ctx, place) {
      // One that is tried again was counted the first time.
      if (ctx.attempt > 1) return null;
      const own = texts[languageOfPerson(ctx, library())];
      const verdict = await limits.question(askerOf(ctx, place));
      if (verdict.kind === "too-fast") return own.tooFast(verdict.seconds);
      if (verdict.kind === "too-many-today") return own.tooManyToday;
      const { cooldownSeconds } = summaries;
      const seconds = await takeTurn({ store, now, cooldownSeconds }, place.chat);
      return seconds === null ? null : own.summary.wait(seconds);
    },
    async write(ctx, place, choice) {
      const begun = now();
      const stream = streams.open(place);
      // What nobody has to write is there at once.
      if (library().writer !== null) stream.onDraft("");
      try {
        const asked = {
          asker: askerOf(ctx, place),
          language: languageOfPerson(ctx, library()),
          timeZone: summaries.timeZone,
          signal: stream.signal,
        };
        const summed = await gate(() => sumUp(summaries.summarizer, choice, asked));
        if (summed !== null) stats.countSummary();
        return summed;
      } finally {
        await stream.end();
        log.info(
          { messages: choice.messages.length, ms: now() - begun, chat: pseudonym(place.chat) },
          "Messages were summed up",
        );
      }
    },
  };
}
