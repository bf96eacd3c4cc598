/**
 * Question → Query: its words with what each is worth in one language's passages.
 */
import type { Related } from "../text/lists/dictionary.ts";
import type { Analyse } from "../text/terms.ts";
import { hashGrams } from "../text/grams.ts";
import { contentWordTest, hasStrictList } from "../text/lists/content-words.ts";
import { tellLanguage } from "../text/language.ts";
import { splitWords } from "../text/words.ts";
import { withoutAsking } from "./expectation.ts";
import type { Lexicon } from "./lexicon.ts";
import type { SpeltLike } from "./spelling.ts";
import { inverseFrequency, type WeightedTerm } from "./passage-index.ts";

/** One language's passages, as far as a query must know them. */
export interface Vocabulary {
  readonly language: string;
  readonly analyse: Analyse;
  /** How many passages hold the term. */
  readonly frequency: (term: string) => number;
  readonly size: number;
  readonly lexicon: Lexicon;
  /** Words of the passages' language for a word of the question: translations, or words of like meaning. */
  readonly related: Related;
  readonly speltLike: SpeltLike;
  /** The full name that the word is part of, of a person the passages name; null for any other word. */
  readonly nameOf: (word: string) => string | null;
}

/** `isJoint`: a compound with a neighbouring word, which stands for both. */
export interface QueryTerm extends WeightedTerm {
  readonly isJoint: boolean;
}

/** A word of the passages that stands for one of the question. */
export interface Evidence {
  /** In the lexicon. */
  readonly number: number;
  /** How well it stands for it, 0 to 1. */
  readonly held: number;
  /** The same where words of like meaning count nothing. */
  readonly own: number;
  /** The term by which it stands for the word without being it; null for the word itself and what is spelt alike. */
  readonly term: string | null;
}

export interface QueryWord {
  readonly text: string;
  /** The word's own terms, then those of related words; the weight says how well each stands for the word. */
  readonly terms: readonly QueryTerm[];
  /** Hashed 4-grams of the word, then of its related words. */
  readonly grams: readonly ReadonlySet<number>[];
  /** Empty for a word without worth. */
  readonly evidence: readonly Evidence[];
  /** What finding it tells: its inverse passage frequency; 0 for a function word. */
  readonly worth: number;
  /** Whether the passages hold one of its own terms. */
  readonly known: boolean;
  /** 1 for the question itself, less for a question before it. */
  readonly weight: number;
}

export interface Query {
  /** Of the question, ISO 639-1. */
  readonly language: string;
  readonly words: readonly QueryWord[];
  /** How well each word of the passages stands for one of its words, by the number in the lexicon; 0 to 1, none is left out. */
  readonly held: ReadonlyMap<number, number>;
  /** The share of its content words that the passages do not hold, 0 to 1. */
  readonly unknownShare: number;
}

/** How well a related word stands for the one that was asked. */
export const RELATED_WEIGHT = 0.6;

/** How well a word spelt nearly so stands for it. */
const SPELT_LIKE_WEIGHT = 0.7;

export interface QueryPart {
  readonly text: string;
  readonly weight: number;
}

/** What is known of the language a question is in. */
export interface QueryLanguage {
  /** ISO 639-1. */
  readonly language: string;
  readonly isContentWord: (word: string) => boolean;
}

/** `fallback` where the question has nothing to tell its language by. */
export function languageOf(question: string, fallback: string): QueryLanguage {
  const language = tellLanguage(question) ?? fallback;
  return { language, isContentWord: withoutAsking(contentWordTest(language), question) };
}

