import type { Article } from "../../src/corpus/passage.ts";
import { createLanguageIndex, type LanguageIndex } from "../../src/search/language-index.ts";

/** The index of articles that are all in the first one's language. */
export function indexOf(...articles: readonly Article[]): LanguageIndex {
  const index = createLanguageIndex(articles[0]?.language ?? "de");
  for (const article of articles) for (const _ of index.add(article));
  return index;
}
