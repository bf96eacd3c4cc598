/**
 * Sorts excerpts into the articles' order, and joins those that touch.
 */
import type { Excerpt } from "./passage.ts";

/** Each sentence once: excerpts of one passage with at most `gap` sentences between them become one. */
export function joinTouching(excerpts: readonly Excerpt[], gap = 0): Excerpt[] {
  const joined: Excerpt[] = [];
  for (const { passage, from, to } of inArticleOrder(excerpts)) {
    const last = joined.at(-1);
    if (last !== undefined && last.passage === passage && from <= last.to + gap)
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, to) };
    else joined.push({ passage, from, to });
  }
  return joined;
}

/** Articles in the order of their first excerpt, passages and sentences as they stand in them. */
function inArticleOrder(excerpts: readonly Excerpt[]): Excerpt[] {
  const articles = [...new Set(excerpts.map(({ passage }) => passage.article))];
  return articles.flatMap((article) => {
    const placeOf = ({ passage }: Excerpt) => article.passages.indexOf(passage);
    return excerpts
      .filter(({ passage }) => passage.article === article)
      .toSorted((a, b) => placeOf(a) - placeOf(b) || a.from - b.from);
  });
}

/** Whether all sentences of the one are in the other. */
export function holdsExcerpt(outer: Excerpt, { passage, from, to }: Excerpt): boolean {
  return outer.passage === passage && outer.from <= from && to <= outer.to;
}
