/**
 * What was read of an article that an owner sent, with the buttons that take it in or throw it away.
 */
import { describeFault } from "../../corpus/faults.ts";
import type { Article } from "../../corpus/passage.ts";
import type { Language } from "../incoming/language.ts";
import { sourceParts } from "../screens/quoting.ts";
import { joined, rich, shortened, styled, tapButton, type Screen } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import type { ReadSent } from "./read-sent.ts";

type Read = Extract<ReadSent, { readonly kind: "article" }>;

interface Offer extends Pick<Read, "article"> {
  /** What names it in the store. */
  readonly id: string;
  /** Another article of this title. */
  readonly sameTitle: Article | null;
  /** Its text may go on in another message. */
  readonly isParted: boolean;
}

/** Of what was left out, so much is listed. */
const MOST_NOTES = 6;
const NOTE_LENGTH = 200;

export function offerScreen(
  { id, sameTitle, isParted, ...read }: Offer,
  language: Language,
): Screen {
  const own = texts[language].articlesSent;
  return {
    text: joined([
      wordsOf(read, language),
      sameTitle === null ? "" : own.sameTitle(sourceParts(sameTitle, language).join(", ")),
      isParted ? own.parted : "",
    ]),
    buttons: [
      [
        tapButton(own.add, { kind: "add-article", id }),
        tapButton(own.discard, { kind: "discard-article", id }),
      ],
    ],
  };
}

/** The same without its buttons, and what became of it. */
export function decidedScreen(read: Read, outcome: string, language: Language): Screen {
  return { text: joined([wordsOf(read, language), outcome]), buttons: [] };
}

/** "Gelesen: Die neue Brücke · Hafenblatt · 3. Oktober 2026 · 4 Abschnitte, 17 Stellen.", then what was left out. */
function wordsOf({ article }: Pick<Read, "article">, language: Language) {
  const own = texts[language].articlesSent;
  const parts = [
    ...sourceParts(article, language),
    own.size(article.sections.length, article.passages.length),
  ];
  const notes = article.dropped.map((fault) => describeFault(fault, own.faults));
  const shown = notes.slice(0, MOST_NOTES).map((note) => `• ${shortened(note, NOTE_LENGTH)}`);
  return joined([
    rich(own.read, " ", styled("bold", article.title), " · ", `${parts.join(" · ")}.`),
    notes.length === 0 ? "" : own.leftOut,
    ...shown,
    notes.length > MOST_NOTES ? own.more(notes.length - MOST_NOTES) : "",
  ]);
}
