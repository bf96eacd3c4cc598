/**
 * Question → Finding: the passages that answer best, and the confidence that they do.
 *
 * In comes a Corpus, and for each question its text; out goes a Finding (`finding.ts`). For each language of the corpus a
 * question passes
 *
 * 1. `query.ts`: its words, with the passages' words that match them (`lexicon.ts`, `spelling.ts`).
 * 2. `rank.ts`: the passages' scores, from `passage-index.ts` (terms) and `hash-index.ts` (4-grams).
 * 3. `passage-coverage.ts`: how well each sentence of the best passages (`analysed-passage.ts`) covers the question, by
 *    `coverage.ts`, `expected-answer.ts` and `foreseen-similarity.ts`.
 * 4. `captions.ts`: captions and pull quotes go to their places.
 * 5. `confidence.ts`, with `thresholds.ts`: whether that is an answer.
 *
 * Among many articles `crowd.ts` takes the place of 2 and 5.
 *
 * `search.ts` keeps the indexes up with the articles, `language-index.ts` holds what these need. `quotes.ts` is apart: quotes for inline queries.
 *
 * @example
 * const { find } = searchOver(corpus.articles);
 * const { passages, confidence } = find("Wann war das?", null);
 * passages[0]?.passage.text; // the best, where `confidence` is "sure"
 */
import type { Finding, RankedPassage } from "./finding.ts";
import type { Passage } from "../corpus/passage.ts";
import { spellOut } from "../text/chat-spelling.ts";
import { splitWords } from "../text/words.ts";
import type { AnalysedSentence } from "./analysed-passage.ts";
import type { Thresholds } from "./thresholds.ts";
import { isAboutPictures, isPictureWord, picturesFirst, paragraphsFirst } from "./captions.ts";
import { expectedAnswerOf, isEnough } from "./expected-answer.ts";
import {
  confidenceInCrowd,
  evidenceIn,
  isCrowd,
  onlyNewest,
  rankInCrowd,
  relativeEvidence,
} from "./crowd.ts";
import { isFollowUp } from "../text/follow-up.ts";
import type { LanguageIndex } from "./language-index.ts";
import {
  buildQuery,
  inScript,
  languageOf,
  RELATED_WEIGHT,
  type Query,
  type QueryLanguage,
} from "./query.ts";
import { rankPassages } from "./rank.ts";
import { confidenceOf, rankingCoverage, unmatchedShare } from "./confidence.ts";
import {
  degreeOf,
  measureCoverage,
  type PassageCoverage,
  type SearchTask,
} from "./passage-coverage.ts";

/** `previous` is the question that the same person asked before; null for none. */
export type Find = (question: string, previous: string | null) => Finding;

/** How many passages a Finding has at most: more in a large corpus, where more are similar. */
const PASSAGES = { few: 10, many: 12, manyFrom: 10_000 } as const;

/** How much the best sentence's coverage counts beside the passage's score. On XQuAD and test/quality 0.3 to 1 are alike; among 1,006 news articles recall@1 is 0.46 with 0.6, 0.49 with 1 and 1.6, 2026-11. */
const SENTENCE_WEIGHT = { few: 0.6, crowd: 1 } as const;

/** How much the words of the previous question count in a follow-up. */
const PREVIOUS_WEIGHT = 0.5;

export interface CalibratedIndex {
  readonly index: LanguageIndex;
  /** In all languages. */
  readonly articles: () => number;
  /** Measured at the first call, so that a start need not wait for it. */
  readonly thresholds: () => Thresholds;
}

interface LanguageFinding extends Finding {
  /** The passages' coverage of the question; 1 is just enough to be sure in this language's index. */
  readonly relativeCoverage: number;
}

/** Asks the indexes as they are at each question. */
export function createFind(indexes: () => readonly CalibratedIndex[]): Find {
  return (typed, previous) => {
    const question = spellOut(typed);
    const findings = indexes().map((calibrated) => {
      const written = languageOf(question, calibrated.index.language);
      const isFollowing = previous !== null && isFollowUp(question, written.isContentWord);
      const asked = { ...written, question, previous: isFollowing ? previous : null };
      return isAboutPictures(question)
        ? findPictures(calibrated, asked)
        : findIn(calibrated, asked);
    });
    return merge(findings);
  };
}

