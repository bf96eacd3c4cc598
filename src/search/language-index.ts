/**
 * The index of one language's passages: everything that a question needs to be ranked against them.
 *
 * Articles are taken in and out one by one; each costs what it holds, however many others there are.
 */
import { mayAnswer, type Article, type Passage } from "../corpus/passage.ts";
import { isForeseen } from "../corpus/foreseen.ts";
import { peopleOf } from "../speech/people.ts";
import { questionAbove, wordsAround } from "../speech/shown-words.ts";
import { speakerOf } from "../speech/speech.ts";
import { dictionaryFor } from "../text/lists/dictionary.ts";
import { hash, hashGrams } from "../text/grams.ts";
import { memo } from "../text/memo.ts";
import { analyserFor } from "../text/terms.ts";
import { fold } from "../text/fold.ts";
import { withValues } from "../text/numbers/values.ts";
import { splitWords } from "../text/words.ts";
import { createForeseenAnalyser } from "./foreseen-similarity.ts";
import { createHashIndex, type HashIndex } from "./hash-index.ts";
import { createLexicon } from "./lexicon.ts";
import { createPassageIndex, inverseFrequency, type PassageIndex } from "./passage-index.ts";
import { createPassageAnalyser, type AnalysePassage } from "./analysed-passage.ts";
import { wordsSpeltLike } from "./spelling.ts";
import type { Vocabulary } from "./query.ts";

export interface LanguageIndex extends Vocabulary {
  /** By position in the indexes. */
  readonly passages: ReadonlyMap<number, Passage>;
  readonly terms: PassageIndex;
  readonly grams: HashIndex;
  /** Over whole articles, each at the position of its first passage: their terms, hashed, and their 4-grams. */
  readonly articles: { readonly terms: HashIndex; readonly grams: HashIndex };
  /** The positions of each article's passages, in order. */
  readonly positions: ReadonlyMap<Article, readonly number[]>;
  readonly analysePassage: AnalysePassage;
  /** Whether questions are foreseen for most of the passages. */
  readonly isForeseen: boolean;
  /** Whether the term stands in a passage's own text, not only in a heading, a name or a foreseen question. */
  readonly isInText: (term: string) => boolean;
  /** Takes in an article, a passage a step. */
  add(article: Article): Generator<void, void>;
  remove(article: Article): void;
  /** Whether more was taken out than is left: time to begin anew. */
  readonly isWorn: boolean;
}

/** How many looked-up words are kept. */
const RELATED_KEPT = 5000;

