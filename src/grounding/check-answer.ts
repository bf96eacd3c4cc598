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
 * 4. `grounded-sentence.ts`: do these hold its figures (`grounded-figures.ts`, `alike.ts`), quotations and names
 *    (`names.ts`, `passage-words.ts`)?
 * 5. `judge.ts`: does a model that reads it a second time find that it follows from them? `judged-answer.ts` asks while
 *    the next sentence is being written.
 * 6. `citations.ts`: what is left gets its marks, and is shown with its context.
 *
 * A point takes the same way: `written-lines.ts`, `pointers.ts`, `check-point.ts` with the files named `talk-`, the judge.
 *
 * Growing drafts are checked as well: a sentence that passed stays when more text follows.
 *
 * @example
 * const { sentences, citations } = checkAnswer({ pieces, sent, isComplete: true, question });
 */
import { type Article, type Excerpt, type Passage } from "../corpus/passage.ts";
import type { Piece } from "../llm/model.ts";
import { pointsBack } from "../speech/antecedent.ts";
import { isActive, withoutSigns } from "../text/inert-text.ts";
import { answerLanguage } from "./answer-language.ts";
import {
  distinct,
  numberCitations,
  SHORT,
  type Citation,
  type Length,
  type WrittenSentence,
} from "./citations.ts";
import { faultOf, mayLeadIn, type CitingSentence, type Fault } from "./grounded-sentence.ts";
import { citedText, type Claim, type Verdict } from "./judge.ts";
import { hasPlainWord } from "./passage-words.ts";
import { resolveInPassages } from "./pointers.ts";
import { type DraftSentence, readSentences } from "./written-sentences.ts";

/**
 * The most of a model's text that is read, in UTF-16 units and in sentences: about three times the longest answer, which
 * takes a tenth of a second.
 */
const MOST_READ = 4000;
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
  /** How much of it is shown. */
  readonly length?: Length;
}

/** Why a sentence is not shown. */
export interface Dropped {
  readonly text: string;
  readonly reason: Fault | Exclude<Verdict, "ok">;
}

export interface Checked {
  /** Empty where nothing passed the check, or nothing is cited. */
  readonly sentences: readonly WrittenSentence[];
  /** Numbered in order of first use; behind those comes what sentences cite that the judge took away. */
  readonly citations: readonly Citation[];
  readonly dropped: readonly Dropped[];
  /** How many citations point to nothing that was sent. */
  readonly unresolved: number;
  /** Everything that is cited and was sent, whatever became of the sentence. */
  readonly excerpts: readonly Excerpt[];
  /** Whether a sentence waits for its verdict: then it and what follows are left out. */
  readonly isWaiting: boolean;
  /** Whether the model said that there is no answer, and no sentence is left. */
  readonly isDeclined: boolean;
}

/** Null: not yet. Asked once for each sentence that passed the words, in order. */
export type VerdictOf = (claim: Claim) => Verdict | null;

interface Read {
  readonly citing: CitingSentence;
  readonly fault: Dropped["reason"] | null;
}

export function checkAnswer(draft: Draft, verdictOf: VerdictOf = () => "ok"): Checked {
  const { sent, question = "", length = SHORT } = draft;
  const { pieces, isComplete } = beginningOf(draft);
  const language = answerLanguage(pieces.map(({ text }) => text).join(""), question);
  const written = readSentences(pieces, { language, isComplete });
  const read = written.sentences.slice(0, MOST_SENTENCES).map((sentence): Read => {
    const citing = { ...resolve(sentence, sent), language, question };
    return { citing, fault: faultIn(citing, sentence, [...sent.values()]) };
  });
  const led = withLeadIn(read);
  const verdicts = judgeAll(led, { question, length, verdictOf });
  const waits = verdicts.findIndex(({ verdict }) => verdict === null);
  const judged = waits < 0 ? verdicts : verdicts.slice(0, waits);
  const left = judged.filter(({ verdict }) => verdict === "ok").map(({ citing }) => citing);
  const lost = judged.filter(({ verdict }) => verdict !== "ok").map(({ citing }) => citing);
  const isGrounded = left.some(({ excerpts }) => excerpts.length > 0);
  const cited = isGrounded ? numberCitations(left, lost, length) : NOTHING;
  return {
    ...cited,
    dropped: [...droppedOf(read, led), ...rejected(judged)],
    unresolved: pieces
      .flatMap(({ pointers }) => pointers)
      .filter((pointer) => resolveInPassages(pointer, sent) === null).length,
    excerpts: distinct(read.flatMap(({ citing }) => citing.excerpts)),
    isWaiting: waits >= 0,
    isDeclined: written.hasSentinel && cited.sentences.length === 0,
  };
}

