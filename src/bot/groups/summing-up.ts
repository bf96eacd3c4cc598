/**
 * Chosen messages → their summary, which holds nothing that was forgotten while it was written.
 */
import type { RecordedMessage } from "../../store/contract/messages.ts";
import type { Asker } from "../../store/contract/turns.ts";
import { withoutChanged } from "../../summary/without-changed.ts";
import type { Summarizer, Summary, Talk } from "../../summary/summary.ts";
import { tellTalkLanguage } from "../../summary/talk-language.ts";
import type { Language } from "../incoming/language.ts";
import { sayPlaceholders } from "./recorded.ts";
import type { Basis } from "./summary-basis.ts";
import type { Choice } from "./summary-choice.ts";
import { texts } from "../screens/texts/texts.ts";

export interface SummedUp {
  readonly talk: Talk;
  readonly summary: Summary;
  readonly basis: Basis;
}

interface Asked {
  readonly asker: Asker;
  /** For messages that do not tell their own. */
  readonly language: Language;
  readonly timeZone: string;
  readonly signal: AbortSignal;
}

/** When all it was about changes each time, it is given up. */
const TRIES = 3;

/** Null where nothing is left of it. */
export async function sumUp(
  summarizer: Summarizer,
  choice: Choice,
  { asker, language: otherwise, timeZone, signal }: Asked,
): Promise<SummedUp | null> {
  const language = tellTalkLanguage(choice.messages, otherwise);
  const talkOf = (recorded: readonly RecordedMessage[]): Talk => ({
    messages: recorded.map((message) => ({
      ...message,
      text: sayPlaceholders(message.text, texts[language].placeholders),
    })),
    language,
    timeZone,
  });
  let talk = talkOf(choice.messages);
  for (let left = TRIES; left > 0; left -= 1) {
    const before = talk;
    const written = await summarizer.sumUp(before, asker, signal);
    const { messages, basis } = await choice.again();
    talk = talkOf(messages);
    if (talk.messages.length === 0) return null;
    const summary = withoutChanged(written, before, talk.messages);
    const isEmptied = summary.points.length === 0 && written.points.length > 0;
    if (!isEmptied) return { talk, summary, basis };
  }
  return null;
}
