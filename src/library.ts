/**
 * The articles and everything built over them, as one value that is swapped whole when a file changes.
 *
 * Whoever holds a Library sees one state of the corpus from question to answer.
 */
import { createHash } from "node:crypto";

import type { Answerer } from "./answer/answer.ts";
import type { AnsweringSentence } from "./answer/cite.ts";
import { whoIs, wordsOf } from "./answer/who-says.ts";
import { readQuestion, readWish } from "./answer/wish.ts";
import { warmUpCheck } from "./grounding/check-answer.ts";
import { createExtractiveAnswerer } from "./answer/extractive.ts";
import { createGenerativeAnswerer, type Writing } from "./answer/generative.ts";
import { perArticle } from "./corpus/per-article.ts";
import type { Article, Corpus, Passage } from "./corpus/passage.ts";
import type { Find } from "./search/find.ts";
import type { FindQuotes } from "./search/quotes.ts";
import { searchOver, type Search } from "./search/search.ts";

export interface Library {
  readonly corpus: Corpus;
  readonly find: Find;
  readonly answerer: Answerer;
  /** The model that writes the answers; null: nobody does. */
  readonly writer: string | null;
  /** Answers from the passages alone, whoever else may write. */
  readonly extractive: Answerer;
  /** Sentences to quote for an inline query, from the `from`-th on; an empty query offers the articles' quotes. */
  readonly findQuotes: FindQuotes;
  /** The passage with exactly these words, or null when the article changed or the reference is no reference. */
  findPassage(ref: string): Passage | null;
  /** How many of its articles are not searched yet. */
  readonly unread: () => number;
  /** Changes whenever any article does: 8 of `[A-Za-z0-9_-]`. */
  readonly version: string;
  /** Makes at once what is made at first use: better now than when a person waits. */
  warmUp(): Promise<void>;
}

/** With `writing`, a model writes the answers; without, they are the passages' own sentences. */
export function buildLibrary(
  corpus: Corpus,
  writing: Writing | null = null,
  search: Pick<Search, "find" | "findQuotes" | "unread"> = searchOver(corpus.articles),
): Library {
  const passages = new Map(
    corpus.articles.flatMap((article) => article.passages.map((passage) => [passage.ref, passage])),
  );
  const { find, unread } = search;
  const extractive = createExtractiveAnswerer({ corpus, find });
  const findQuotes: FindQuotes = (query, from) =>
    search.findQuotes(query, from, askedFor(query, corpus));
  return {
    corpus,
    find,
    writer: writing?.metered.name ?? null,
    extractive,
    answerer:
      writing === null
        ? extractive
        : createGenerativeAnswerer({ ...writing, corpus, find, extractive }),
    findQuotes,
    findPassage: (ref) => passages.get(ref) ?? null,
    unread,
    version: digest(corpus.articles.map(stampOf).join("")).slice(0, 8),
    async warmUp() {
      const words = corpus.articles[0]?.passages[0]?.sentences[0]?.text ?? "";
      for (const text of [words, ...WARMING]) {
        await extractive.answer(readQuestion(text));
        findQuotes(text, 0);
      }
      if (writing === null) return;
      for (const article of corpus.articles.slice(0, WARMED_ARTICLES)) warmUpCheck(article);
    },
  };
}

/** "was sagt Putin", typed inline; undefined for words to look for. */
function askedFor(query: string, corpus: Corpus): readonly AnsweringSentence[] | undefined {
  const wish = readWish(query);
  if (wish?.kind === "who-says") return wish.speakers.flatMap((name) => wordsOf(name, corpus));
  return wish?.kind === "who-is" ? whoIs(wish.name, corpus) : undefined;
}

const stampOf = perArticle(({ passages, ...article }: Article) =>
  digest(JSON.stringify([article, passages.map(({ ref }) => ref)])),
);

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

const WARMING = ["Wann war das?", "When was that, and who said so?"];
/** Each takes 50 ms; those of a large corpus are read when they are first cited. */
const WARMED_ARTICLES = 20;
