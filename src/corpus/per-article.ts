/**
 * Caches a value computed from one article, as long as the article itself exists.
 *
 * @example
 * export const peopleOf = perArticle((article) => collectPeople(article.passages));
 * peopleOf(article); // computed at the first call, then remembered
 */
import type { Article } from "./passage.ts";

export function perArticle<Known extends object | number | string>(
  compute: (article: Article) => Known,
): (article: Article) => Known {
  const known = new WeakMap<Article, Known>();
  return (article) => {
    let found = known.get(article);
    if (found === undefined) known.set(article, (found = compute(article)));
    return found;
  };
}
