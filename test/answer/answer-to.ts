/**
 * The answer to a question about one article, by the article's name.
 */
import { readFileSync } from "node:fs";
import { parseArticle } from "../../src/corpus/parse.ts";
import {
  type Shown,
  asking,
  COUNCIL,
  ENGLISH,
  FOOTBALL,
  HEADLESS,
  INTERVIEW,
  SCIENCE,
  SINGLE,
} from "../support/articles.ts";

const PUTIN = parseArticle(
  "2024-06-putin-nordkorea.txt",
  readFileSync(new URL("../corpus/fixtures/2024-06-putin-nordkorea.txt", import.meta.url), "utf8"),
);

export const ARTICLES = {
  COUNCIL,
  FOOTBALL,
  SCIENCE,
  INTERVIEW,
  ENGLISH,
  SINGLE,
  HEADLESS,
  PUTIN,
} as const;

export type Name = keyof typeof ARTICLES;

const asks = Object.fromEntries(
  Object.entries(ARTICLES).map(([name, article]) => [name, asking(article)]),
);

/** Each article is indexed once. */
export async function answerTo(name: Name, question: string, previous?: string): Promise<Shown> {
  const ask = asks[name];
  if (ask === undefined) throw new Error(`No article ${name}`);
  return ask(question, previous);
}
