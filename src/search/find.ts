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
import { buildQuery, totalWorth, type QueryLanguage, type QueryPart } from "./query.ts";
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

/** Indexes the corpus; some 1 ms a passage. */
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
  const { question, previous } = asked;
  const parts = [
    { text: question, weight: 1 },
    ...(previous === null ? [] : [{ text: previous, weight: PREVIOUS_WEIGHT }]),
  ];
  const query = buildQuery(inScript(parts, index.language), index, asked);
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
  const sureness = judged === "sure" && lacksExpected(ranking, weighing) ? "unsure" : judged;
  return { passages, sureness, strength: share / thresholds.sure };
}

/** Whether the sentence that bears most has no time, sum or number where one is asked for. */
function lacksExpected(ranking: readonly RankedPassage[], { expectation }: Weighing): boolean {
  if (expectation === null || expectation === "content") return false;
  const weighed = ranking.flatMap(({ passage, sentences }) =>
    sentences.map((share, i) => ({ share, text: passage.sentences[i]?.text ?? "" })),
  );
  const [best] = weighed.toSorted((a, b) => b.share - a.share);
  return best !== undefined && !hasExpected(expectation, best.text);
}

/** A question about pictures is put to the captions; with no word but that it asks for all of them. */
function findPictures(shelf: Shelf, asked: Asked): Found {
  const isContentWord = (word: string) => asked.isContentWord(word) && !isPictureWord(word);
  const captions = shelf.index.passages.filter(({ kind }) => kind === "caption");
  const found = findOn(shelf, { ...asked, isContentWord });
  if (splitWords(asked.question, asked.language).some(isContentWord)) {
    const pictured = found.passages.filter(({ passage }) => passage.kind === "caption");
    return {
      ...found,
      passages: [...pictured, ...found.passages.filter((ranked) => !pictured.includes(ranked))],
    };
  }
  const passages = captions
    .slice(0, PASSAGES.few)
    .map((passage) => ({ passage, score: 1, sentences: passage.sentences.map(() => 1) }));
  return {
    passages,
    sureness: passages.length > 0 ? "sure" : "absent",
    strength: passages.length > 0 ? 1 : 0,
  };
}

/** Several languages' passages in one order: each score stands for a share of its own question's worth. */
function merge(found: readonly Found[]): Finding {
  const [best] = found.toSorted((a, b) => b.strength - a.strength);
  if (best === undefined) return { passages: [], sureness: "absent" };
  if (found.length === 1) return best;
  const passages = found.flatMap((one) => one.passages).toSorted((a, b) => b.score - a.score);
  return { passages: passages.slice(0, PASSAGES.few), sureness: best.sureness };
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
