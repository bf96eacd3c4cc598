/**
 * Answers a wish about an article as a whole: an overview of it, or a fact from its front matter or counted.
 */
import type { Article, Corpus } from "../corpus/passage.ts";
import { peopleOf } from "../speech/people.ts";
import { fold } from "../text/fold.ts";
import { knownNamesIn } from "../text/lists/known-names.ts";
import { splitWords } from "../text/words.ts";
import { showLead } from "../speech/context.ts";
import type { Answer, Fact, Wish } from "./answer.ts";
import { cite } from "./cite.ts";

/** A word shorter than this matches a title's word only whole; in letters. */
const PART_LENGTH = 4;

/** The most letters that a word may have beyond a title's word: "Putins". */
const ENDING = 2;

/** Of a summary, the lead not counted. */
const POINTS = 8;

type ArticleWish = Extract<Wish, { readonly kind: "overview" | "facts" }>;

/** Null where the wish names something that is in no article's title: then it is a question. */
export function answerWish(wish: ArticleWish, corpus: Corpus): Answer | null {
  const articles = corpus.articles.filter((article) => titleHolds(article, wish.others));
  const [article] = articles;
  if (article === undefined) return null;
  if (wish.kind === "facts") return { kind: "facts", fact: wish.fact, articles };
  const lead = showLead(article);
  if (lead === null) return null;
  const points = wish.isSummary ? cite(beginnings(article), { most: POINTS }).citations : [];
  return { kind: "overview", article, lead: { ...lead, mark: 1, best: 0 }, points };
}

/** The first sentence of each section; where there are none, of the paragraphs behind the first. */
function beginnings({ passages }: Article) {
  const paragraphs = passages.filter(({ kind }) => kind === "paragraph");
  const starts = paragraphs.filter(
    ({ section }, i) => section !== null && section !== paragraphs[i - 1]?.section,
  );
  const behindLead = (starts.length === 0 ? paragraphs : starts).filter(
    (passage) => passage !== paragraphs[0],
  );
  return behindLead.slice(0, POINTS).map((passage) => ({ passage, sentence: 0 }));
}

/** What can be counted in an article's own words, in a reader's language; null for the other facts, and for nothing. */
export function countedFact(fact: Fact, article: Article, language: string): string | null {
  const texts = article.passages.map(({ text }) => text);
  if (fact === "word count") {
    const count = texts.reduce((sum, text) => sum + splitWords(text, article.language).length, 0);
    return count.toLocaleString(language);
  }
  if (fact === "sentence count")
    return article.passages.flatMap(({ sentences }) => sentences).length.toLocaleString(language);
  if (fact === "people") return listed(peopleOf(article).names);
  if (fact !== "countries") return null;
  const ids = texts.flatMap((text) => knownNamesIn(text, article.language).map(({ id }) => id));
  const display = new Intl.DisplayNames([language], { type: "region" });
  const codes = [...new Set(ids)].filter((id) => /^[A-Z]{2}$/u.test(id));
  return listed(codes.map((code) => display.of(code) ?? code));
}

function listed(names: readonly string[]): string | null {
  return names.length === 0 ? null : names.join(", ");
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
