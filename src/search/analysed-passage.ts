/**
 * A passage prepared for measuring: the word ids of each sentence, its foreseen questions, and how far it holds each kind
 * of expected answer.
 *
 * It is computed when the passage is first a candidate for a question, and kept.
 */
import type { Passage } from "../corpus/passage.ts";
import { pointsBack } from "../speech/antecedent.ts";
import {
  expectedDegree,
  holdingsOf,
  type ExpectedAnswer,
  type Holdings,
  type NameOf,
} from "./expected-answer.ts";
import type {
  ForeseenQuestionList,
  ForeseenQuestion,
  AnalyseForeseen,
} from "./foreseen-similarity.ts";
import type { Lexicon } from "./lexicon.ts";

export interface AnalysedText {
  /** Ids in the lexicon. */
  readonly words: ReadonlySet<number>;
  /** How far it holds the expected answer, 0 to 1; `asked` are the question's words, folded. */
  readonly expectedDegree: (expected: ExpectedAnswer, asked: ReadonlySet<string>) => number;
}

interface SentenceWords {
  /** Ids in the lexicon. */
  readonly words: ReadonlySet<number>;
  /** Together with those of the previous sentence; null for the first. */
  readonly withPrevious: ReadonlySet<number> | null;
}

export interface AnalysedSentence extends AnalysedText, SentenceWords {
  /** The questions that it is foreseen to answer. */
  readonly answered: ForeseenQuestionList;
  /** Similar ones that its article is foreseen to leave open. */
  readonly unanswered: ForeseenQuestionList;
  /** Its words and those of the questions it is foreseen to answer, all but `without`; null where there are none. */
  readonly withForeseen: (without: ForeseenQuestion | undefined) => SentenceWords | null;
  /** Whether a pronoun in it points back to the previous sentence. */
  readonly pointsBack: boolean;
}

export interface AnalysedPassage extends AnalysedText {
  readonly sentences: readonly AnalysedSentence[];
}

export type AnalysePassage = (passage: Passage) => AnalysedPassage;

/** The text of a sentence with the names it is found by as well. */
type TextWithContext = (passage: Passage, sentence: number) => string;

/** How many passages are kept. */
const KEPT = 5000;

interface Parts {
  readonly lexicon: Lexicon;
  readonly nameOf: NameOf;
  readonly textWithContext: TextWithContext;
  readonly analyseForeseen: AnalyseForeseen;
}

export function createPassageAnalyser(parts: Parts): AnalysePassage {
  const known = new Map<Passage, AnalysedPassage>();
  return (passage) => {
    let analysed = known.get(passage);
    if (analysed === undefined) {
      analysed = analysePassage(passage, parts);
      if (known.size >= KEPT) known.clear();
      known.set(passage, analysed);
    }
    return analysed;
  };
}

function analysePassage(
  passage: Passage,
  { lexicon, nameOf, textWithContext, analyseForeseen }: Parts,
): AnalysedPassage {
  const { language } = passage.article;
  const sentences = passage.sentences.map(({ text, foreseen }, i): AnalysedSentence => {
    const full = textWithContext(passage, i);
    const previous = passage.sentences[i - 1]?.text ?? "";
    const own = {
      words: lexicon.idsOf(full),
      withPrevious: previous === "" ? null : lexicon.idsOf(`${previous}${full}`),
    };
    return {
      ...own,
      answered: analyseForeseen(foreseen.answered),
      unanswered: analyseForeseen(foreseen.unanswered),
      withForeseen: addForeseen(own, foreseen.answered, lexicon),
      pointsBack: pointsBack(text),
      expectedDegree: measureExpected(() => holdingsOf(text, language, nameOf)),
    };
  });
  return {
    sentences,
    words: lexicon.idsOf(`${passage.section ?? ""} ${passage.text}`),
    expectedDegree: measureExpected(() => holdingsOf(passage.text, language, nameOf)),
  };
}

function addForeseen(
  { words, withPrevious }: SentenceWords,
  questions: readonly string[],
  lexicon: Lexicon,
): AnalysedSentence["withForeseen"] {
  const add = (added: readonly string[]): SentenceWords | null => {
    if (added.length === 0) return null;
    const foreseen = lexicon.idsOf(added.join(" "));
    return { words: words.union(foreseen), withPrevious: withPrevious?.union(foreseen) ?? null };
  };
  const all = add(questions);
  return (without) =>
    without !== undefined && questions.includes(without.text)
      ? add(questions.filter((question) => question !== without.text))
      : all;
}

/** Reads what the text holds when a question first expects something. */
function measureExpected(read: () => Holdings): AnalysedText["expectedDegree"] {
  let held: Holdings | null = null;
  return (expected, asked) => expectedDegree(expected, (held ??= read()), asked);
}
