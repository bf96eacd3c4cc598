/**
 * How sure a ranking is: what it bears of the question, beside what this corpus bears of any question by chance.
 */
import type { Sureness } from "../corpus/finding.ts";
import type { Passage } from "../corpus/passage.ts";
import { pointsBack } from "../corpus/pronouns.ts";
import { contentWordTest } from "../text/content-words.ts";
import { bornShare } from "./bearing.ts";
import { calibrate, type Thresholds } from "./calibrate.ts";
import { meets, type Expectation } from "./expectation.ts";
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

/** What a sentence loses when it is understood only with the one before it. */
const LEANING = 0.95;

/** For each sentence of the passage, which share of the question it bears. */
export function weighSentences(
  passage: Passage,
  { query, index, expectation }: Weighing,
): number[] {
  return passage.sentences.map(({ text }, i) => {
    const share = bornShare(query, index.takeApart(index.understood(passage, i)));
    return share * meets(expectation, text, index.nameOf) * (pointsBack(text) ? LEANING : 1);
  });
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
