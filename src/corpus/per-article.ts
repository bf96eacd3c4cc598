/**
 * What is known of one article, computed when it is first asked for and kept as long as the article itself.
 *
 * @example
 * export const peopleOf = perArticle((article) => collectPeople(article.passages));
 */
import type { Article } from "./passage.ts";

export function perArticle<Known extends object | number>(
  compute: (article: Article) => Known,
): (article: Article) => Known {
  const known = new WeakMap<Article, Known>();
  return (article) => {
    let found = known.get(article);
    if (found === undefined) known.set(article, (found = compute(article)));
    return found;
  };
}
