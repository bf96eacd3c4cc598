/**
 * Confidence that a ranking answers a question: its coverage of the question, compared with thresholds that are measured
 * on the corpus itself.
 */
import type { Confidence } from "./finding.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { calibrate, spread, type ForeseenCoverage, type Thresholds } from "./thresholds.ts";
import { expectedAnswerOf } from "./expected-answer.ts";
import type { LanguageIndex } from "./language-index.ts";
import { buildQuery, languageOfForeseen, totalIdf, type Query } from "./query.ts";
import { rankPassages } from "./rank.ts";
import { measureCoverage, type PassageCoverage, type SearchTask } from "./passage-coverage.ts";

/** How many of the best passages count. */
const MEASURED = 5;

/** How many foreseen questions are put to the index when its thresholds are measured. */
const FORESEEN_ASKED = 80;

/** Taken off a question all of whose words nobody foresaw. On the tuning sets of test/quality 0.2 to 0.4 are alike, 2026-11. */
const UNFORESEEN_PENALTY = 0.3;

/** How well the best few passages cover a question. */
export interface RankingCoverage {
  /** 0 to 1; up to 2 where questions are foreseen. */
  readonly coverage: number;
  /** The same, less the similarity to a question that the article is foreseen to leave open: from -1. */
  readonly answered: number;
}

export function rankingCoverage(
  passages: readonly PassageCoverage[],
  query: Query,
  { isForeseen }: LanguageIndex,
): RankingCoverage {
  const unanswered = Math.max(0, ...passages.slice(0, MEASURED).map((one) => one.unanswered));
  // Where questions are foreseen, a word that none of them holds is a sign that the article does not answer.
  const coverage =
    meanCoverage(passages) - (isForeseen ? UNFORESEEN_PENALTY * unmatchedShare(query) : 0);
  return { coverage, answered: coverage - unanswered };
}

/** The mean of the best sentence's coverage and the best passage's. */
function meanCoverage(passages: readonly PassageCoverage[]): number {
  const first = passages.slice(0, MEASURED);
  const sentence = Math.max(0, ...first.flatMap(({ sentences }) => sentences));
  // Foreseen questions raise a sentence's coverage only; its passage covers at least as much.
  return (sentence + Math.max(sentence, ...first.map(({ whole }) => whole))) / 2;
}

/** The share of the question's idf in words that match nothing, neither in the passages nor in foreseen questions. */
export function unmatchedShare(query: Query): number {
  const total = totalIdf(query);
  if (total === 0) return 0;
  const unmatched = query.words.filter(({ matches }) => matches.length === 0);
  return unmatched.reduce((sum, { idf, weight }) => sum + idf * weight, 0) / total;
}

export function confidenceOf(
  { coverage, answered }: RankingCoverage,
  { near, unsure, sure }: Thresholds,
): Confidence {
  if (answered >= sure) return "sure";
  if (answered >= unsure) return "unsure";
  return coverage >= near ? "near" : "absent";
}

/** Measures an index's thresholds: its own sentences and foreseen questions are put to it as questions. */
export function measureThresholds(index: LanguageIndex): Thresholds {
  const sentences = [...index.passages].flatMap(([position, passage]) =>
    passage.kind === "paragraph" ? passage.sentences.map(({ text }) => ({ position, text })) : [],
  );
  return calibrate(sentences, {
    language: index.language,
    isContentWord: contentWordTest(index.language),
    coverageWithout: (question, position) => coverageWithout(index, question, position),
    foreseen: coverForeseen(index),
  });
}

/** How well the other passages cover a question made of words of the passage at `position`: chance, that is. */
function coverageWithout(index: LanguageIndex, question: string, position: number): number {
  const leftOut = new Set(index.analyse(index.passages.get(position)?.text ?? ""));
  const others = {
    ...index,
    // Synonyms raise a real question's coverage and this one's alike; without them it is measured faster.
    related: () => [],
    frequency: (term: string) => index.frequency(term) - (leftOut.has(term) ? 1 : 0),
  };
  const query = buildQuery([{ text: question, weight: 1 }], others, {
    language: index.language,
    isContentWord: contentWordTest(index.language),
  });
  const ranking = rankPassages(query, index, MEASURED + 1).filter(
    (scored) => scored.position !== position,
  );
  return answeredCoverage(ranking, { query, index, expected: null });
}

/** How well the passages cover some of the foreseen questions. */
function coverForeseen(index: LanguageIndex): ForeseenCoverage {
  if (!index.isForeseen) return { answered: [], absent: [] };
  const passages = [...index.passages.values()];
  const places = passages.flatMap((passage) =>
    passage.sentences.flatMap(({ foreseen }, sentence) =>
      foreseen.answered.map((text, i) => ({ passage, sentence, text, i })),
    ),
  );
  const hasOthers = index.positions.size > 1;
  const answered: number[] = [];
  const absent: number[] = [];
  for (const { passage, sentence, text, i } of spread(places, FORESEEN_ASKED)) {
    const query = buildQuery(
      [{ text, weight: 1 }],
      index,
      languageOfForeseen(text, index.language),
    );
    const task = { query, index, expected: expectedAnswerOf(text) };
    const without = index.analysePassage(passage).sentences[sentence]?.answered.questions[i];
    const ranking = rankPassages(query, index, index.size);
    answered.push(answeredCoverage(ranking, { ...task, without }));
    const ofOthers = ranking.filter(
      ({ position }) => index.passages.get(position)?.article !== passage.article,
    );
    if (hasOthers) absent.push(answeredCoverage(ofOthers, task));
  }
  return { answered, absent };
}

function answeredCoverage(ranking: readonly { position: number }[], task: SearchTask): number {
  const { query, index } = task;
  const first = ranking.slice(0, MEASURED);
  const passages = first.flatMap(({ position }) => index.passages.get(position) ?? []);
  const coverages = passages.map((passage) => measureCoverage(passage, task));
  return rankingCoverage(coverages, query, index).answered;
}