interface Asked extends QueryLanguage {
  readonly question: string;
  readonly previous: string | null;
}

function findIn(
  calibrated: CalibratedIndex,
  asked: Asked,
  { arrange, isFirst }: Arrangement = BY_RANK,
): LanguageFinding {
  const { question } = asked;
  const { index, articles } = calibrated;
  const query = queryOf(asked, index);
  const task: SearchTask = { query, index, expected: expectedAnswerOf(question) };
  const limit = index.size >= PASSAGES.manyFrom ? PASSAGES.many : PASSAGES.few;
  const inCrowd = isCrowd(articles());
  const found = candidatesOf(query, calibrated, isFirst === null ? limit : index.size);
  const ranked = (isFirst === null ? found : putFirst(found, isFirst))
    .slice(0, limit)
    .map(({ passage, score }) => ({
      passage,
      score,
      coverage: measureCoverage(passage, task),
    }));
  const { confidence, relativeCoverage } = judge(ranked, query, calibrated);
  const best = bestSentence(ranked, index);
  const isSure = confidence === "sure" && best !== undefined && isAnsweredBy(best, task);
  return {
    passages: arrange(rerank(ranked, inCrowd ? SENTENCE_WEIGHT.crowd : SENTENCE_WEIGHT.few)),
    confidence: confidence === "sure" && !isSure ? "unsure" : confidence,
    relativeCoverage,
  };
}

function candidatesOf(query: Query, { index, articles }: CalibratedIndex, limit: number) {
  const inCrowd = isCrowd(articles());
  const scored = (inCrowd ? rankInCrowd : rankPassages)(query, index, limit);
  const found = scored.flatMap(({ position, score }) => {
    const passage = index.passages.get(position);
    return passage === undefined ? [] : [{ passage, score }];
  });
  return inCrowd ? onlyNewest(found) : found;
}

function judge(
  ranked: readonly Candidate[],
  query: Query,
  { index, articles, thresholds: measured }: CalibratedIndex,
): Pick<LanguageFinding, "confidence" | "relativeCoverage"> {
  if (isCrowd(articles())) {
    const evidence = evidenceIn(ranked, query, { index, articles: articles() });
    return {
      confidence: confidenceInCrowd(evidence, articles()),
      relativeCoverage: relativeEvidence(evidence, articles()),
    };
  }
  const coverages = ranked.map(({ coverage }) => coverage);
  const covered = rankingCoverage(coverages, query, index);
  const thresholds = measured();
  return {
    confidence: confidenceOf(covered, thresholds),
    relativeCoverage: covered.answered / thresholds.sure,
  };
}

/** Which passages are measured before all others, and the order of those that were measured. */
interface Arrangement {
  readonly arrange: (ranking: readonly RankedPassage[]) => RankedPassage[];
  /** Null: none. */
  readonly isFirst: ((passage: Passage) => boolean) | null;
}

const BY_RANK: Arrangement = { arrange: paragraphsFirst, isFirst: null };
const PICTURES: Arrangement = { arrange: picturesFirst, isFirst: ({ kind }) => kind === "caption" };

function putFirst<Item extends { readonly passage: Passage }>(
  items: readonly Item[],
  isFirst: (passage: Passage) => boolean,
): Item[] {
  return [
    ...items.filter(({ passage }) => isFirst(passage)),
    ...items.filter(({ passage }) => !isFirst(passage)),
  ];
}

interface Candidate {
  readonly passage: Passage;
  readonly score: number;
  readonly coverage: PassageCoverage;
}

/** By the score and the best sentence's coverage. */
function rerank(candidates: readonly Candidate[], sentenceWeight: number): RankedPassage[] {
  const most = Math.max(...candidates.map(({ score }) => score));
  return candidates
    .map(({ passage, score, coverage: { sentences } }) => ({
      passage,
      score: score / most + sentenceWeight * Math.max(...sentences),
      sentences,
    }))
    .toSorted((a, b) => b.score - a.score);
}

/** Adds the previous question, unless this one is about something the passages never mention: "und das Wetter?". */
function queryOf(asked: Asked, index: LanguageIndex): Query {
  const own = { text: asked.question, weight: 1 };
  const alone = buildQuery(inScript([own], index.language), index, asked);
  const isNewTopic =
    alone.words.some(({ idf }) => idf > 0) &&
    alone.words.every(
      ({ idf, terms }) => idf === 0 || !terms.some(({ term }) => index.frequency(term) > 0),
    );
  if (asked.previous === null || isNewTopic) return alone;
  const before = { text: asked.previous, weight: PREVIOUS_WEIGHT };
  return buildQuery(inScript([own, before], index.language), index, asked);
}

