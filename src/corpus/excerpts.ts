/**
 * Joins excerpts that touch, and sorts excerpts into the articles' order.
 */
import type { Excerpt } from "./passage.ts";

/** Joins excerpts of one passage that overlap or touch; the joined one stands in the place of the first. */
export function joinTouching<One extends Excerpt>(excerpts: readonly One[]): One[] {
  const joined: One[] = [];
  for (const excerpt of excerpts) {
    const { passage, from, to } = excerpt;
    const at = joined.findIndex(
      (other) => other.passage === passage && other.from <= to && from <= other.to,
    );
    const other = joined[at];
    if (other === undefined) joined.push(excerpt);
    else joined[at] = { ...other, from: Math.min(other.from, from), to: Math.max(other.to, to) };
  }
  return joined;
}

/** Articles in the order of their first excerpt, passages and sentences as they stand in them. */
export function inArticleOrder<One extends Excerpt>(excerpts: readonly One[]): One[] {
  const articles = [...new Set(excerpts.map(({ passage }) => passage.article))];
  return articles.flatMap((article) => {
    const placeOf = ({ passage }: One) => article.passages.indexOf(passage);
    return excerpts
      .filter(({ passage }) => passage.article === article)
      .toSorted((a, b) => placeOf(a) - placeOf(b) || a.from - b.from);
  });
}
