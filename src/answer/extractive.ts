/**
 * Answers from the passages themselves: their best sentences, word for word, each with its context.
 */
import type { Corpus, Passage } from "../corpus/passage.ts";
import type { Finding, RankedPassage } from "../search/finding.ts";
import { show, type Shown } from "../speech/context.ts";
import { speakerOf, speechOf } from "../speech/speech.ts";
import { fold } from "../text/fold.ts";
import { wordPattern } from "../text/lists/word-patterns.ts";
import { tellForeign } from "../text/language.ts";
import { splitWords } from "../text/words.ts";
import { answerWish } from "./about-article.ts";
import type { Citation } from "../grounding/citations.ts";
import type { Answer, Answerer, LastWish, Question, Wish } from "./answer.ts";
import { cite, type AnsweringSentence } from "./cite.ts";
import { namesAlone } from "./names-alone.ts";
import { isKnown, tellsOf, whoIs, wordsOf } from "./who-says.ts";
import { readQuestion } from "./wish.ts";

/** The most quotations of somebody's words. */
const QUOTED = 6;

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

export function createExtractiveAnswerer(parts: Parts): Answerer {
  return { answer: async (question) => answerFrom(parts, question) };
}

function answerFrom(parts: Parts, question: Question): Answer {
  return answerWished(parts, question) ?? answerPlain(parts, question);
}

/** Null where it is a question all the same. */
function answerWished(parts: Parts, question: Question): Answer | null {
  const { wish } = question;
  if (wish === null) return null;
  switch (wish.kind) {
    case "small-talk":
      return wish.talk === "cannot" ? { kind: "declined", nearest: null, isBeyond: true } : wish;
    case "overview":
    case "facts":
      return answerWish(wish, parts.corpus);
    case "mention":
      return answerPlain(parts, { ...question, text: wish.name.join(" "), previous: null });
    case "who-is":
      return quoted(whoIs(wish.name, parts.corpus));
    case "who-says":
      return sayWords(parts, wish, () => answerPlain(parts, question));
    case "last":
      break;
  }
  return answerLast(parts, question, wish.want);
}

function quoted(sentences: readonly AnsweringSentence[], most = SENTENCES): Answer | null {
  return sentences.length === 0
    ? null
    : { kind: "quotes", sure: true, ...cite(sentences, { most }) };
}

/** What each of them says, their words about the topic first. Nothing of anybody else's where one says nothing. */
function sayWords(
  { corpus, find }: Parts,
  { speakers, topic, called, isStrict, isAll }: Extract<Wish, { kind: "who-says" }>,
  plain: () => Answer,
): Answer {
  const about = new Map(
    topic.length === 0
      ? []
      : find(topic.join(" "), null).passages.map((one) => [one.passage, one.sentences]),
  );
  const coverage = ({ passage, sentence }: AnsweringSentence) =>
    about.get(passage)?.[sentence] ?? 0;
  const most = isAll ? QUOTED : SENTENCES;
  const share = Math.ceil(most / speakers.length);
  const said = speakers.flatMap((name) =>
    wordsOf(name, corpus)
      .toSorted((a, b) => coverage(b) - coverage(a))
      .slice(0, share),
  );
  const answer = quoted(said, most);
  if (answer !== null) return answer;
  if (!speakers.some((name) => isKnown(name, corpus))) return plain();
  const other = isStrict ? null : plain();
  const isOfThem = (one: Citation) => speakers.some((name) => tellsOf(one.passage, one.best, name));
  return other?.kind === "quotes" && other.citations.some(isOfThem)
    ? other
    : { kind: "declined", nearest: null, speaker: called };
}

/** The question before once more, as it is wished for now. */
function answerLast(parts: Parts, question: Question, want: LastWish): Answer {
  const { previous, history = [] } = question;
  if (want === "reshape") return { kind: "small-talk", talk: "as it stands" };
  if (previous === null) return { kind: "small-talk", talk: "no last" };
  if (want === "other language") return { kind: "small-talk", talk: "word for word" };
  const before = history.at(-2)?.question ?? null;
  const { wish } = readQuestion(previous, { previous: before });
  const answer = answerFrom(parts, {
    ...question,
    text: previous,
    wish: goOn(wish, want),
    previous: before,
  });
  return answer.kind === "quotes" && want !== "again" ? cutOrGoOn(answer, want) : answer;
}

/** More than an overview is the beginning of each section. */
function goOn(wish: Wish | null, want: LastWish): Wish | null {
  if (wish?.kind === "last") return null;
  return wish?.kind === "overview" && want === "more" ? { ...wish, isSummary: true } : wish;
}

/** Its best sentence alone; for "mehr" its paragraph and the next. */
function cutOrGoOn(answer: Extract<Answer, { kind: "quotes" }>, want: LastWish): Answer {
  const best = answer.citations.find(({ mark }) => mark === answer.ranking[0]);
  if (best === undefined) return answer;
  const { passage } = best;
  if (want !== "more") return { ...answer, ...cite([{ passage, sentence: best.best }]) };
  const all = passage.article.passages;
  const next = all.slice(all.indexOf(passage)).filter(({ kind }) => kind === "paragraph");
  const sentences = next
    .slice(0, 2)
    .flatMap((one) => one.sentences.map((_, sentence) => ({ passage: one, sentence })));
  return quoted(sentences) ?? answer;
}

function answerPlain(parts: Parts, question: Question): Answer {
  const { corpus, find } = parts;
  const { text, previous, selectedText } = question;
  const languages = corpus.articles.map(({ language }) => language);
  return tellForeign(text, languages) === null
    ? fromPassages(text, find(text, selectedText ?? previous))
    : answerForeign(text, parts);
}

/** Names and numbers are the same in any language: what they find may help. */
function answerForeign(text: string, { corpus, find }: Parts): Answer {
  const { passages } = find(namesAlone(text, corpus).join(" "), null);
  const [best] = chooseSentences(passages, () => 0);
  return best === undefined
    ? { kind: "declined", nearest: null, isForeign: true }
    : { kind: "quotes", sure: false, isForeign: true, ...cite([best]) };
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
