/**
 * The search over all articles, kept up with them: those that are new are taken in, those that are gone taken out.
 *
 * An article is known by its identity: one that has not changed costs nothing.
 *
 * @example
 * const search = createSearch();
 * for (const _ of search.hold(corpus.articles)); // or a step now and then, beside the answering
 * search.find("Wann war das?", null);
 */
import type { Article } from "../corpus/passage.ts";
import { createFind, type CalibratedIndex, type Find } from "./find.ts";
import { measureThresholds } from "./confidence.ts";
import { createLanguageIndex, type LanguageIndex } from "./language-index.ts";
import { createQuoteIndex, type FindQuotes } from "./quotes.ts";
import type { Thresholds } from "./thresholds.ts";

export interface Search {
  /** Both search what has been taken in so far. */
  readonly find: Find;
  readonly findQuotes: FindQuotes;
  /**
   * Makes `articles` all that is searched, in steps of a few milliseconds; true is yielded where an article is whole, so
   * that another call may begin there.
   */
  hold(articles: readonly Article[]): Generator<boolean, void>;
  /** How many of those that are to be held are not yet. */
  readonly unread: () => number;
}

export function createSearch(): Search {
  const quotes = createQuoteIndex();
  let indexes: ReadonlyMap<string, CalibratedIndex> = new Map();
  const held = new Set<Article>();
  let unread = 0;

  /** Its thresholds are measured at the first question after a change. */
  function renew(index: LanguageIndex): void {
    let thresholds: Thresholds | null = null;
    const changed = new Map(indexes);
    if (index.size === 0) changed.delete(index.language);
    else
      changed.set(index.language, {
        index,
        articles: () => held.size,
        thresholds: () => (thresholds ??= measureThresholds(index)),
      });
    indexes = changed;
  }

  function* takeIn(article: Article): Generator<boolean, void> {
    const index = indexes.get(article.language)?.index ?? createLanguageIndex(article.language);
    for (const _ of index.add(article)) yield false;
    quotes.add(article);
    held.add(article);
    unread -= 1;
    renew(index);
    yield true;
  }
  function takeOut(article: Article): void {
    const index = indexes.get(article.language)?.index;
    held.delete(article);
    quotes.remove(article);
    index?.remove(article);
    if (index !== undefined) renew(index);
  }
  function* beginAnew({ language, positions }: LanguageIndex): Generator<boolean, void> {
    const fresh = createLanguageIndex(language);
    for (const article of positions.keys()) for (const _ of fresh.add(article)) yield false;
    renew(fresh);
    yield true;
  }

  return {
    find: createFind(() => [...indexes.values()]),
    findQuotes: quotes.find,
    unread: () => unread,
    *hold(articles) {
      const wanted = new Set(articles);
      unread = wanted.difference(held).size;
      for (const article of articles) if (!held.has(article)) yield* takeIn(article);
      // What takes the place of a changed article is there by now.
      for (const article of held.difference(wanted)) {
        takeOut(article);
        yield true;
      }
      for (const { index } of indexes.values()) if (index.isWorn) yield* beginAnew(index);
    },
  };
}

/** All of it at once. */
export function searchOver(articles: readonly Article[]): Search {
  const search = createSearch();
  for (const _ of search.hold(articles));
  return search;
}
