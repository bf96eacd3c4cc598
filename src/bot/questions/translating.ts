/**
 * The button that translates an answer's quotations: taken out of the tapped message itself, and marked as the bot's words.
 */
import type { MessageEntity } from "grammy/types";

import type { Translation } from "../../answer/translation.ts";
import type { Corpus } from "../../corpus/passage.ts";
import type { MarkedWords } from "../../grounding/check-translation.ts";
import { alert } from "../screens/alert.ts";
import { sleepBy, type Clock } from "../clock.ts";
import type { BotContext } from "../context.ts";
import type { Language } from "../incoming/language.ts";
import type { Parts } from "../parts.ts";
import { joined, rich } from "../screens/rich.ts";
import { askerOf, send, type Place } from "../delivery/send.ts";
import type { Stream, Streams } from "../delivery/stream.ts";
import { texts } from "../screens/texts/texts.ts";

export interface Translating {
  /** Answers the tap within seconds, whatever comes of it. */
  translate(ctx: BotContext, place: Place, language: Language): Promise<void>;
}

type TranslatingParts = Pick<Parts, "library" | "translator"> & {
  readonly streams: Streams;
  readonly clock: Clock;
};

/** What fails sooner is told in the answer to the tap, which cannot wait much longer. */
const ALERT_MS = 3000;

export function createTranslating(parts: TranslatingParts): Translating {
  const { library, translator, streams, clock } = parts;
  return {
    async translate(ctx, place, language) {
      const own = texts[language];
      const message = ctx.callbackQuery?.message;
      if (translator === null || message === undefined) return alert(ctx, own.unknownButton);
      const shown = readQuotations(message, library().corpus);
      if (shown === null) return alert(ctx, own.stale);
      const stream = streams.open(place);
      const wanted = { ...shown, asker: askerOf(ctx, place) };
      const work = endingWith(stream, translator.translate(wanted, stream.signal));
      const soon = await Promise.race([work, sleepBy(clock, ALERT_MS).then(() => null)]);
      if (soon !== null && soon.kind !== "translated") return alert(ctx, wordsFor(soon, language));
      await ctx.answerCallbackQuery();
      if (soon === null) stream.onDraft("");
      const translation = soon ?? (await work);
      const text =
        translation.kind === "translated"
          ? joined([
              own.ownTranslation,
              ...translation.quotations.map(({ mark, words }) => `[${mark}] ${words}`),
            ])
          : rich(wordsFor(translation, language));
      send(ctx, { ...place, replyTo: message.message_id }, { text, buttons: [] });
    },
  };
}

/** Shows nothing more once the translation is there. */
async function endingWith(stream: Stream, work: Promise<Translation>): Promise<Translation> {
  try {
    return await work;
  } finally {
    await stream.end();
  }
}

function wordsFor(
  { kind }: Exclude<Translation, { kind: "translated" }>,
  language: Language,
): string {
  const own = texts[language];
  if (kind === "stopped") return own.stopped;
  return kind === "over-budget" ? own.translationSpent : own.translationFailed;
}

interface Shown {
  readonly quotations: readonly MarkedWords[];
  /** The prose above them. */
  readonly answer: string;
}

/** Null where one is not in the articles, word for word, or there is none. */
function readQuotations(
  { text = "", entities = [] }: { text?: string; entities?: MessageEntity[] },
  { articles }: Corpus,
): Shown | null {
  const passages = articles.flatMap((article) => article.passages);
  const bars = entities.filter(({ type }) => /^(?:expandable_)?blockquote$/u.test(type));
  const quotations = bars.map(({ offset, length }, index) => ({
    // The line above says "[2] ebenda".
    mark: Number(/\[(\d+)\][^\n]*\n$/u.exec(text.slice(0, offset))?.[1] ?? index + 1),
    words: text.slice(offset, offset + length).trim(),
  }));
  const areTheirs = quotations.every(({ words }) =>
    passages.some((passage) => passage.text.includes(words)),
  );
  const [first] = bars;
  if (first === undefined || !areTheirs) return null;
  return {
    quotations,
    answer: text
      .slice(0, first.offset)
      .replace(/\n[^\n]*\n$/u, "")
      .trim(),
  };
}