const NOTHING: Pick<Checked, "sentences" | "citations"> = { sentences: [], citations: [] };

/** What its own words take away, and what cites nothing and leads into nothing. */
function droppedOf(read: readonly Read[], led: readonly CitingSentence[]): Dropped[] {
  return read.flatMap(({ citing, fault }) => {
    const isLeft = citing.excerpts.length > 0 || led.includes(citing);
    const reason = fault ?? (isLeft ? null : "uncited");
    return reason === null ? [] : [{ text: citing.text, reason }];
  });
}

function rejected(judged: readonly Judged[]): Dropped[] {
  return judged.flatMap(({ citing: { text }, verdict }) =>
    verdict === "ok" || verdict === null ? [] : [{ text, reason: verdict }],
  );
}

interface Judged {
  readonly citing: CitingSentence;
  readonly verdict: Verdict | null;
}

interface Judging {
  readonly question: string;
  readonly length: Length;
  readonly verdictOf: VerdictOf;
}

/**
 * As many as are shown, and others in place of those that fall. A sentence that leads in is held against what the next one
 * cites. What points back to a sentence that goes, goes too.
 */
function judgeAll(
  sentences: readonly CitingSentence[],
  { question, length, verdictOf }: Judging,
): Judged[] {
  const judged: Judged[] = [];
  const mayBeShown = () => judged.filter(({ verdict }) => verdict === "ok" || verdict === null);
  for (const [i, citing] of sentences.entries()) {
    if (mayBeShown().length === length.sentences) break;
    const excerpts = citing.excerpts.length > 0 ? citing.excerpts : sentences[i + 1]?.excerpts;
    const verdict = verdictOf({
      number: i + 1,
      text: citing.text,
      before: sentences.slice(0, i).map(({ text }) => text),
      question,
      cited: (excerpts ?? []).map(citedText),
    });
    const before = judged.at(-1)?.verdict ?? "ok";
    const isLost = verdict === "ok" && before !== "ok" && pointsBack(citing.text);
    judged.push({ citing, verdict: isLost ? before : verdict });
  }
  return judged;
}

function beginningOf({ pieces, isComplete }: Draft): Pick<Draft, "pieces" | "isComplete"> {
  let left = MOST_READ;
  const end = pieces.findIndex(({ text }) => (left -= text.length) < 0);
  const last = pieces[end];
  if (last === undefined) return { pieces, isComplete };
  const cut = { ...last, text: last.text.slice(0, left) };
  return { pieces: [...pieces.slice(0, end), cut], isComplete: false };
}

/** The sentence with the sentences of the articles that it cites. */
function resolve({ text, pointers }: DraftSentence, sent: Draft["sent"]) {
  const isKnown = (word: string) =>
    [...sent.values()].some((passage) => hasPlainWord(passage, word));
  return {
    text: withoutSigns(text, isKnown),
    excerpts: distinct(pointers.flatMap((pointer) => resolveInPassages(pointer, sent) ?? [])),
  };
}

function faultIn(
  citing: CitingSentence,
  { pointers }: DraftSentence,
  sent: readonly Passage[],
): Dropped["reason"] | null {
  if (isActive(citing.text)) return "added";
  if (citing.excerpts.length > 0) return faultOf(citing);
  // A sentence whose citations all point to nothing pretends to have a source.
  return pointers.length === 0 && mayLeadIn(citing, sent) ? null : "uncited";
}

/** The sentences that cite something, with the first sentence even if it only leads in. */
function withLeadIn(read: readonly Read[]): CitingSentence[] {
  const passed = read.filter(({ fault }) => fault === null).map(({ citing }) => citing);
  const left = passed.filter(
    ({ text }, i) => passed.findIndex((other) => other.text === text) === i,
  );
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
