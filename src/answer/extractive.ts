/**
 * Answers from the passages themselves: their best sentences, word for word, each with its context.
 */
import type { Corpus, Passage } from "../corpus/passage.ts";
import type { Finding, RankedPassage } from "../search/finding.ts";
import { show, type Shown } from "../speech/context.ts";
import { speakerOf, speechOf } from "../speech/speech.ts";
import { fold } from "../text/fold.ts";
import { wordPattern } from "../text/lists/word-patterns.ts";
import { splitWords } from "../text/words.ts";
import { answerWish } from "./about-article.ts";
import type { Answer, Answerer } from "./answer.ts";
import { cite, type AnsweringSentence } from "./cite.ts";

/** The most sentences of an answer, their context not counted. */
const SENTENCES = 3;

/** How much the passage's score counts beside the sentence's coverage. */
const PASSAGE_PRIOR = 0.4;

/** Added for direct speech where the question asks what somebody said. */
const DIRECT_SPEECH = 0.1;

/** Added for a speaker whom such a question names. */
const NAMED_SPEAKER = 0.15;

/** A further sentence needs this share of the best one's score and of its coverage. */
const FURTHER = 0.85;

const asksForWords = wordPattern(new URL("words/asking-for-words.txt", import.meta.url));

interface Parts {
  readonly corpus: Corpus;
  readonly find: (question: string, previous: string | null) => Finding;
}

export function createExtractiveAnswerer({ corpus, find }: Parts): Answerer {
  return {
    async answer(question) {
      const { text, wish, previous, selectedText } = question;
      const answer = wish === null ? null : answerWish(wish, corpus);
      return answer ?? fromPassages(text, find(text, selectedText ?? previous));
    },
  };
}

function fromPassages(question: string, { passages, confidence }: Finding): Answer {
  const [top] = passages;
  if (top === undefined || confidence === "absent") return { kind: "declined", nearest: null };
  if (confidence === "near") return { kind: "declined", nearest: showNearest(top) };
  const sure = confidence === "sure";
  const sentences = chooseSentences(passages, speechBonus(question));
  return { kind: "quotes", sure, ...cite(sentences.slice(0, sure ? SENTENCES : 1)) };
}

/** The whole passage; of a table the best row. */
export function showNearest({ passage, sentences }: RankedPassage): readonly Shown[] {
  const best = passage.table === null ? -1 : sentences.indexOf(Math.max(...sentences));
  const all = { passage, from: 0, to: passage.sentences.length };
  return show([best < 0 ? all : { passage, from: best, to: best + 1 }]);
}

type SpeechBonus = (passage: Passage, sentence: number) => number;

/** What is added to a sentence's score as somebody's words; 0 unless the question asks for words. */
function speechBonus(question: string): SpeechBonus {
  if (!asksForWords.isIn(question)) return () => 0;
  const asked = new Set(splitWords(question, "de").map((word) => fold(word, "de")));
  return (passage, sentence) => {
    const isDirect = speechOf(passage, sentence)?.how === "direct";
    const speaker = speakerOf(passage, sentence) ?? "";
    const isNamed = splitWords(speaker, "de").some((part) => asked.has(fold(part, "de")));
    return (isDirect ? DIRECT_SPEECH : 0) + (isNamed ? NAMED_SPEAKER : 0);
  };
}

/** The best sentence and those that are nearly as good, best first. */
function chooseSentences(
  passages: readonly RankedPassage[],
  speechBonusOf: SpeechBonus,
): readonly AnsweringSentence[] {
  const topScore = Math.max(...passages.map(({ score }) => score));
  const scored = passages.flatMap(({ passage, score, sentences }) =>
    sentences.map((coverage, sentence) => ({
      passage,
      sentence,
      coverage,
      score: coverage + (PASSAGE_PRIOR * score) / topScore + speechBonusOf(passage, sentence),
    })),
  );
  scored.sort((a, b) => b.score - a.score);
  const [best] = scored;
  if (best === undefined) return [];
  return scored.filter(
    ({ score, coverage }) => score >= FURTHER * best.score && coverage >= FURTHER * best.coverage,
  );
}
