/**
 * How sure a ranking is: what it bears of the question, beside what this corpus bears of any question by chance.
 */
import type { Sureness } from "../corpus/finding.ts";
import type { Passage } from "../corpus/passage.ts";
import { pointsBack } from "../corpus/pronouns.ts";
import { contentWordTest } from "../text/content-words.ts";
import { bornShare } from "./bearing.ts";
import { calibrate, type Thresholds } from "./calibrate.ts";
import { hasExpected, meets, type Expectation } from "./expectation.ts";
import type { LanguageIndex } from "./language-index.ts";
import { buildQuery, type Query } from "./query.ts";
import { rankPassages } from "./rank.ts";

/** Passages that are weighed. */
const WEIGHED = 5;

export interface Weighing {
  readonly query: Query;
  readonly index: LanguageIndex;
  readonly expectation: Expectation | null;
}

/** What the sentence before adds to one that points back to it. */
const LEANING = 0.8;
/** Where only the one that points back has what was asked for: "… den Haushalt. Er umfasst 14 Millionen." */
const LEANING_ANSWER = 0.95;

/** For each sentence of the passage, which share of the question it bears. */
export function weighSentences(passage: Passage, weighing: Weighing): number[] {
  return passage.sentences.map((_, i) => weighSentence(passage, i, weighing));
}

function weighSentence(
  passage: Passage,
  i: number,
  { query, index, expectation }: Weighing,
): number {
  const text = passage.sentences[i]?.text ?? "";
  const before = pointsBack(text) ? (passage.sentences[i - 1]?.text ?? "") : "";
  const own = bornShare(query, index.takeApart(index.understood(passage, i)));
  const met = meets(expectation, text, index.nameOf);
  if (before === "") return own * met;
  const both = bornShare(query, index.takeApart(`${before}${index.understood(passage, i)}`));
  const answers =
    expectation !== null &&
    hasExpected(expectation, text, index.nameOf) &&
    !hasExpected(expectation, before, index.nameOf);
  return (answers ? LEANING_ANSWER * both : own + LEANING * (both - own)) * met;
}

/** The mean of what the best sentence and the best passage of the first few bear, 0 to 1. */
export function weighPassages(passages: readonly Passage[], weighing: Weighing): number {
  const { query, index, expectation } = weighing;
  const weighed = passages.slice(0, WEIGHED);
  const bySentence = weighed.flatMap((passage) => weighSentences(passage, weighing));
  const byPassage = weighed.map(({ text, section }) => {
    const share = bornShare(query, index.takeApart(`${section ?? ""} ${text}`));
    return share * meets(expectation, text, index.nameOf);
  });
  return (Math.max(0, ...bySentence) + Math.max(0, ...byPassage)) / 2;
}

export function judge(share: number, { near, unsure, sure }: Thresholds): Sureness {
  if (share >= sure) return "sure";
  if (share >= unsure) return "unsure";
  return share >= near ? "near" : "absent";
}

/** Asks the index's sentences against its other passages. */
export function measureThresholds(index: LanguageIndex): Thresholds {
  const isContentWord = contentWordTest(index.language);
  const sentences = index.passages.flatMap((passage, position) =>
    passage.kind === "paragraph" ? passage.sentences.map(({ text }) => ({ position, text })) : [],
  );
  const bear = (question: string, without: number) => {
    const leftOut = new Set(index.analyse(index.passages[without]?.text ?? ""));
    const others = {
      ...index,
      // Words of like meaning raise a question's share and chance's alike; without them it is quicker told.
      related: () => [],
      frequency: (term: string) => index.frequency(term) - (leftOut.has(term) ? 1 : 0),
    };
    const query = buildQuery([{ text: question, weight: 1 }], others, {
      language: index.language,
      isContentWord,
    });
    const ranking = rankPassages(query, index, WEIGHED + 1).filter(
      ({ position }) => position !== without,
    );
    const passages = ranking.flatMap(({ position }) => index.passages[position] ?? []);
    return weighPassages(passages, { query, index, expectation: null });
  };
  return calibrate(sentences, isContentWord, { language: index.language, bear });
}
