/**
 * /sources: every article with its date, a page at a time; one can be opened, and an owner can take out what owners sent.
 */
import type { Article, Corpus } from "../../corpus/passage.ts";
import { isSent } from "../../corpus/sent.ts";
import { hashOfArticle } from "./callback-data.ts";
import {
  joined,
  openingButton,
  openingRow,
  rich,
  tapButton,
  type Screen,
  type View,
} from "./screen.ts";
import { sourceLine } from "./quoting.ts";
import { texts } from "./texts/texts.ts";

const PAGE_ARTICLES = 10;

/** In private the list, page from 0; a group gets only the way to it. A page past the last is the last. */
export function sourcesScreen({ articles }: Corpus, page: number, view: View): Screen {
  const own = texts[view.language];
  if (!view.isPrivate) {
    return {
      text: rich(own.articlesInChat(articles.length)),
      buttons: openingRow(own.openChat, { kind: "sources", page: 0 }, view),
    };
  }
  const last = Math.max(0, Math.ceil(articles.length / PAGE_ARTICLES) - 1);
  const shownPage = Math.min(page, last);
  const shown = articles.slice(shownPage * PAGE_ARTICLES, (shownPage + 1) * PAGE_ARTICLES);
  return {
    text: joined([
      own.articles(articles.length),
      ...shown.map((article) => `• ${lineOf(article, view)}`),
    ]),
    buttons: [
      ...shown.flatMap((article) => articleRow(article, view)),
      ...turningRow(shownPage, last, view),
    ],
  };
}

/** "Putin in Nordkorea · dpa · Juni 2024 · 23 Stellen" */
function lineOf(article: Article, { language }: View): string {
  return `${sourceLine(article, language)} · ${texts[language].passages(article.passages.length)}`;
}

/** An owner may take out again what an owner sent; a file of the corpus folder is the operator's. */
function articleRow(article: Article, view: View): Screen["buttons"] {
  const [first] = article.passages;
  if (first === undefined) return [];
  const opening = openingButton(article.title, { kind: "overview", ref: first.ref }, view);
  if (view.isOwner !== true || !isSent(article)) return [[opening]];
  const removal = { kind: "remove-article", article: hashOfArticle(article.id) } as const;
  return [[opening, tapButton(texts[view.language].articlesSent.remove, removal)]];
}

function turningRow(page: number, last: number, view: View): Screen["buttons"] {
  const own = texts[view.language];
  const row = [
    ...(page > 0 ? [openingButton(own.back, { kind: "sources", page: page - 1 }, view)] : []),
    ...(page < last ? [openingButton(own.next, { kind: "sources", page: page + 1 }, view)] : []),
  ];
  return row.length === 0 ? [] : [row];
}
