/**
 * A passage as it is weighed: the words of each sentence, and what a sentence has of what may be asked for.
 *
 * A passage is read when it is first weighed, and kept.
 */
import type { Passage } from "../corpus/passage.ts";
import { pointsBack } from "../speech/antecedent.ts";
import { degreeOf, type Expectation, type NameOf } from "./expectation.ts";
import type { ForeseenList, ForeseenReading, ReadForeseen } from "./foreseen.ts";
import type { Lexicon } from "./lexicon.ts";

export interface Reading {
  /** Numbers in the lexicon. */
  readonly words: ReadonlySet<number>;
  /** How much of what may be asked for it has, 0 to 1. */
  readonly has: (expectation: Expectation | null) => number;
}

interface SentenceWords {
  /** Numbers in the lexicon. */
  readonly words: ReadonlySet<number>;
  /** With the sentence before; null for the first. */
  readonly both: ReadonlySet<number> | null;
}

export interface SentenceReading extends Reading, SentenceWords {
  /** The questions that it is foreseen to answer. */
  readonly answered: ForeseenList;
  /** Those close to it that its article leaves open. */
  readonly unanswered: ForeseenList;
  /** Its words with those of the questions that it is foreseen to answer, but for one; null where there are none. */
  readonly withForeseen: (without: ForeseenReading | undefined) => SentenceWords | null;
  /** Whether it points back to the sentence before. */
  readonly leans: boolean;
}

export interface PassageReading extends Reading {
  readonly sentences: readonly SentenceReading[];
}

export type ReadPassage = (passage: Passage) => PassageReading;

/** A sentence's words with those that it is understood with. */
type Understood = (passage: Passage, sentence: number) => string;

/** Passages that have been read are kept up to this many. */
const KEPT = 5000;

interface Parts {
  readonly lexicon: Lexicon;
  readonly nameOf: NameOf;
  readonly understood: Understood;
  readonly readForeseen: ReadForeseen;
}

export function createReader(parts: Parts): ReadPassage {
  const known = new Map<Passage, PassageReading>();
  return (passage) => {
    let reading = known.get(passage);
    if (reading === undefined) {
      reading = readPassage(passage, parts);
      if (known.size >= KEPT) known.clear();
      known.set(passage, reading);
    }
    return reading;
  };
}

function readPassage(
  passage: Passage,
  { lexicon, nameOf, understood, readForeseen }: Parts,
): PassageReading {
  const sentences = passage.sentences.map(({ text, foreseen }, i): SentenceReading => {
    const full = understood(passage, i);
    const before = passage.sentences[i - 1]?.text ?? "";
    const own = {
      words: lexicon.read(full),
      both: before === "" ? null : lexicon.read(`${before}${full}`),
    };
    return {
      ...own,
      answered: readForeseen(foreseen.answered),
      unanswered: readForeseen(foreseen.unanswered),
      withForeseen: addForeseen(own, foreseen.answered, lexicon),
      leans: pointsBack(text),
      has: readExpected(text, nameOf),
    };
  });
  return {
    sentences,
    words: lexicon.read(`${passage.section ?? ""} ${passage.text}`),
    has: readExpected(passage.text, nameOf),
  };
}

function addForeseen(
  { words, both }: SentenceWords,
  questions: readonly string[],
  lexicon: Lexicon,
): SentenceReading["withForeseen"] {
  const add = (added: readonly string[]): SentenceWords | null => {
    if (added.length === 0) return null;
    const foreseen = lexicon.read(added.join(" "));
    return { words: words.union(foreseen), both: both?.union(foreseen) ?? null };
  };
  const all = add(questions);
  return (without) =>
    without !== undefined && questions.includes(without.text)
      ? add(questions.filter((question) => question !== without.text))
      : all;
}

function readExpected(text: string, nameOf: NameOf): Reading["has"] {
  const known = new Map<Expectation | null, number>();
  return (expectation) => {
    let has = known.get(expectation);
    if (has === undefined) {
      has = degreeOf(expectation, text, nameOf);
      known.set(expectation, has);
    }
    return has;
  };
}
