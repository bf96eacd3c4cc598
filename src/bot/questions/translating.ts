/**
 * The button that translates an answer's quotations, and marks the translation as the bot's words.
 */
import type { Translation, Wanted } from "../../answer/translation.ts";
import { shownWords } from "../../speech/shown-words.ts";
import type { MarkedWords } from "../../grounding/check-translation.ts";
import { sleepBy, type Clock } from "../clock.ts";
import type { BotContext } from "../context.ts";
import type { Tapped } from "../incoming/incoming.ts";
import type { Language } from "../incoming/language.ts";
import type { Parts } from "../parts.ts";
import type { ActionOf } from "../screens/callback-data.ts";
import { leadIntoPrivate } from "../screens/open.ts";
import { joined, plain } from "../screens/screen.ts";
import { alert, send } from "../delivery/reply.ts";
import type { Stream, Streams } from "../delivery/stream.ts";
import { texts } from "../screens/texts/texts.ts";

interface TranslatingParts extends Pick<Parts, "library" | "store" | "translator"> {
  readonly streams: Streams;
  readonly clock: Clock;
}

/** What fails sooner is told in the answer to the tap, which cannot wait much longer. */
const ALERT_MS = 3000;

/** Answers the tap within seconds, whatever comes of it; in the language that the button was labelled in. */
export async function translate(
  ctx: BotContext<Tapped>,
  parts: TranslatingParts,
  action: ActionOf<"translate">,
): Promise<void> {
  if (!ctx.view.isPrivate) return leadIntoPrivate(ctx, action);
  const { language } = action;
  const { translator, streams, clock } = parts;
  const own = texts[language];
  const { place, asker, message: replyTo } = ctx.incoming;
  if (translator === null) return alert(ctx, own.unknownButton);
  const shown = await findShown(ctx.incoming, parts);
  if (shown === null) return alert(ctx, own.stale);
  const stream = streams.open(place);
  const work = endingWith(stream, translator.translate({ ...shown, asker }, stream.signal));
  const soon = await Promise.race([work, sleepBy(clock, ALERT_MS).then(() => null)]);
  if (soon !== null && soon.kind !== "translated") return alert(ctx, wordsFor(soon, language));
  await ctx.answerCallbackQuery();
  if (soon === null) stream.onDraft("");
  const translation = soon ?? (await work);
  const words =
    translation.kind === "translated"
      ? joined([
          own.ownTranslation,
          ...translation.quotations.map((one) => `[${one.mark}] ${one.words}`),
        ])
      : wordsFor(translation, language);
  send(ctx, plain(words), { replyTo });
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

/** Null where nothing is known of the message any more, or an article does not hold the words of one. */
async function findShown(
  { place, message }: Tapped,
  { store, library }: Pick<Parts, "store" | "library">,
): Promise<Pick<Wanted, "quotations" | "language" | "answer"> | null> {
  const sent = await store.turns.sentAnswer(place.chat, message);
  if (sent === null || sent.language === null || sent.citations.length === 0) return null;
  const exchange = await store.turns.exchangeOf(place.chat, message);
  const quotations: MarkedWords[] = [];
  for (const { mark, ref, from, to } of sent.citations) {
    const passage = library().findPassage(ref);
    if (passage === null || to > passage.sentences.length) return null;
    const words = shownWords({ passage, from, to });
    const last = quotations.at(-1);
    if (last?.mark === mark) quotations.splice(-1, 1, { mark, words: `${last.words} ${words}` });
    else quotations.push({ mark, words });
  }
  return { quotations, language: sent.language, answer: exchange?.answer ?? "" };
}
