/**
 * Answers a wish about an article as a whole: an overview of it, or a fact from its front matter.
 */
import type { Article, Corpus } from "../corpus/passage.ts";
import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";
import { showLead } from "../speech/context.ts";
import type { Answer, Wish } from "./answer.ts";

/** A word shorter than this matches a title's word only whole; in letters. */
const PART_LENGTH = 4;

/** The most letters that a word may have beyond a title's word: "Putins". */
const ENDING = 2;

/** Null where the wish names something that is in no article's title: then it is a question. */
export function answerWish(wish: Wish, corpus: Corpus): Answer | null {
  if (wish.kind === "small-talk") return wish;
  const articles = corpus.articles.filter((article) => titleHolds(article, wish.others));
  const [article] = articles;
  if (article === undefined) return null;
  if (wish.kind === "facts") return { kind: "facts", fact: wish.fact, articles };
  const lead = showLead(article);
  if (lead === null) return null;
  return { kind: "overview", article, lead: { ...lead, mark: 1, best: 0 } };
}

function titleHolds({ title }: Article, words: readonly string[]): boolean {
  const titleWords = splitWords(title, "de").map((word) => fold(word, "de"));
  return words.every((word) => titleWords.some((other) => isSameOrPart(fold(word, "de"), other)));
}

/** True of "Derby" and "Derby", "Gletscher" and "Alpengletscher", "Putins" and "Putin". */
function isSameOrPart(word: string, titleWord: string): boolean {
  if (word === titleWord) return true;
  if (Math.min(word.length, titleWord.length) < PART_LENGTH) return false;
  return (
    titleWord.includes(word) ||
    (word.startsWith(titleWord) && word.length - titleWord.length <= ENDING)
  );
}
