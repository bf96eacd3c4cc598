/**
 * Answers to what is wished of an article as a whole: what it is about, and what its front matter says of it.
 */
import type { Article, Corpus } from "../corpus/passage.ts";
import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";
import type { Answer, Wish } from "./answer.ts";

/** Shorter words of a title are not looked for within words, nor with endings; in letters. */
const PART_LENGTH = 4;

/** Letters that an ending has at most. */
const ENDING = 2;

/** Null where the wish holds words of no article's title: then it is a question. */
export function fulfil(wish: Wish, corpus: Corpus): Answer | null {
  if (wish.kind === "small-talk") return wish;
  const articles = corpus.articles.filter((article) => titleHolds(article, wish.others));
  const [article] = articles;
  if (article === undefined) return null;
  if (wish.kind === "facts") return { kind: "facts", fact: wish.fact, articles };
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
  return words.every((word) => held.some((other) => isSameOrPart(fold(word, "de"), other)));
}

/** "Derby" of "Derby", "Gletscher" of "Alpengletscher", "Putins" of "Putin". */
function isSameOrPart(word: string, held: string): boolean {
  if (word === held) return true;
  if (Math.min(word.length, held.length) < PART_LENGTH) return false;
  return held.includes(word) || (word.startsWith(held) && word.length - held.length <= ENDING);
}
