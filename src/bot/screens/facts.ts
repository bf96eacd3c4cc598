/**
 * Questions about an article itself, answered in one sentence from its front matter.
 */
import type { Answer, Fact } from "../../answer/answer.ts";
import type { Article } from "../../corpus/passage.ts";
import { joined } from "./rich.ts";
import { articleRows, type Screen, type View } from "./screen.ts";
import { dateName } from "./source-line.ts";
import { texts } from "./texts/texts.ts";

/** More would be a list, and that is /sources. */
const SHOWN_ARTICLES = 5;

/** One sentence for each article; where the front matter does not say, the sentence says so. */
export function renderFact(
  { fact, articles }: Extract<Answer, { kind: "facts" }>,
  view: View,
): Screen {
  const shown = articles.slice(0, view.isPrivate ? SHOWN_ARTICLES : 1);
  return {
    text: joined(shown.map((article) => sentence(fact, article, view))),
    buttons: fact === "link" ? articleRows(shown, view) : [],
  };
}

function sentence(fact: Fact, article: Article, { language }: View): string {
  const own = texts[language];
  const { title, source } = article;
  const stated = own.fact[fact]({ title, where: valueOf(fact, article, language) });
  return fact === "author" && source !== null ? `${stated} ${own.authorIsSource(source)}` : stated;
}

function valueOf(fact: Fact, { source, date, url, title }: Article, language: string): string {
  const values: Record<Fact, string | null> = {
    author: null,
    date: date === null ? null : dateName(date, language),
    source,
    link: url,
    title,
  };
  return values[fact] ?? "";
}