export function createLanguageIndex(language: string): LanguageIndex {
  const analyse = analyserFor(language);
  const lexicon = createLexicon(language, analyse);
  const terms = createPassageIndex();
  const grams = createHashIndex();
  const articles = { terms: createHashIndex(), grams: createHashIndex() };
  const passages = new Map<number, Passage>();
  const positions = new Map<Article, number[]>();
  const names = new Map<string, string[]>();
  let next = 0;
  let foreseen = 0;
  const nameOf = (word: string) => names.get(fold(word, language))?.at(-1) ?? null;
  const idfOf = (word: string) =>
    inverseFrequency(Math.max(0, ...analyse(word).map(terms.frequency)), passages.size);
  const createAnalyser = () =>
    createPassageAnalyser({
      lexicon,
      nameOf,
      textWithContext,
      analyseForeseen: createForeseenAnalyser({ language, lexicon, idfOf }),
    });
  // Made anew with each article: what it keeps depends on all of them.
  let analysePassage = createAnalyser();
  // Loads the dictionary when a question first needs it.
  const related = memo(
    (key: string) => {
      const [from = "", word = ""] = key.split("\n");
      return dictionaryFor(language)(word, from);
    },
    { most: RELATED_KEPT },
  );

  /** The hashed terms and 4-grams of a whole article, so far those of its title. */
  function readTitle({ title }: Article): { readonly terms: number[]; readonly grams: number[] } {
    return { terms: analyse(title).map((term) => hash(term)), grams: hashGrams(title, language) };
  }
  function read(passage: Passage, whole: ReturnType<typeof readTitle>) {
    const text = withValues(indexedText(passage), language);
    const found = analyse(text);
    const hashes = hashGrams(text, language);
    for (const term of found) whole.terms.push(hash(term));
    for (const gram of hashes) whole.grams.push(gram);
    return { text, found, hashes };
  }

  return {
    language,
    passages,
    positions,
    analyse,
    lexicon,
    terms,
    grams,
    articles,
    nameOf,
    frequency: terms.frequency,
    related: (word, from) => related(`${from}\n${word}`),
    speltLike: (word) => wordsSpeltLike(word, lexicon.folded, language),
    analysePassage: (passage) => analysePassage(passage),
    get size() {
      return passages.size;
    },
    get isForeseen() {
      return foreseen > passages.size / 2;
    },
    get isWorn() {
      return next > 2 * passages.size;
    },
    isInText: (term) =>
      terms
        .search([{ term, weight: 1 }])
        .keys()
        .some((position) => analyse(passages.get(position)?.text ?? "").includes(term)),
    *add(article) {
      const own: number[] = [];
      const whole = readTitle(article);
      positions.set(article, own);
      for (const { part, name } of namesOf(article)) {
        const held = names.get(part);
        if (held === undefined) names.set(part, [name]);
        else held.push(name);
      }
      for (const passage of article.passages.filter(mayAnswer)) {
        const { text, found, hashes } = read(passage, whole);
        const heading = analyse(`${passage.section ?? ""} ${article.title}`);
        terms.add(next, { text: found, heading });
        grams.add(next, hashes);
        lexicon.add(text);
        for (const one of [passage.section ?? "", ...unansweredOf(passage)])
          lexicon.add(withValues(one, language));
        passages.set(next, passage);
        own.push(next);
        next += 1;
        if (isForeseen(passage)) foreseen += 1;
        yield;
      }
      articles.terms.add(own[0] ?? next, whole.terms);
      articles.grams.add(own[0] ?? next, whole.grams);
      analysePassage = createAnalyser();
    },
    remove(article) {
      const whole = readTitle(article);
      const own = positions.get(article) ?? [];
      for (const position of own) {
        const passage = passages.get(position);
        if (passage === undefined) continue;
        const { found, hashes } = read(passage, whole);
        terms.remove(position, found);
        grams.remove(position, hashes);
        passages.delete(position);
        if (isForeseen(passage)) foreseen -= 1;
      }
      if (own[0] !== undefined) {
        articles.terms.remove(own[0], whole.terms);
        articles.grams.remove(own[0], whole.grams);
      }
      for (const { part, name } of namesOf(article)) {
        const held = names.get(part);
        held?.splice(held.indexOf(name), 1);
      }
      positions.delete(article);
      analysePassage = createAnalyser();
    },
  };
}

function unansweredOf({ sentences }: Passage): readonly string[] {
  return sentences.flatMap(({ foreseen }) => foreseen.unanswered);
}

/** Each part of a person's name, folded, with the full name. */
function namesOf(article: Article): readonly { readonly part: string; readonly name: string }[] {
  const { language } = article;
  return [...peopleOf(article).names].flatMap((name) =>
    splitWords(name, language).map((part) => ({ part: fold(part, language), name })),
  );
}

/** The speaker's full name where the sentence itself does not hold it. */
function unnamedSpeaker(passage: Passage, sentence: number): string | null {
  const text = passage.sentences[sentence]?.text ?? "";
  const speaker = speakerOf(passage, sentence);
  return speaker === null || text.includes(speaker) ? null : speaker;
}

/** What a passage is found by: its text, the question it answers, speakers it does not name itself, and foreseen questions. */
function indexedText(passage: Passage): string {
  const speakers = passage.sentences.flatMap((_, i) => unnamedSpeaker(passage, i) ?? []);
  const unnamed = [...new Set(speakers)].filter((speaker) => !passage.text.includes(speaker));
  return [
    questionAbove(passage),
    passage.text,
    ...unnamed,
    passage.speaker?.role ?? "",
    ...passage.sentences.flatMap(({ foreseen }) => foreseen.answered),
  ].join(" ");
}

/** What a sentence is found by: its text, its speaker's name, and what it is shown with. */
function textWithContext(passage: Passage, sentence: number): string {
  const text = passage.sentences[sentence]?.text ?? "";
  return `${wordsAround(passage, sentence)} ${text} ${unnamedSpeaker(passage, sentence) ?? ""}`;
}
