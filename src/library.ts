/**
 * The articles and everything built over them, as one value that is swapped whole when a file changes.
 *
 * Whoever holds a Library sees one state of the corpus from question to answer.
 */
import { createHash } from "node:crypto";

import type { Answerer } from "./answer/answer.ts";
import { createExtractiveAnswerer } from "./answer/extractive.ts";
import type { Corpus, Passage } from "./corpus/passage.ts";
import { createFind, type Find } from "./search/find.ts";
import { createFindQuotes, type FindQuotes } from "./search/quotes.ts";

export interface Library {
  readonly corpus: Corpus;
  readonly find: Find;
  readonly answerer: Answerer;
  /** Sentences to quote for an inline query, from the `from`-th on; an empty query offers the articles' quotes. */
  readonly findQuotes: FindQuotes;
  /** The passage with exactly these words, or null when the article changed or the reference is no reference. */
  findPassage(ref: string): Passage | null;
  /** Changes whenever any article does: 8 of `[A-Za-z0-9_-]`. */
  readonly version: string;
}

export function buildLibrary(corpus: Corpus): Library {
  const passages = new Map(
    corpus.articles.flatMap((article) => article.passages.map((passage) => [passage.ref, passage])),
  );
  const find = createFind(corpus);
  return {
    corpus,
    find,
    answerer: createExtractiveAnswerer({ corpus, find }),
    findQuotes: createFindQuotes(corpus),
    findPassage: (ref) => passages.get(ref) ?? null,
    version: createHash("sha256")
      .update(
        JSON.stringify(
          corpus.articles.map(({ passages: all, ...article }) => [
            article,
            all.map(({ ref }) => ref),
          ]),
        ),
      )
      .digest("base64url")
      .slice(0, 8),
  };
}
