/**
 * How sure a ranking is: what it bears of the question, beside what this corpus bears of any question by chance, and of
 * those that it is foreseen to be asked.
 */
import type { Confidence } from "./finding.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { calibrate, spread, type ForeseenShares, type Thresholds } from "./thresholds.ts";
import { expectationOf } from "./expectation.ts";
import type { LanguageIndex } from "./language-index.ts";
import { buildQuery, languageOf, totalIdf, type Query } from "./query.ts";
import { rankPassages } from "./rank.ts";
import { weighPassage, type Weighed, type Weighing } from "./weighing.ts";

/** Passages that are weighed. */
export const WEIGHED = 5;

/** Foreseen questions that are asked. */
const FORESEEN_ASKED = 80;

/** What a question loses that consists of words nobody foresaw. On the tuning sets of test/quality 0.2 to 0.4 are alike, 2026-11. */
const UNFORESEEN = 0.3;

/** How the first few passages bear a question. */
export interface Strength {
  /** How near they are to it, 0 to 1; up to 2 where questions are foreseen. */
  readonly share: number;
  /** The same, less what is foreseen to be left open: from -1. */
  readonly answering: number;
}

export function strengthOf(
  weighed: readonly Weighed[],
  query: Query,
  { isForeseen }: LanguageIndex,
): Strength {
  const leftOpen = Math.max(0, ...weighed.slice(0, WEIGHED).map((one) => one.leftOpen));
  // Where what people may ask is foreseen, words that nobody foresaw are telling.
  const share = shareOf(weighed) - (isForeseen ? UNFORESEEN * unheardShare(query) : 0);
  return { share, answering: share - leftOpen };
}

/** The mean of what the best sentence and the best passage of the first few bear. */
export function shareOf(weighed: readonly Weighed[]): number {
  const first = weighed.slice(0, WEIGHED);
  const sentence = Math.max(0, ...first.flatMap(({ sentences }) => sentences));
  // What is foreseen of a sentence is not counted for its passage, which bears as much all the same.
  return (sentence + Math.max(sentence, ...first.map(({ whole }) => whole))) / 2;
}

/** The share of its worth for which no word of the passages, or of what is foreseen of them, stands. */
function unheardShare(query: Query): number {
  const total = totalIdf(query);
  if (total === 0) return 0;
  const unheard = query.words.filter(({ matches }) => matches.length === 0);
  return unheard.reduce((sum, { idf, weight }) => sum + idf * weight, 0) / total;
}

export function judge(
  { share, answering }: Strength,
  { near, unsure, sure }: Thresholds,
): Confidence {
  if (answering >= sure) return "sure";
  if (answering >= unsure) return "unsure";
  return share >= near ? "near" : "absent";
}

/** Asks the index's sentences against its other passages, and its foreseen questions as if each were not foreseen. */
export function measureThresholds(index: LanguageIndex): Thresholds {
  const sentences = index.passages.flatMap((passage, position) =>
    passage.kind === "paragraph" ? passage.sentences.map(({ text }) => ({ position, text })) : [],
  );
  return calibrate(sentences, {
    language: index.language,
    isContentWord: contentWordTest(index.language),
    bear: (question, position) => bearWithout(index, question, position),
    foreseen: askForeseen(index),
  });
}

/** What the other passages bear of a question in the words of the one at the position. */
function bearWithout(index: LanguageIndex, question: string, position: number): number {
  const leftOut = new Set(index.analyse(index.passages[position]?.text ?? ""));
  const others = {
    ...index,
    // Words of like meaning raise a question's share and chance's alike; without them it is quicker told.
    related: () => [],
    frequency: (term: string) => index.frequency(term) - (leftOut.has(term) ? 1 : 0),
  };
  const query = buildQuery([{ text: question, weight: 1 }], others, {
    language: index.language,
    isContentWord: contentWordTest(index.language),
  });
  const ranking = rankPassages(query, index, WEIGHED + 1).filter(
    (scored) => scored.position !== position,
  );
  return answeringOf(ranking, { query, index, expectation: null });
}

/** What the passages bear of some of the foreseen questions. */
function askForeseen(index: LanguageIndex): ForeseenShares {
  if (!index.isForeseen) return { answered: [], absent: [] };
  const places = index.passages.flatMap((passage) =>
    passage.sentences.flatMap(({ foreseen }, sentence) =>
      foreseen.answered.map((text, i) => ({ passage, sentence, text, i })),
    ),
  );
  const hasOthers = index.passages.some(({ article }) => article !== index.passages[0]?.article);
  const answered: number[] = [];
  const absent: number[] = [];
  for (const { passage, sentence, text, i } of spread(places, FORESEEN_ASKED)) {
    const query = buildQuery([{ text, weight: 1 }], index, languageOf(text, index.language));
    const weighing = { query, index, expectation: expectationOf(text) };
    const without = index.read(passage).sentences[sentence]?.answered.questions[i];
    const ranking = rankPassages(query, index, index.size);
    answered.push(answeringOf(ranking, { ...weighing, without }));
    const ofOthers = ranking.filter(
      ({ position }) => index.passages[position]?.article !== passage.article,
    );
    if (hasOthers) absent.push(answeringOf(ofOthers, weighing));
  }
  return { answered, absent };
}

function answeringOf(ranking: readonly { position: number }[], weighing: Weighing): number {
  const { query, index } = weighing;
  const first = ranking.slice(0, WEIGHED);
  const passages = first.flatMap(({ position }) => index.passages[position] ?? []);
  const weighed = passages.map((passage) => weighPassage(passage, weighing));
  return strengthOf(weighed, query, index).answering;
}
