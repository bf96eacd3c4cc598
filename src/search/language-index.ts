/**
 * One index a language: passages of one language with everything a question is asked of them.
 */
import type { Passage } from "../corpus/passage.ts";
import { isForeseen } from "../corpus/foreseen.ts";
import { collectPeople } from "../speech/people.ts";
import { speakerOf } from "../speech/speech.ts";
import { dictionaryFor, type Related } from "../text/lists/dictionary.ts";
import { hashGrams } from "../text/grams.ts";
import { analyserFor, type Analyse } from "../text/terms.ts";
import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";
import { createReadForeseen } from "./foreseen.ts";
import { buildGramIndex, type GramIndex } from "./gram-index.ts";
import { createLexicon } from "./lexicon.ts";
import { buildPassageIndex, inverseFrequency, type PassageIndex } from "./passage-index.ts";
import { createPassageAnalyser, type AnalysePassage } from "./analysed-passage.ts";
import { createSpelling } from "./spelling.ts";
import type { Vocabulary } from "./query.ts";

export interface LanguageIndex extends Vocabulary {
  /** In the corpus' order; positions in the indexes point here. */
  readonly passages: readonly Passage[];
  readonly terms: PassageIndex;
  readonly grams: GramIndex;
  /** A passage as it is weighed. */
  readonly analysePassage: AnalysePassage;
  /** Whether questions are foreseen for most of the passages. */
  readonly isForeseen: boolean;
  /** Whether a passage's own words hold the term. */
  readonly says: (term: string) => boolean;
}

export function indexByLanguage(passages: readonly Passage[]): LanguageIndex[] {
  const groups = Map.groupBy(passages, (passage) => passage.article.language);
  return [...groups].map(([language, group]) => indexLanguage(language, group));
}

function indexLanguage(language: string, passages: readonly Passage[]): LanguageIndex {
  const analyse = analyserFor(language);
  const texts = passages.map((passage) => indexedText(passage));
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
      readForeseen: createReadForeseen({ language, lexicon, idfOf }),
    }),
    terms,
    grams: buildGramIndex(texts.map((text) => hashGrams(text, language))),
    frequency: terms.frequency,
    isForeseen: passages.filter(isForeseen).length > passages.length / 2,
    says: createSays(passages, analyse),
    speltLike: createSpelling(texts, language),
    size: passages.length,
    related: createRelated(language),
    nameOf,
  };
}

/** The passages are read when it is first asked: few questions are about it. */
function createSays(passages: readonly Passage[], analyse: Analyse): (term: string) => boolean {
  let said: ReadonlySet<string> | null = null;
  return (term) => {
    said ??= new Set(passages.flatMap(({ text }) => analyse(text)));
    return said.has(term);
  };
}

/** Words whose relations were looked up are kept up to this many. */
const RELATED_KEPT = 5000;

/** The dictionary is read when a question first needs it. */
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
  for (const name of collectPeople(passages).names) {
    for (const part of splitWords(name, language)) names.set(fold(part, language), name);
  }
  return (word) => names.get(fold(word, language)) ?? null;
}

/** The speaker's full name where the sentence's own words do not hold it. */
function unnamedSpeaker(passage: Passage, sentence: number): string | null {
  const text = passage.sentences[sentence]?.text ?? "";
  const speaker = speakerOf(passage, sentence);
  return speaker === null || text.includes(speaker) ? null : speaker;
}

/** A passage is found by its speakers as well, each once, where its own words do not name them, and by what is foreseen. */
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

/** A sentence with what it is found by besides its words: the speaker's name, in an interview the question. */
function textWithContext(passage: Passage, sentence: number): string {
  const text = passage.sentences[sentence]?.text ?? "";
  const question = sentence === 0 ? questionAbove(passage) : "";
  return `${question} ${text} ${unnamedSpeaker(passage, sentence) ?? ""}`;
}

/** The heading, where it asks what this passage answers, as in an interview; else nothing. */
function questionAbove({ article, section, text }: Passage): string {
  if (section === null || !section.trimEnd().endsWith("?")) return "";
  const first = article.passages.find((passage) => passage.section === section);
  return first?.text === text ? section : "";
}
