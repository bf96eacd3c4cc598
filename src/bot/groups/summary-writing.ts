/**
 * How a summary comes to be written: who may have one now, what is seen of it meanwhile, and that nothing forgotten
 * in the meantime stands in it.
 */
import type { RecordedMessage } from "../../store/recording/recorded.ts";
import type { Payer } from "../../llm/budget.ts";
import { withoutChanged } from "../../summary/without-changed.ts";
import type { Summary, Talk } from "../../summary/summary.ts";
import { tellTalkLanguage } from "../../summary/talk-language.ts";
import type { BotContext } from "../context.ts";
import type { Streams } from "../delivery/stream.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import type { Language } from "../incoming/language.ts";
import type { Parts } from "../parts.ts";
import { createGate } from "../queue/gate.ts";
import { texts } from "../screens/texts/texts.ts";
import { sayPlaceholders } from "./recorded.ts";
import type { Fingerprint } from "./summary-fingerprint.ts";
import type { Choice } from "./summary-choice.ts";

export interface SummaryWriting {
  /** Why there is none now, in words; null: it is begun, and counted. */
  begin(ctx: BotContext<Written | Tapped>): Promise<string | null>;
  /** Null where nothing is left of the messages. */
  write(
    ctx: BotContext<Written | Tapped>,
    choice: Choice,
    reader: Reader,
    wished?: Language | null,
  ): Promise<SummedUp | null>;
}

/** Whose own it is: what was asked of them comes first; null where it is everybody's. */
type Reader = NonNullable<Talk["reader"]> | null;

export interface SummedUp {
  readonly talk: Talk;
  readonly summary: Summary;
  readonly fingerprint: Fingerprint;
}

interface WritingParts extends Pick<
  Parts,
  "library" | "store" | "limits" | "stats" | "summaries" | "log" | "pseudonym" | "now"
> {
  readonly streams: Streams;
}

/** Written at once, in this process. */
const AT_ONCE = 4;
/** When all it was about changes each time, it is given up. */
const TRIES = 3;

export function createSummaryWriting(parts: WritingParts): SummaryWriting {
  const { library, limits, stats, summaries, streams, log, pseudonym, now } = parts;
  const gate = createGate(AT_ONCE);
  return {
    async begin({ attempt, incoming, language }) {
      // One that is tried again was counted the first time.
      if (attempt > 1) return null;
      const own = texts[language];
      const verdict = await limits.question(incoming.asker);
      if (verdict.kind === "too-fast") return own.tooFast(verdict.seconds);
      if (verdict.kind === "too-many-today") return own.tooManyToday;
      const seconds = await takeTurn(incoming.place.chat, parts);
      return seconds === null ? null : own.summary.wait(seconds);
    },
    async write({ incoming: { place, asker }, job, language }, choice, reader, wished = null) {
      const begun = now();
      const stream = streams.open(place);
      // What nobody has to write is there at once.
      if (library().writer !== null) stream.onDraft("");
      try {
        const payer = { ...asker, job };
        const asked = { asker: payer, language, wished, reader, signal: stream.signal };
        const summed = await gate(() => sumUp(choice, asked, summaries));
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

/** A pause between two summaries in one chat. Null: one may be begun now, and counts as begun. Else for how many seconds none may. */
async function takeTurn(
  chat: number,
  { store, now, summaries: { cooldownSeconds } }: Pick<Parts, "store" | "now" | "summaries">,
): Promise<number | null> {
  const pause = cooldownSeconds * 1000;
  if (pause === 0) return null;
  const at = now();
  const { summaryBegunAt = 0 } = await store.chats.settings(chat);
  const left = summaryBegunAt + pause - at;
  if (left > 0) return Math.ceil(Math.min(left, pause) / 1000);
  // Of several that ask at the same instant one gets it.
  const counter = { scope: "summary", key: String(chat), windowStart: at - (at % pause) };
  const { taken } = await store.usage.take(counter, 1, 1);
  if (!taken) return cooldownSeconds;
  await store.chats.changeSettings(chat, (before) => ({ ...before, summaryBegunAt: at }));
  return null;
}

interface Asked {
  readonly asker: Payer;
  /** For messages that do not tell their own. */
  readonly language: Language;
  /** What it is to be written in, whatever theirs is. */
  readonly wished: Language | null;
  readonly reader: Reader;
  readonly signal: AbortSignal;
}

/** Null where nothing is left of it. */
async function sumUp(
  choice: Choice,
  { asker, language: otherwise, wished, reader, signal }: Asked,
  { summarizer, timeZone }: Parts["summaries"],
): Promise<SummedUp | null> {
  const language = wished ?? tellTalkLanguage(choice.messages, otherwise);
  const talkOf = (recorded: readonly RecordedMessage[]): Talk => ({
    messages: recorded.map((message) => ({
      ...message,
      text: sayPlaceholders(message.text, texts[language].placeholders),
    })),
    language,
    timeZone,
    reader,
  });
  let talk = talkOf(choice.messages);
  for (let left = TRIES; left > 0; left -= 1) {
    const before = talk;
    const written = await summarizer.sumUp(before, asker, signal);
    const { messages, fingerprint } = await choice.again();
    talk = talkOf(messages);
    if (talk.messages.length === 0) return null;
    const summary = withoutChanged(written, before, talk.messages);
    const isEmptied = summary.points.length === 0 && written.points.length > 0;
    if (!isEmptied) return { talk, summary, fingerprint };
  }
  return null;
}