/** Which share of a question's content words the best sentence of a sure answer holds at least, and which of their idf the passages may lack at most. On articles of test/quality without foreseen questions 27 of 67 questions near the subject are no longer answered as sure, of 205 right answers 25, 2026-11. */
const MOST_WORDS = { held: 0.5, unknown: 0.4 } as const;
/** A word that is less alike is another. */
const ALIKE = 0.5;

/** Whether the sentence with the best coverage holds the kind of answer that is asked for, and most of what is asked. */
function isAnsweredBy(sentence: AnalysedSentence, task: SearchTask): boolean {
  const { query, expected } = task;
  if (expected !== null && !isEnough(expected, degreeOf(sentence, task))) return false;
  const asked = query.words.filter(({ idf }) => idf > 0);
  const words = sentence.withForeseen(undefined)?.words ?? sentence.words;
  const weights = asked.map(({ matches }) =>
    Math.max(0, ...matches.map(({ wordId, weight }) => (words.has(wordId) ? weight : 0))),
  );
  // Synonyms alone are no answer, but they are all that a question in another language has.
  if (query.language === task.index.language && Math.max(...weights) <= RELATED_WEIGHT)
    return false;
  const held = weights.filter((weight) => weight >= ALIKE);
  return (
    held.length >= MOST_WORDS.held * asked.length && unmatchedShare(query) <= MOST_WORDS.unknown
  );
}

function bestSentence(
  candidates: readonly Candidate[],
  index: LanguageIndex,
): AnalysedSentence | undefined {
  let best: { readonly coverage: number; readonly sentence?: AnalysedSentence } = { coverage: -1 };
  for (const { passage, coverage } of candidates) {
    const { sentences } = index.analysePassage(passage);
    coverage.sentences.forEach((covered, i) => {
      const sentence = sentences[i];
      if (covered > best.coverage && sentence !== undefined) best = { coverage: covered, sentence };
    });
  }
  return best.sentence;
}

/**
 * Answers a question about pictures from the captions: from all of them where it has no other word ("Was zeigen die
 * Fotos?"). Where there are no captions, or the text itself is about pictures, it is a question like any other.
 */
function findPictures(calibrated: CalibratedIndex, asked: Asked): LanguageFinding {
  const captions = [...calibrated.index.passages.values()].filter(({ kind }) => kind === "caption");
  const plain = findIn(calibrated, asked);
  if (captions.length === 0 || tellsOfPictures(calibrated.index, asked)) return plain;
  const isContentWord = (word: string) => asked.isContentWord(word) && !isPictureWord(word);
  if (splitWords(asked.question, asked.language).some(isContentWord)) {
    return findIn(calibrated, { ...asked, isContentWord }, PICTURES);
  }
  const passages = captions.slice(0, PASSAGES.few).map((passage) => ({
    passage,
    score: 1,
    sentences: passage.sentences.map(() => 1),
  }));
  return { passages, confidence: "sure", relativeCoverage: 1 };
}

/** Whether the text itself holds the question's word for a picture. */
function tellsOfPictures(index: LanguageIndex, { question, language }: Asked): boolean {
  const words = splitWords(question, language).filter(isAboutPictures);
  return words.flatMap(index.analyse).some(index.isInText);
}

/** Merges the findings of several languages: each score counts in proportion to its language's coverage. */
function merge(found: readonly LanguageFinding[]): Finding {
  const [best] = found.toSorted((a, b) => b.relativeCoverage - a.relativeCoverage);
  if (best === undefined) return { passages: [], confidence: "absent" };
  if (found.length === 1) return best;
  const scaled = found.flatMap(({ passages, relativeCoverage }) =>
    passages.map((ranked) => ({
      ...ranked,
      score:
        best.relativeCoverage === 0
          ? ranked.score
          : (ranked.score * relativeCoverage) / best.relativeCoverage,
    })),
  );
  const passages = scaled.toSorted((a, b) => b.score - a.score).slice(0, PASSAGES.few);
  return { passages, confidence: best.confidence };
}
