/**
 * Question → Finding: passages worth answering from, and how far they bear the question.
 */
import anyAscii from "any-ascii";

import type { Finding, RankedPassage } from "../corpus/finding.ts";
import type { Corpus } from "../corpus/passage.ts";
import { contentWordTest } from "../text/content-words.ts";
import { tellLanguage } from "../text/question-language.ts";
import { splitWords } from "../text/words.ts";
import type { Thresholds } from "./calibrate.ts";
import { isAboutPictures, isPictureWord, settle } from "./captions.ts";
import { expectationOf, hasExpected } from "./expectation.ts";
import { leansOn } from "./follow-up.ts";
import { indexByLanguage, type LanguageIndex } from "./language-index.ts";
import { buildQuery, totalWorth, type Query, type QueryLanguage, type QueryPart } from "./query.ts";
import { rankPassages } from "./rank.ts";
import {
  judge,
  measureThresholds,
  weighPassages,
  weighSentences,
  type Weighing,
} from "./sureness.ts";

/** `previous` is what the same person asked before, null when nothing. */
export type Find = (question: string, previous: string | null) => Finding;

/** Passages handed on; more for corpora in which more are near. */
const PASSAGES = { few: 10, many: 12, manyFrom: 10_000 } as const;

/** What a question before this one counts. */
const PREVIOUS_WEIGHT = 0.5;

interface Shelf {
  readonly index: LanguageIndex;
  readonly thresholds: Thresholds;
}

interface Found extends Finding {
  /** What the passages bear of the question, in units of what this corpus takes for sure. */
  readonly strength: number;
}

/** Indexes the corpus; 1 to 4 ms a passage. */
export function createFind({ articles }: Corpus): Find {
  const shelves = indexByLanguage(articles.flatMap((article) => article.passages)).map(
    (index): Shelf => ({
      index,
      thresholds: measureThresholds(index),
    }),
  );
  return (question, previous) => {
    const known = tellLanguage(question);
    const found = shelves.map((shelf) => {
      const language = known ?? shelf.index.language;
      const isContentWord = contentWordTest(language);
      const leans = previous !== null && leansOn(question, isContentWord);
      const asked = { question, previous: leans ? previous : null, language, isContentWord };
      return isAboutPictures(question) ? findPictures(shelf, asked) : findOn(shelf, asked);
    });
    return merge(found);
  };
}

interface Asked extends QueryLanguage {
  readonly question: string;
  readonly previous: string | null;
}

function findOn({ index, thresholds }: Shelf, asked: Asked): Found {
  const { question } = asked;
  const query = queryOf(asked, index);
  const weighing: Weighing = { query, index, expectation: expectationOf(question) };
  const limit = index.size >= PASSAGES.manyFrom ? PASSAGES.many : PASSAGES.few;
  const ranking = rankPassages(query, index, limit).flatMap(
    ({ position, score }): RankedPassage[] => {
      const passage = index.passages[position];
      return passage === undefined
        ? []
        : [
            {
              passage,
              score: score / (totalWorth(query) || 1),
              sentences: weighSentences(passage, weighing),
            },
          ];
    },
  );
  const share = weighPassages(
    ranking.map(({ passage }) => passage),
    weighing,
  );
  const passages = settle(ranking);
  const judged = judge(share, thresholds);
  const isDoubtful = lacksExpected(ranking, weighing) || !bearsItself(ranking, weighing, share);
  const sureness = judged === "sure" && isDoubtful ? "unsure" : judged;
  return { passages, sureness, strength: share / thresholds.sure };
}

/** With the question before, unless this one names something of which the passages know nothing: "und das Wetter?". */
function queryOf(asked: Asked, index: LanguageIndex): Query {
  const own = { text: asked.question, weight: 1 };
  const alone = buildQuery(inScript([own], index.language), index, asked);
  const isOther =
    alone.words.some(({ worth }) => worth > 0) &&
    alone.words.every(
      ({ worth, terms }) => worth === 0 || !terms.some(({ term }) => index.frequency(term) > 0),
    );
  if (asked.previous === null || isOther) return alone;
  const before = { text: asked.previous, weight: PREVIOUS_WEIGHT };
  return buildQuery(inScript([own, before], index.language), index, asked);
}

