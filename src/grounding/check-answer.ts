/**
 * The check of what a model wrote: only what is grounded in the cited sentences is shown, each sentence with its marks.
 *
 * Pure and quick, so that it reads drafts too: a sentence that it lets pass stays when more text follows.
 */
import type { Article, Excerpt, Passage } from "../corpus/passage.ts";
import type { Piece } from "../llm/model.ts";
import { answerLanguage } from "./answer-language.ts";
import { distinct, numberCitations, type Citation, type WrittenSentence } from "./citations.ts";
import { isGrounded, mayLeadIn } from "./grounded-sentence.ts";
import { isActive, withoutSigns } from "../text/inert-text.ts";
import { hasPlainWord } from "./passage-words.ts";
import { resolveInPassages } from "./pointers.ts";
import { type DraftSentence, readSentences } from "./written-sentences.ts";

export interface Draft {
  /** The model's, in order. */
  readonly pieces: readonly Piece[];
  /** Everything the model was given, by the name it was sent under (`Source.source`); blocks are the passages' sentences. */
  readonly sent: ReadonlyMap<string, Passage>;
  /** False: the text breaks off or still grows, so a last sentence that is open goes. */
  readonly isComplete: boolean;
  /** What was asked: to deny something of a name it holds claims nothing of that name. */
  readonly question?: string;
}

export interface Checked {
  /** None: nothing is left, or nothing is cited. */
  readonly sentences: readonly WrittenSentence[];
  /** Numbered in order of first use. */
  readonly citations: readonly Citation[];
  /** Sentences that were taken out, without those beyond what is shown. */
  readonly removed: number;
  /** Citations that point nowhere. */
  readonly unresolved: number;
  /** The model says that it has no answer, and nothing else is left. */
  readonly isDeclined: boolean;
}

/** A sentence that passed; without excerpts nothing is cited for it. */
interface Passed {
  readonly text: string;
  readonly excerpts: readonly Excerpt[];
}

export function checkAnswer(draft: Draft): Checked {
  const { pieces, sent, isComplete, question } = draft;
  const language = answerLanguage(pieces.map(({ text }) => text).join(""), question);
  const written = readSentences(pieces, { language, isComplete });
  const passed = written.sentences.map((sentence) => judge(sentence, draft, language));
  const left = withLeadIn(passed);
  const cited = numberCitations(left);
  return {
    ...cited,
    removed: passed.length - left.length,
    unresolved: pieces
      .flatMap(({ pointers }) => pointers)
      .filter((pointer) => resolveInPassages(pointer, sent) === null).length,
    isDeclined: written.hasSentinel && cited.sentences.length === 0,
  };
}

/** Null for what must not be shown. */
function judge(sentence: DraftSentence, draft: Draft, language: string): Passed | null {
  const { sent, question = "" } = draft;
  const isKnown = (word: string) =>
    [...sent.values()].some((passage) => hasPlainWord(passage, word));
  const text = withoutSigns(sentence.text, isKnown);
  if (isActive(text)) return null;
  const parts = sentence.parts.map(({ text: part, pointers }) => ({
    text: withoutSigns(part, isKnown),
    excerpts: distinct(pointers.flatMap((pointer) => resolveInPassages(pointer, sent) ?? [])),
  }));
  const excerpts = distinct(parts.flatMap((part) => part.excerpts));
  // It claims to stand where it does not.
  if (excerpts.length === 0 && sentence.pointers.length > 0) return null;
  const holds =
    excerpts.length > 0
      ? isGrounded({ text, language, excerpts, parts, question })
      : mayLeadIn({ text, language }, [...sent.values()]);
  return holds ? { text, excerpts } : null;
}

/** The cited sentences; one before them that cites nothing may lead in. */
function withLeadIn(passed: readonly (Passed | null)[]): Passed[] {
  const cited = passed.filter((one) => one !== null && one.excerpts.length > 0) as Passed[];
  const [first] = cited;
  if (first === undefined) return [];
  const leadIn = passed.slice(0, passed.indexOf(first)).find((one) => one !== null);
  return leadIn == null ? cited : [leadIn, ...cited];
}

/** Reads the word lists, some 0.3 s once, and the article, so that no answer waits for them. */
export function warmUpCheck({ passages }: Article): void {
  const [passage] = passages;
  const [sentence] = passage?.sentences ?? [];
  if (passage === undefined || sentence === undefined) return;
  const pointer = { source: passage.id, from: 0, to: 1, citedText: sentence.text };
  for (const text of WARMING) {
    const pieces = [{ text, pointers: [pointer] }];
    checkAnswer({ pieces, sent: new Map([[passage.id, passage]]), isComplete: true });
  }
}

/** They ask for every list. */
const WARMING = [
  "Das hat der Gast aus Musterstadt zu Frau Beispiel gesagt.",
  "That is what the guest from Sampletown has said to Mrs Example.",
];