export function buildQuery(
  parts: readonly QueryPart[],
  vocabulary: Vocabulary,
  asked: QueryLanguage,
): Query {
  const words: QueryWord[] = [];
  const seen = new Set<string>();
  for (const { text, weight } of parts) {
    const texts = splitWords(text, vocabulary.language);
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
  const content = counted.filter((word) => word.worth > 0 && word.weight === 1);
  const unknown = content.filter((word) => !word.known);
  return {
    language: asked.language,
    words: counted,
    held: heldBy(counted),
    unknownShare: content.length === 0 ? 0 : unknown.length / content.length,
  };
}

function heldBy(words: readonly QueryWord[]): Map<number, number> {
  const held = new Map<number, number>();
  for (const { evidence } of words)
    for (const one of evidence) held.set(one.number, Math.max(one.held, held.get(one.number) ?? 0));
  return held;
}

/** "Kim Jong Un" is one thing to ask for: of the parts of a name only the one that tells most has a worth. */
function namesOnce(words: readonly QueryWord[], { nameOf }: Vocabulary): QueryWord[] {
  const most = new Map<string, QueryWord>();
  for (const word of words) {
    const name = nameOf(word.text);
    if (name !== null && word.worth > (most.get(name)?.worth ?? 0)) most.set(name, word);
  }
  return words.map((word) => {
    const name = nameOf(word.text);
    return name === null || most.get(name) === word ? word : { ...word, worth: 0 };
  });
}

/** German joins with these or with nothing: "Verteidigungsministerium". */
const JOINTS = ["", "s", "n", "en"];

/** For each word the compounds it makes with a neighbour, as far as the passages hold them: "arms deals" → "Waffengeschäfte". */
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
        const found = JOINTS.map((joint) => first + joint + second.toLowerCase()).filter((word) =>
          vocabulary.analyse(word).some((term) => vocabulary.frequency(term) > 0),
        );
        compounds[i - 1]?.push(...found);
        compounds[i]?.push(...found);
      }
    }
  }
  return compounds;
}

/** What the whole query is worth: what a sentence with all its words would bear. */
export function totalWorth(query: Query): number {
  return query.words.reduce((sum, word) => sum + word.worth * word.weight, 0);
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
  const isOther =
    isForeign && hasStrictList(vocabulary.language) && !contentWordTest(vocabulary.language)(text);
  const own = isOther ? [] : [...new Set(vocabulary.analyse(text))];
  const known = own.some((term) => vocabulary.frequency(term) > 0);
  const related = content && (!known || isForeign) ? vocabulary.related(text, asked.language) : [];
  const held = (words: readonly string[]) =>
    [...new Set(words.flatMap(vocabulary.analyse))].filter(
      (term) => vocabulary.frequency(term) > 0,
    );
  const standIns = [...held(compounds), ...held(related)];
  const speltLike =
    content && !known && standIns.length === 0
      ? vocabulary.speltLike(text).flatMap(vocabulary.analyse)
      : [];
  const frequency = Math.max(...own.map((term) => vocabulary.frequency(term)), 0);
  const terms = [
    ...own.map((term) => ({ term, weight: 1, isJoint: false })),
    ...held(compounds).map((term) => ({ term, weight: RELATED_WEIGHT, isJoint: true })),
    ...held(related).map((term) => ({ term, weight: RELATED_WEIGHT, isJoint: false })),
    ...speltLike.map((term) => ({ term, weight: SPELT_LIKE_WEIGHT, isJoint: false })),
  ];
  const worth = content ? inverseFrequency(frequency, vocabulary.size) : 0;
  return {
    text,
    terms,
    grams: [text, ...compounds, ...related].map(
      (word) => new Set(hashGrams(word, vocabulary.language)),
    ),
    evidence: worth === 0 ? [] : evidenceOf(text, terms, vocabulary.lexicon),
    worth,
    known,
    weight,
  };
}

/** What is alike is not the same. Set on test/quality/tuning.jsonl, 2026-11. */
const LIKENESS_WEIGHT = 0.85;

function evidenceOf(text: string, terms: readonly QueryTerm[], lexicon: Lexicon): Evidence[] {
  const found = new Map<number, Evidence>();
  for (const [number, share] of lexicon.alike(text)) {
    const held = share * LIKENESS_WEIGHT;
    found.set(number, { number, held, own: held, term: null });
  }
  for (const { term, weight, isJoint } of terms) {
    for (const number of lexicon.withTerm(term)) {
      const known = found.get(number);
      const own = weight === 1 ? 1 : (known?.own ?? 0);
      if (weight > (known?.held ?? 0))
        found.set(number, {
          number,
          held: weight,
          own,
          term: weight === 1 || isJoint ? null : term,
        });
    }
  }
  return [...found.values()];
}
