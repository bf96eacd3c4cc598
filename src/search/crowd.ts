/**
 * Finding among many articles: the article first, then the passage in it; and the evidence that it answers.
 *
 * People ask an archive about an event, and the words of their question are spread over title, lead and paragraphs. Among
 * many articles some passage holds most words of any question, so the share of the question that is covered tells little:
 * what tells is how rare the words are that one sentence and its article hold.
 */
import { compareArticles, type Passage } from "../corpus/passage.ts";
import type { Confidence } from "./finding.ts";
import { hash } from "../text/grams.ts";
import type { AnalysedSentence } from "./analysed-passage.ts";
import type { LanguageIndex } from "./language-index.ts";
import { inverseFrequency } from "./passage-index.ts";
import type { Query, QueryWord } from "./query.ts";
import { gramWeightOf, rankPassages, weightedGrams, weightedTerms, type Scored } from "./rank.ts";

/** From as many articles on. */
const CROWD = 100;

/** `articles`: in all languages. */
export function isCrowd(articles: number): boolean {
  return articles >= CROWD;
}

/** How much an article's rank counts beside its passage's: on 1,006 news articles 1.5 and 2.5 are alike, 2026-11. */
const ARTICLE_WEIGHT = 2.5;
/** Added to each rank, from 0, before it is inverted: there recall@5 is 0.86 with 1, 0.83 with 3, 0.80 with 10. */
const RANK_OFFSET = 1;
/** How many of the best articles' passages, and of the best passages, are looked at. */
const LOOKED_AT = { articles: 10, passages: 100 } as const;

/** Best first, at most `limit`: by the rank of the article and that of the passage. */
export function rankInCrowd(query: Query, index: LanguageIndex, limit: number): Scored[] {
  const passages = rankPassages(query, index, LOOKED_AT.passages);
  const fused = new Map<number, number>();
  passages.forEach(({ position }, rank) => fused.set(position, 1 / (rank + RANK_OFFSET)));
  rankArticles(query, index).forEach((article, rank) => {
    for (const position of article) {
      const own = fused.get(position);
      if (own !== undefined) fused.set(position, own + ARTICLE_WEIGHT / (rank + RANK_OFFSET));
    }
  });
  return [...fused]
    .map(([position, score]) => ({ position, score }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit);
}

/** The positions of the best articles' passages, best article first. */
function rankArticles(query: Query, { articles, passages, positions }: LanguageIndex) {
  const terms = new Map(
    weightedTerms(query).map(({ term, weight }): [number, number] => [hash(term), weight]),
  );
  const byTerms = articles.terms.search(terms);
  const byGrams = articles.grams.search(weightedGrams(query));
  const gramWeight = gramWeightOf(query);
  const scored: Scored[] = [];
  byTerms.forEach((score, position) => {
    const all = score + gramWeight * (byGrams[position] ?? 0);
    if (all > 0) scored.push({ position, score: all });
  });
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, LOOKED_AT.articles)
    .map(({ position }) => {
      const article = passages.get(position)?.article;
      return article === undefined ? [] : (positions.get(article) ?? []);
    });
}

/** Of the same words in several articles only the newest article's, in the first's place. */
export function onlyNewest<Item extends { readonly passage: Passage; readonly score: number }>(
  ranking: readonly Item[],
): Item[] {
  const byText = new Map<string, Item>();
  for (const item of ranking) {
    const first = byText.get(item.passage.text);
    if (first === undefined) byText.set(item.passage.text, item);
    else if (compareArticles(item.passage.article, first.passage.article) < 0)
      byText.set(item.passage.text, { ...item, score: first.score });
  }
  return [...byText.values()];
}

/**
 * From which evidence on an answer is near, unsure and sure, in inverse frequencies of a word that one article alone holds;
 * such a word gives 1.5. Of 105 questions to 1,006 news articles, on which it was chosen, 1.77 keeps 45 of 70 and
 * declines 16 of 17 off the subject, 2026-11.
 */
const EVIDENCE = { near: 0.9, unsure: 1.77, sure: 2.2 } as const;

export function confidenceInCrowd(evidence: number, articles: number): Confidence {
  const words = evidence / inverseFrequency(1, articles);
  if (words >= EVIDENCE.sure) return "sure";
  if (words >= EVIDENCE.unsure) return "unsure";
  return words >= EVIDENCE.near ? "near" : "absent";
}

/** 1 is just enough to be sure. */
export function relativeEvidence(evidence: number, articles: number): number {
  return evidence / inverseFrequency(1, articles) / EVIDENCE.sure;
}

/** How much of the evidence counts that the article holds beside the sentence. */
const ARTICLE_EVIDENCE = 0.5;

/** What an article holds of a query, by the position of its first passage. */
type ArticleEvidence = ReadonlyMap<number, number>;

/** The most evidence of a sentence: the sum of the inverse frequencies, over articles, of the words it holds, plus half of what its article holds. */
export function evidenceIn(
  ranked: readonly { readonly passage: Passage }[],
  query: Query,
  { index, articles }: { readonly index: LanguageIndex; readonly articles: number },
): number {
  const words = query.words.filter(({ idf }) => idf > 0);
  const idfs = words.map((word) => inverseFrequency(frequencyOf(word, index), articles));
  const around = articleEvidence(words, idfs, index);
  const evidences = ranked.flatMap(({ passage }) => {
    const [first = -1] = index.positions.get(passage.article) ?? [];
    const article = ARTICLE_EVIDENCE * (around.get(first) ?? 0);
    return index.analysePassage(passage).sentences.map((sentence) => {
      const held = words.map(({ matches }, i) => (idfs[i] ?? 0) * mostHeld(matches, sentence));
      return article + held.reduce((sum, one) => sum + one, 0);
    });
  });
  return Math.max(0, ...evidences);
}

function mostHeld(matches: QueryWord["matches"], { words }: AnalysedSentence): number {
  let most = 0;
  for (const { wordId, weight } of matches) if (weight > most && words.has(wordId)) most = weight;
  return most;
}

function articleEvidence(
  words: readonly QueryWord[],
  idfs: readonly number[],
  { articles }: LanguageIndex,
): ArticleEvidence {
  const evidence = new Map<number, number>();
  words.forEach(({ terms }, i) => {
    const held = new Map<number, number>();
    for (const { term, weight } of terms)
      articles.terms.forEach(hash(term), (at) => held.set(at, Math.max(weight, held.get(at) ?? 0)));
    for (const [at, weight] of held)
      evidence.set(at, (evidence.get(at) ?? 0) + weight * (idfs[i] ?? 0));
  });
  return evidence;
}

/** Of the most frequent of its own terms; of a word that no article holds, of those that may stand for it. */
function frequencyOf({ terms }: QueryWord, { articles }: LanguageIndex): number {
  const frequencies = (isOwn: boolean) =>
    terms
      .filter(({ weight }) => (weight === 1) === isOwn)
      .map(({ term }) => articles.terms.frequency(hash(term)));
  const own = Math.max(0, ...frequencies(true));
  return own > 0 ? own : Math.max(0, ...frequencies(false));
}
