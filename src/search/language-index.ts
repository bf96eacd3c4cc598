/**
 * The index of one language's passages: everything that a question needs to be ranked against them.
 */
import type { Passage } from "../corpus/passage.ts";
import { isForeseen } from "../corpus/foreseen.ts";
import { peopleOf } from "../speech/people.ts";
import { questionAbove, wordsAround } from "../speech/shown-words.ts";
import { speakerOf } from "../speech/speech.ts";
import { dictionaryFor, type Related } from "../text/lists/dictionary.ts";
import { hashGrams } from "../text/grams.ts";
import { analyserFor, type Analyse } from "../text/terms.ts";
import { fold } from "../text/fold.ts";
import { withValues } from "../text/numbers/values.ts";
import { splitWords } from "../text/words.ts";
import { createForeseenAnalyser } from "./foreseen-similarity.ts";
import { buildGramIndex, type GramIndex } from "./gram-index.ts";
import { createLexicon } from "./lexicon.ts";
import { buildPassageIndex, inverseFrequency, type PassageIndex } from "./passage-index.ts";
import { createPassageAnalyser, type AnalysePassage } from "./analysed-passage.ts";
import { createSpelling } from "./spelling.ts";
import type { Vocabulary } from "./query.ts";

export interface LanguageIndex extends Vocabulary {
  /** In the corpus' order; a position in the indexes is an index into this. */
  readonly passages: readonly Passage[];
  readonly terms: PassageIndex;
  readonly grams: GramIndex;
  readonly analysePassage: AnalysePassage;
  /** Whether questions are foreseen for most of the passages. */
  readonly isForeseen: boolean;
  /** Whether the term stands in a passage's own text, not only in a heading, a name or a foreseen question. */
  readonly isInText: (term: string) => boolean;
}

export function indexByLanguage(passages: readonly Passage[]): LanguageIndex[] {
  const groups = Map.groupBy(passages, (passage) => passage.article.language);
  return [...groups].map(([language, group]) => indexLanguage(language, group));
}

function indexLanguage(language: string, passages: readonly Passage[]): LanguageIndex {
  const analyse = analyserFor(language);
  const texts = passages.map((passage) => withValues(indexedText(passage), language));
  const terms = buildPassageIndex(
    passages.map((passage, i) => ({
      text: analyse(texts[i] ?? ""),
      heading: analyse(`${passage.section ?? ""} ${passage.article.title}`),
    })),
  );
  const nameOf = createNameOf(passages, language);
  const headings = new Set(passages.map(({ section }) => section ?? ""));
  const unanswered = passages.flatMap(({ sentences }) =>
    sentences.flatMap(({ foreseen }) => foreseen.unanswered),
  );
  const lexicon = createLexicon([...texts, ...headings, ...unanswered], language, analyse);
  const idfOf = (word: string) =>
    inverseFrequency(Math.max(0, ...analyse(word).map(terms.frequency)), passages.length);
  return {
    language,
    passages,
    analyse,
    lexicon,
    analysePassage: createPassageAnalyser({
      lexicon,
      nameOf,
      textWithContext,
      analyseForeseen: createForeseenAnalyser({ language, lexicon, idfOf }),
    }),
    terms,
    grams: buildGramIndex(texts.map((text) => hashGrams(text, language))),
    frequency: terms.frequency,
    isForeseen: passages.filter(isForeseen).length > passages.length / 2,
    isInText: createIsInText(passages, analyse),
    speltLike: createSpelling(texts, language),
    size: passages.length,
    related: createRelated(language),
    nameOf,
  };
}

/** Reads the passages at the first call: few questions need it. */
function createIsInText(passages: readonly Passage[], analyse: Analyse): (term: string) => boolean {
  let known: ReadonlySet<string> | null = null;
  return (term) => {
    known ??= new Set(passages.flatMap(({ text }) => analyse(text)));
    return known.has(term);
  };
}

/** How many looked-up words are kept. */
const RELATED_KEPT = 5000;

/** Loads the dictionary when a question first needs it. */
function createRelated(language: string): Related {
  const known = new Map<string, readonly string[]>();
  return (word, from) => {
    const key = `${from} ${word}`;
    let words = known.get(key);
    if (words === undefined) {
      words = dictionaryFor(language)(word, from);
      if (known.size >= RELATED_KEPT) known.clear();
      known.set(key, words);
    }
    return words;
  };
}

function createNameOf(
  passages: readonly Passage[],
  language: string,
): (word: string) => string | null {
  const names = new Map<string, string>();
  for (const article of new Set(passages.map((passage) => passage.article)))
    for (const name of peopleOf(article).names)
      for (const part of splitWords(name, language)) names.set(fold(part, language), name);
  return (word) => names.get(fold(word, language)) ?? null;
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
