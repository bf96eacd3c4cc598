/**
 * Answers from the passages themselves: their best sentences, word for word, each with what it must be shown with.
 */
import type { Finding, RankedPassage } from "../search/finding.ts";
import type { Article, Corpus, Excerpt, Passage } from "../corpus/passage.ts";
import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";
import type { Citation } from "../grounding/citations.ts";
import type { Answer, Answerer, Question } from "./answer.ts";
import { contextOf } from "../speech/context.ts";
import { speakerOf, speechOf } from "../speech/speech.ts";
import { readWish, type Wish } from "./intent.ts";

/** Citations an answer has at most. */
const CITATIONS = 3;

/** What the passage's rank adds to what the sentence bears. */
const PASSAGE_PRIOR = 0.4;

/** What a quotation adds when somebody's words are asked for. */
const DIRECT_SPEECH = 0.1;

/** And the speaker who is named in the question. */
const NAMED_SPEAKER = 0.15;

const ASKS_FOR_WORDS =
  /(?<!\p{L})(?:sag(?:t|te|ten|en)|gesagt|mein(?:t|te)|wörtlich|wortlaut|zitat\p{L}*|zitier\p{L}*|nenn(?:t|en)|nannte|genannt|bezeichne\p{L}*|beschr(?:eib|ieb)\p{L}*|geschrieben|schr(?:eibt|ieb)|behaupte\p{L}*|findet|denkt|glaubt|says?|said|quot\p{L}*|words|calls?|called|describ\p{L}*|wr[io]te\p{L}*|claim\p{L}*|thinks?)(?!\p{L})/iu;

/** A further sentence must be worth, and bear, this share of what the best one is and does. */
const FURTHER = 0.85;

/** Shorter words of a title are not looked for within words, nor with endings; in letters. */
const PART_LENGTH = 4;

/** Letters that an ending has at most. */
const ENDING = 2;

interface Parts {
  readonly corpus: Corpus;
  readonly find: (question: string, previous: string | null) => Finding;
}

export function createExtractiveAnswerer({ corpus, find }: Parts): Answerer {
  return {
    async answer(question) {
      const wish = readWish(question.text);
      return (wish === null ? null : fulfil(wish, corpus)) ?? fromPassages(question, find);
    },
  };
}

/** Null when the wish holds words that belong to no article's title: then it is a question. */
function fulfil({ intent, others }: Wish, corpus: Corpus): Answer | null {
  if (intent.kind === "small-talk") return intent;
  const articles =
    others.length === 0
      ? corpus.articles
      : corpus.articles.filter((article) => titleHolds(article, others));
  const [article] = articles;
  if (article === undefined) return null;
  if (intent.kind === "facts") return { kind: "facts", fact: intent.fact, articles };
  const lead = article.passages.find(({ kind }) => kind === "paragraph") ?? article.passages[0];
  if (lead === undefined) return null;
  return {
    kind: "overview",
    article,
    lead: { mark: 1, passage: lead, from: 0, to: lead.sentences.length, best: 0 },
  };
}

function titleHolds({ title }: Article, words: readonly string[]): boolean {
  const held = splitWords(title, "de").map((word) => fold(word, "de"));
  return words
    .map((word) => fold(word, "de"))
    .every((word) => held.some((other) => isSameOrPart(word, other)));
}

/** "Derby" of "Derby", "Gletscher" of "Alpengletscher", "Putins" of "Putin". */
function isSameOrPart(word: string, held: string): boolean {
  if (word === held) return true;
  if (Math.min(word.length, held.length) < PART_LENGTH) return false;
  return held.includes(word) || (word.startsWith(held) && word.length - held.length <= ENDING);
}

function fromPassages(question: Question, find: Parts["find"]): Answer {
  const { text, previous, quote } = question;
  const { passages, confidence } = find(text, quote ?? previous);
  const [top] = passages;
  if (top === undefined || confidence === "absent") return { kind: "declined", nearest: null };
  if (confidence === "near")
    return {
      kind: "declined",
      nearest: { passage: top.passage, from: 0, to: top.passage.sentences.length },
    };
  const chosen = chooseSentences(passages, sayingOf(text)).slice(
    0,
    confidence === "sure" ? CITATIONS : 1,
  );
  return {
    kind: "quotes",
    sure: confidence === "sure",
    ...cite(chosen, { denials: confidence === "sure" }),
  };
}

