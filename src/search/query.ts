/**
 * Question → Query: its words, the passages' words that match each of them, and how much each counts.
 */
import anyAscii from "any-ascii";

import type { Related } from "../text/lists/dictionary.ts";
import type { Analyse } from "../text/terms.ts";
import { fold } from "../text/fold.ts";
import { hashGrams } from "../text/grams.ts";
import { listedWordTest } from "../text/lists/common-words.ts";
import { contentWordTest, hasStrictList } from "../text/lists/content-words.ts";
import { tellByFunctionWords, tellLanguage } from "../text/language.ts";
import { inOneNotation } from "../text/numbers/values.ts";
import { splitWords } from "../text/words.ts";
import { withoutQuestionWords } from "./expected-answer.ts";
import type { Lexicon } from "./lexicon.ts";
import { inverseFrequency, type WeightedTerm } from "./passage-index.ts";

/** What building a query needs to know of one language's passages. */
export interface Vocabulary {
  readonly language: string;
  readonly analyse: Analyse;
  /** How many passages hold the term. */
  readonly frequency: (term: string) => number;
  readonly size: number;
  readonly lexicon: Lexicon;
  /** Translations and synonyms of a question's word, in the passages' language. */
  readonly related: Related;
  /** Words of the passages, folded, that the word may be mistyped for. */
  readonly speltLike: (word: string) => readonly string[];
  /** "Putin" → "Wladimir Putin": the full name of a person in the passages; null for any other word. */
  readonly nameOf: (word: string) => string | null;
}

/** `isCompound`: made of this word and its neighbour, so it may match for both. */
export interface QueryTerm extends WeightedTerm {
  readonly isCompound: boolean;
}

/** A word of the passages that counts as a hit for a word of the question. */
export interface WordMatch {
  /** The passages' word, by its id in the lexicon. */
  readonly wordId: number;
  /** How much of a hit it is, 0 to 1; 1 for the word itself. */
  readonly weight: number;
  /** The synonym or translation that matched; null for the word itself and for a similar spelling. */
  readonly term: string | null;
}

export interface QueryWord {
  readonly text: string;
  /** The word's own terms (weight 1), then those of compounds, related and misspelt words, which weigh less. */
  readonly terms: readonly QueryTerm[];
  /** Hashed 4-grams of the word, then of its related words. */
  readonly grams: readonly ReadonlySet<number>[];
  /** Empty for a word without weight (`idf` 0). */
  readonly matches: readonly WordMatch[];
  /** Inverse passage frequency: a rare word tells more. 0 for a function word. */
  readonly idf: number;
  /** Whether the passages hold one of its own terms. */
  readonly known: boolean;
  /** 1 for the question itself, less for the previous question of a follow-up. */
  readonly weight: number;
}

export interface Query {
  /** Of the question, ISO 639-1. */
  readonly language: string;
  readonly words: readonly QueryWord[];
  /** The same as they are written, folded. */
  readonly folded: ReadonlySet<string>;
  /** The best weight of each passage word that matches a word of the question, by word id; 0 to 1. */
  readonly matchWeights: ReadonlyMap<number, number>;
  /** The share of its content words that the passages do not hold, 0 to 1. */
  readonly unknownShare: number;
}

/** How much a related word counts beside the word that was typed. */
export const RELATED_WEIGHT = 0.6;

/** How much a word counts that the typed one may be a misspelling of. */
const SPELT_LIKE_WEIGHT = 0.7;

export interface QueryPart {
  readonly text: string;
  readonly weight: number;
}

/** The language a question is in. */
export interface QueryLanguage {
  /** ISO 639-1. */
  readonly language: string;
  readonly isContentWord: (word: string) => boolean;
}

/** `fallback` where the question's words do not tell its language. */
export function languageOf(question: string, fallback: string): QueryLanguage {
  return inLanguage(question, tellLanguage(question) ?? fallback);
}