/** Whether at least half of what is borne of a question in the passages' language is its own words, not words of like meaning. */
function bearsItself(
  ranking: readonly RankedPassage[],
  weighing: Weighing,
  share: number,
): boolean {
  const { query, index } = weighing;
  if (query.language !== index.language) return true;
  const words = query.words.map((word) => ({
    ...word,
    terms: word.terms.filter(({ weight }) => weight === 1),
  }));
  const passages = ranking.map(({ passage }) => passage);
  return weighPassages(passages, { ...weighing, query: { ...query, words } }) >= share / 2;
}

/** Whether the sentence that bears most has no time, sum or number where one is asked for. */
function lacksExpected(
  ranking: readonly RankedPassage[],
  { expectation, index }: Weighing,
): boolean {
  if (expectation === null || expectation === "content" || expectation === "person") return false;
  const weighed = ranking.flatMap(({ passage, sentences }) =>
    sentences.map((share, i) => ({ share, text: passage.sentences[i]?.text ?? "" })),
  );
  const [best] = weighed.toSorted((a, b) => b.share - a.share);
  return best !== undefined && !hasExpected(expectation, best.text, index.nameOf);
}

/**
 * A question about pictures is put to the captions; with no word but that it asks for all of them.
 * Where the paragraphs tell of pictures themselves, or there are no captions, it is a question like any other.
 */
function findPictures(shelf: Shelf, asked: Asked): Found {
  const captions = shelf.index.passages.filter(({ kind }) => kind === "caption");
  const plain = findOn(shelf, asked);
  if (captions.length === 0 || tellsOfPictures(shelf.index, asked)) return plain;
  const isContentWord = (word: string) => asked.isContentWord(word) && !isPictureWord(word);
  if (splitWords(asked.question, asked.language).some(isContentWord)) {
    const found = findOn(shelf, { ...asked, isContentWord });
    const pictured = found.passages.filter(({ passage }) => passage.kind === "caption");
    const others = found.passages.filter((ranked) => !pictured.includes(ranked));
    return { ...found, passages: [...pictured, ...others] };
  }
  const passages = captions.slice(0, PASSAGES.few).map((passage) => ({
    passage,
    score: 1,
    sentences: passage.sentences.map(() => 1),
  }));
  return { passages, sureness: "sure", strength: 1 };
}

/** Whether the passages hold the word for a picture that was asked with. */
function tellsOfPictures(index: LanguageIndex, { question, language }: Asked): boolean {
  const words = splitWords(question, language).filter(isAboutPictures);
  return words.flatMap(index.analyse).some((term) => index.frequency(term) > 0);
}

/** Several languages' passages in one order: a language counts as far as it bears the question. */
function merge(found: readonly Found[]): Finding {
  const [best] = found.toSorted((a, b) => b.strength - a.strength);
  if (best === undefined) return { passages: [], sureness: "absent" };
  if (found.length === 1) return best;
  const weighed = found.flatMap(({ passages, strength }) =>
    passages.map((ranked) => ({
      ...ranked,
      score: best.strength === 0 ? ranked.score : (ranked.score * strength) / best.strength,
    })),
  );
  const passages = weighed.toSorted((a, b) => b.score - a.score).slice(0, PASSAGES.few);
  return { passages, sureness: best.sureness };
}

/** A question in another script is tried in Latin letters where the passages are Latin. */
function inScript(parts: readonly QueryPart[], language: string): readonly QueryPart[] {
  const latin = new Intl.Locale(language).maximize().script === "Latn";
  const foreign = parts.some(({ text }) =>
    splitWords(text, language).some((word) => /[^\p{Script=Latin}\p{M}\p{Nd}'’.,]/u.test(word)),
  );
  return latin && foreign
    ? parts.map(({ text, weight }) => ({ text: anyAscii(text.toWellFormed()), weight }))
    : parts;
}
