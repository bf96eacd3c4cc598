/**
 * Checks a written answer before anybody sees it: only sentences that are grounded in what they cite are left.
 *
 * This room alone checks what a model wrote: answers here, the points of a summary in `check-point.ts`, translations in
 * `check-translation.ts`. In come the model's text, in pieces with their citations, and everything the model was sent. Out
 * go sentences with the articles' sentences, or the messages, that they cite. An answer passes
 *
 * 1. `answer-language.ts`: which language is it written in?
 * 2. `written-sentences.ts`: pieces → sentences, without markup.
 * 3. `pointers.ts`: the model's citations → sentences of the articles.
 * 4. `grounded-sentence.ts`: do these hold its figures (`grounded-figures.ts`), quotations, names (`names/`) and speaker
 *    (`speakers.ts`)?
 * 5. `citations.ts`: what is left gets its marks.
 *
 * A point takes the same way: `written-lines.ts`, `pointers.ts`, then `check-point.ts` with the files named `talk-`.
 *
 * Growing drafts are checked as well: a sentence that passed stays when more text follows.
 *
 * @example
 * const { sentences, citations } = checkAnswer({ pieces, sent, isComplete: true, question });
 */
import type { Article, Passage } from "../corpus/passage.ts";
import type { Piece } from "../llm/model.ts";
import { isActive, withoutSigns } from "../text/inert-text.ts";
import { answerLanguage } from "./answer-language.ts";
import { distinct, numberCitations, type Citation, type WrittenSentence } from "./citations.ts";
import { isGrounded, mayLeadIn, type CitingSentence } from "./grounded-sentence.ts";
import { hasPlainWord } from "./passage-words.ts";
import { resolveInPassages } from "./pointers.ts";
import { type DraftSentence, readSentences } from "./written-sentences.ts";

/**
 * The most of a model's text that is read, in UTF-16 units and in sentences: about three times the longest answer, which
 * takes a tenth of a second.
 */
const MOST_READ = 2500;
const MOST_SENTENCES = 16;

export interface Draft {
  /** The model's, in order. */
  readonly pieces: readonly Piece[];
  /** Everything the model was given, by the name it was sent under (`Source.source`); blocks are the passages' sentences. */
  readonly sent: ReadonlyMap<string, Passage>;
  /** False where the text broke off or still grows: then an unfinished last sentence is left out. */
  readonly isComplete: boolean;
  /** The question: the answer may name what it asks about in order to deny it. */
  readonly question?: string;
}

export interface Checked {
  /** Empty where nothing passed the check, or nothing is cited. */
  readonly sentences: readonly WrittenSentence[];
  /** Numbered in order of first use. */
  readonly citations: readonly Citation[];
  /** How many sentences failed the check. */
  readonly removed: number;
  /** How many citations point to nothing that was sent. */
  readonly unresolved: number;
  /** Whether the model said that there is no answer, and no sentence is left. */
  readonly isDeclined: boolean;
}

export function checkAnswer(draft: Draft): Checked {
  const { sent, question = "" } = draft;
  const { pieces, isComplete } = beginningOf(draft);
  const language = answerLanguage(pieces.map(({ text }) => text).join(""), question);
  const written = readSentences(pieces, { language, isComplete });
  const checked = written.sentences.slice(0, MOST_SENTENCES).map((sentence) => {
    const citing = { ...resolve(sentence, sent), language, question };
    return mayBeShown(citing, sentence, [...sent.values()]) ? citing : null;
  });
  const left = withLeadIn(checked);
  const cited = numberCitations(left);
  return {
    ...cited,
    removed: checked.length - left.length,
    unresolved: pieces
      .flatMap(({ pointers }) => pointers)
      .filter((pointer) => resolveInPassages(pointer, sent) === null).length,
    isDeclined: written.hasSentinel && cited.sentences.length === 0,
  };
}

function beginningOf({ pieces, isComplete }: Draft): Pick<Draft, "pieces" | "isComplete"> {
  let left = MOST_READ;
  const end = pieces.findIndex(({ text }) => (left -= text.length) < 0);
  const last = pieces[end];
  if (last === undefined) return { pieces, isComplete };
  const cut = { ...last, text: last.text.slice(0, left) };
  return { pieces: [...pieces.slice(0, end), cut], isComplete: false };
}

/** The sentence and its spans, each with the sentences of the articles that it cites. */
function resolve({ text, citedSpans }: DraftSentence, sent: Draft["sent"]) {
  const isKnown = (word: string) =>
    [...sent.values()].some((passage) => hasPlainWord(passage, word));
  const resolved = citedSpans.map((span) => ({
    text: withoutSigns(span.text, isKnown),
    excerpts: distinct(span.pointers.flatMap((pointer) => resolveInPassages(pointer, sent) ?? [])),
  }));
  return {
    text: withoutSigns(text, isKnown),
    citedSpans: resolved,
    excerpts: distinct(resolved.flatMap(({ excerpts }) => excerpts)),
  };
}

function mayBeShown(
  citing: CitingSentence,
  { pointers }: DraftSentence,
  sent: readonly Passage[],
): boolean {
  if (isActive(citing.text)) return false;
  if (citing.excerpts.length > 0) return isGrounded(citing);
  // A sentence whose citations all point to nothing pretends to have a source.
  return pointers.length === 0 && mayLeadIn(citing, sent);
}

/** The sentences that cite something, with the first sentence even if it only leads in. */
function withLeadIn(checked: readonly (CitingSentence | null)[]): CitingSentence[] {
  const left = checked.filter((one) => one !== null);
  const first = left.findIndex(({ excerpts }) => excerpts.length > 0);
  if (first < 0) return [];
  const cited = left.filter(({ excerpts }) => excerpts.length > 0);
  return first === 0 ? cited : [...left.slice(0, 1), ...cited];
}

/** Loads the word lists, about 0.3 s, and analyses the article, so that no answer waits for that. */
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

/** Sentences whose check needs every word list. */
const WARMING = [
  "Das hat der Gast aus Musterstadt zu Frau Beispiel gesagt.",
  "That is what the guest from Sampletown has said to Mrs Example.",
];