/** A foreseen question's: there are thousands, in the spoken languages or the article's, and the detector takes 0.3 ms for each. */
export function languageOfForeseen(question: string, ofArticle: string): QueryLanguage {
  return inLanguage(question, tellByFunctionWords(question, ofArticle) ?? ofArticle);
}

function inLanguage(question: string, language: string): QueryLanguage {
  return { language, isContentWord: withoutQuestionWords(contentWordTest(language), question) };
}

export function buildQuery(
  parts: readonly QueryPart[],
  vocabulary: Vocabulary,
  asked: QueryLanguage,
): Query {
  const words: QueryWord[] = [];
  const seen = new Set<string>();
  for (const { text, weight } of parts) {
    const inOwn = inOneNotation(text, asked.language);
    // A short question's language is easily mistaken: "was is am elften juli los".
    const rewritten = inOwn === text ? inOneNotation(text, vocabulary.language) : inOwn;
    const texts = splitWords(rewritten, vocabulary.language);
    const compounds = compoundsOf(texts, vocabulary, asked);
    texts.forEach((word, i) => {
      const built = buildWord(word, { weight, vocabulary, asked, compounds: compounds[i] ?? [] });
      const key = built.terms[0]?.term ?? word;
      if (seen.has(key)) return;
      seen.add(key);
      words.push(built);
    });
  }
  const counted = namesOnce(words, vocabulary);
  const content = counted.filter((word) => word.idf > 0 && word.weight === 1);
  const unknown = content.filter((word) => !word.known);
  return {
    language: asked.language,
    words: counted,
    folded: new Set(words.map((word) => fold(word.text, vocabulary.language))),
    matchWeights: bestMatchWeights(counted),
    unknownShare: content.length === 0 ? 0 : unknown.length / content.length,
  };
}

function bestMatchWeights(words: readonly QueryWord[]): Map<number, number> {
  const best = new Map<number, number>();
  for (const { wordId, weight } of words.flatMap(({ matches }) => matches))
    best.set(wordId, Math.max(weight, best.get(wordId) ?? 0));
  return best;
}

/** "Kim Jong Un" is one thing to ask for: only the rarest part of a name keeps its idf, the others get 0. */
function namesOnce(words: readonly QueryWord[], { nameOf }: Vocabulary): QueryWord[] {
  const rarest = new Map<string, QueryWord>();
  for (const word of words) {
    const name = nameOf(word.text);
    if (name !== null && word.idf > (rarest.get(name)?.idf ?? 0)) rarest.set(name, word);
  }
  return words.map((word) => {
    const name = nameOf(word.text);
    return name === null || rarest.get(name) === word ? word : { ...word, idf: 0 };
  });
}

/** What German puts between the parts of a compound: "Verteidigung-s-ministerium". */
const LINKING_LETTERS = ["", "s", "n", "en"];

/** For each word the compounds of it and a neighbour that occur in the passages: "arms deals" → "Waffengeschäfte". */
function compoundsOf(
  texts: readonly string[],
  vocabulary: Vocabulary,
  asked: QueryLanguage,
): string[][] {
  const compounds: string[][] = texts.map(() => []);
  if (vocabulary.language !== "de") return compounds;
  const meanings = texts.map((text) =>
    asked.isContentWord(text) ? [text, ...vocabulary.related(text, asked.language)] : [],
  );
  for (let i = 1; i < texts.length; i += 1) {
    for (const first of meanings[i - 1] ?? []) {
      if (!vocabulary.lexicon.hasBeginning(first)) continue;
      for (const second of meanings[i] ?? []) {
        const found = LINKING_LETTERS.map(
          (letters) => first + letters + second.toLowerCase(),
        ).filter((word) => vocabulary.analyse(word).some((term) => vocabulary.frequency(term) > 0));
        compounds[i - 1]?.push(...found);
        compounds[i]?.push(...found);
      }
    }
  }
  return compounds;
}

/** The idf of all its words: what a text that holds each of them would score. */
export function totalIdf(query: Query): number {
  return query.words.reduce((sum, word) => sum + word.idf * word.weight, 0);
}

