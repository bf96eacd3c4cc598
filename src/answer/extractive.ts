/**
 * Answers from the passages themselves: their best sentences, word for word, each with its context.
 */
import type { Corpus, Passage } from "../corpus/passage.ts";
import type { Finding, RankedPassage } from "../search/finding.ts";
import { speakerOf, speechOf } from "../speech/speech.ts";
import { fold } from "../text/fold.ts";
import { wordPattern } from "../text/lists/word-patterns.ts";
import { splitWords } from "../text/words.ts";
import { fulfil } from "./about-article.ts";
import type { Answer, Answerer } from "./answer.ts";
import { cite, type AnsweringSentence } from "./cite.ts";

/** Sentences an answer rests on at most. */
const SENTENCES = 3;

/** What the passage's rank adds to the sentence's coverage. */
const PASSAGE_PRIOR = 0.4;

/** What direct speech adds where somebody's words are asked for. */
const DIRECT_SPEECH = 0.1;

/** And what a speaker adds whom the question names. */
const NAMED_SPEAKER = 0.15;

/** Of the best sentence's worth and coverage a further sentence needs this share. */
const FURTHER = 0.85;

const asksForWords = wordPattern(new URL("words/asking-for-words.txt", import.meta.url));

interface Parts {
  readonly corpus: Corpus;
  readonly find: (question: string, previous: string | null) => Finding;
}

export function createExtractiveAnswerer({ corpus, find }: Parts): Answerer {
  return {
    async answer(question) {
      const { text, wish, previous, quote } = question;
      const answer = wish === null ? null : fulfil(wish, corpus);
      return answer ?? fromPassages(text, find(text, quote ?? previous));
    },
  };
}

function fromPassages(question: string, { passages, confidence }: Finding): Answer {
  const [top] = passages;
  if (top === undefined || confidence === "absent") return { kind: "declined", nearest: null };
  if (confidence === "near")
    return {
      kind: "declined",
      nearest: { passage: top.passage, from: 0, to: top.passage.sentences.length },
    };
  const sure = confidence === "sure";
  const sentences = chooseSentences(passages, speechWorth(question));
  const cited = cite(sentences.slice(0, sure ? SENTENCES : 1), { withDenials: sure });
  return { kind: "quotes", sure, ...cited };
}

type Worth = (passage: Passage, sentence: number) => number;

/** What a sentence is worth as somebody's words, where these are asked for. */
function speechWorth(question: string): Worth {
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
  worthAsSpeech: Worth,
): readonly AnsweringSentence[] {
  const topScore = Math.max(...passages.map(({ score }) => score));
  const weighed = passages.flatMap(({ passage, score, sentences }) =>
    sentences.map((coverage, sentence) => ({
      passage,
      sentence,
      coverage,
      worth: coverage + (PASSAGE_PRIOR * score) / topScore + worthAsSpeech(passage, sentence),
    })),
  );
  weighed.sort((a, b) => b.worth - a.worth);
  const [best] = weighed;
  if (best === undefined) return [];
  return weighed.filter(
    ({ worth, coverage }) => worth >= FURTHER * best.worth && coverage >= FURTHER * best.coverage,
  );
}