interface Chosen {
  readonly passage: Passage;
  readonly sentence: number;
}

/** Where somebody's words are asked for: what a sentence is worth for being such words. */
function sayingOf(question: string): (passage: Passage, sentence: number) => number {
  if (!ASKS_FOR_WORDS.test(question)) return () => 0;
  const asked = new Set(splitWords(question, "de").map((word) => fold(word, "de")));
  return (passage, sentence) => {
    const isDirect = speechOf(passage, sentence)?.how === "direct";
    const speaker = speakerOf(passage, sentence) ?? "";
    const isAsked = splitWords(speaker, "de").some((part) => asked.has(fold(part, "de")));
    return (isDirect ? DIRECT_SPEECH : 0) + (isAsked ? NAMED_SPEAKER : 0);
  };
}

/** Best first. */
function chooseSentences(
  passages: readonly RankedPassage[],
  saying: ReturnType<typeof sayingOf>,
): Chosen[] {
  const topScore = Math.max(...passages.map(({ score }) => score));
  const weighed = passages.flatMap(({ passage, score, sentences }) =>
    sentences.map((share, sentence) => ({
      passage,
      sentence,
      share,
      worth: share + (PASSAGE_PRIOR * score) / topScore + saying(passage, sentence),
    })),
  );
  weighed.sort((a, b) => b.worth - a.worth);
  const [best] = weighed;
  if (best === undefined) return [];
  return weighed.filter(
    ({ worth, share }) => worth >= FURTHER * best.worth && share >= FURTHER * best.share,
  );
}

/** Excerpts with their context, joined where they touch, in the article's order. */
function cite(
  chosen: readonly Chosen[],
  { denials }: { readonly denials: boolean },
): { citations: Citation[]; ranking: number[] } {
  const excerpts: Drafted[] = [];
  for (const { passage, sentence } of chosen) {
    const context = contextOf(passage, sentence);
    const denial = denials ? context.denial : null;
    const needed = [...context.excerpts, ...(denial === null ? [] : [denial])].map((excerpt) => ({
      ...excerpt,
      best: holds(excerpt, passage, sentence) ? sentence : excerpt.from,
    }));
    const joined = join([
      ...excerpts,
      ...needed.toSorted(
        (a, b) => Number(holds(b, passage, sentence)) - Number(holds(a, passage, sentence)),
      ),
    ]);
    if (joined.length > CITATIONS && excerpts.length > 0) continue;
    excerpts.splice(0, excerpts.length, ...joined);
  }
  const citations = inArticleOrder(excerpts).map((excerpt, i): Citation => ({
    ...excerpt,
    mark: i + 1,
  }));
  const ranking = excerpts.map(
    (excerpt) =>
      citations.findIndex(
        ({ passage, from }) => passage === excerpt.passage && from === excerpt.from,
      ) + 1,
  );
  return { citations, ranking };
}

type Drafted = Excerpt & { readonly best: number };

function holds({ passage, from, to }: Excerpt, wanted: Passage, sentence: number): boolean {
  return passage === wanted && from <= sentence && sentence < to;
}

/** Excerpts of one passage that overlap or touch become one; the earlier's best sentence stays the best. */
function join(excerpts: readonly Drafted[]): Drafted[] {
  const joined: Drafted[] = [];
  for (const excerpt of excerpts) {
    const at = joined.findIndex(
      (other) =>
        other.passage === excerpt.passage && other.from <= excerpt.to && excerpt.from <= other.to,
    );
    const other = joined[at];
    if (other === undefined) joined.push(excerpt);
    else
      joined[at] = {
        ...other,
        from: Math.min(other.from, excerpt.from),
        to: Math.max(other.to, excerpt.to),
      };
  }
  return joined;
}

/** Articles in the order of their best excerpt, passages as they stand in them. */
function inArticleOrder(excerpts: readonly Drafted[]): Drafted[] {
  const articles = [...new Set(excerpts.map(({ passage }) => passage.article))];
  const place = ({ passage, from }: Drafted): [number, number, number] => [
    articles.indexOf(passage.article),
    passage.article.passages.indexOf(passage),
    from,
  ];
  return excerpts.toSorted((a, b) => {
    const [left, right] = [place(a), place(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  });
}