function buildWord(
  text: string,
  {
    weight,
    vocabulary,
    asked,
    compounds,
  }: { weight: number; vocabulary: Vocabulary; asked: QueryLanguage; compounds: readonly string[] },
): QueryWord {
  const content = asked.isContentWord(text);
  const isForeign = asked.language !== vocabulary.language;
  // English "war" is not German "war".
  const isFalseFriend =
    isForeign && hasStrictList(vocabulary.language) && !contentWordTest(vocabulary.language)(text);
  const own = isFalseFriend ? [] : [...new Set(vocabulary.analyse(text))];
  const known = own.some((term) => vocabulary.frequency(term) > 0);
  const related = content && (!known || isForeign) ? vocabulary.related(text, asked.language) : [];
  const knownTerms = (words: readonly string[]) =>
    [...new Set(words.flatMap(vocabulary.analyse))].filter(
      (term) => vocabulary.frequency(term) > 0,
    );
  const substitutes = [...knownTerms(compounds), ...knownTerms(related)];
  const speltLike =
    !known && substitutes.length === 0 && mayBeMistyped(text, asked)
      ? [...new Set(vocabulary.speltLike(text).flatMap(vocabulary.analyse))]
      : [];
  const frequency = Math.max(...own.map((term) => vocabulary.frequency(term)), 0);
  const terms = [
    ...own.map((term) => ({ term, weight: 1, isCompound: false })),
    ...knownTerms(compounds).map((term) => ({ term, weight: RELATED_WEIGHT, isCompound: true })),
    ...knownTerms(related).map((term) => ({ term, weight: RELATED_WEIGHT, isCompound: false })),
    ...speltLike.map((term) => ({ term, weight: SPELT_LIKE_WEIGHT, isCompound: false })),
  ];
  const idf = content ? inverseFrequency(frequency, vocabulary.size) : 0;
  return {
    text,
    terms,
    grams: [text, ...compounds, ...related].map(
      (word) => new Set(hashGrams(word, vocabulary.language)),
    ),
    matches: idf === 0 ? [] : findMatches(text, terms, vocabulary.lexicon),
    idf,
    known,
    weight,
  };
}

/** "ländern" is no mistyped "wandern": a word that its language knows is right as it is, and so is a number. */
function mayBeMistyped(word: string, { language, isContentWord }: QueryLanguage): boolean {
  return isContentWord(word) && !/\d/.test(word) && !listedWordTest(language)(word.toLowerCase());
}

/** How much a word with a similar spelling counts, times the share of 4-grams. Set on test/quality/tuning.jsonl, 2026-11. */
const SIMILAR_WEIGHT = 0.85;

function findMatches(text: string, terms: readonly QueryTerm[], lexicon: Lexicon): WordMatch[] {
  const found = new Map<number, WordMatch>();
  for (const [wordId, share] of lexicon.similarTo(text)) {
    found.set(wordId, { wordId, weight: share * SIMILAR_WEIGHT, term: null });
  }
  for (const { term, weight, isCompound } of terms) {
    for (const wordId of lexicon.idsWithTerm(term)) {
      if (weight > (found.get(wordId)?.weight ?? 0))
        found.set(wordId, { wordId, weight, term: weight === 1 || isCompound ? null : term });
    }
  }
  return [...found.values()];
}

const FOREIGN_LETTER = /(?!\p{Script=Latin})\p{L}/u;

/** Transliterates a question in another script where the passages are in Latin letters. */
export function inScript(parts: readonly QueryPart[], language: string): readonly QueryPart[] {
  const isForeign = parts.some(({ text }) => FOREIGN_LETTER.test(text.normalize("NFKC")));
  return isForeign && new Intl.Locale(language).maximize().script === "Latn"
    ? parts.map(({ text, weight }) => ({ text: anyAscii(text.toWellFormed()), weight }))
    : parts;
}
