/**
 * Answer → Screen: the quotations with their source, and the bot's own sentence where it needs one.
 */
import type { Answer } from "../../answer/answer.ts";
import { excerptText, type Article, type Corpus } from "../../corpus/passage.ts";
import { nameOfLanguage } from "../incoming/language.ts";
import { renderFact } from "./facts.ts";
import { bareQuotations, markedQuotations, markRow, quotation, type Marked } from "./quoting.ts";
import { overviewScreen } from "./reading.ts";
import { joined, rich, type Words } from "./rich.ts";
import { articleRows, openingRow, type Screen, type View } from "./screen.ts";
import { sourceLine, sourceParts } from "./source-line.ts";
import { texts } from "./texts/texts.ts";
import { renderWritten } from "./written.ts";

/** A group reads no more than this. */
const GROUP_SOURCES = 2;

export interface AnswerScreen extends Screen {
  /** What it is written in, as a code: "de". */
  readonly language: string;
  /** What its marks stand for, as they are shown. */
  readonly citations: readonly Marked[];
}

/** Null where the bot keeps silent: small talk in a group. */
export function renderAnswer(answer: Answer, corpus: Corpus, view: View): AnswerScreen | null {
  const shown = screenOf(answer, corpus, view);
  if (shown === null) return null;
  const screen = { language: view.language, citations: [], ...shown };
  if (answer.isStandIn !== true) return screen;
  const { fallback, fallbackDeclined } = texts[view.language];
  const why = answer.kind === "declined" ? fallbackDeclined : fallback;
  return { ...screen, text: joined([screen.text, why], "\n\n") };
}

function screenOf(
  answer: Answer,
  corpus: Corpus,
  view: View,
): (Screen & Partial<AnswerScreen>) | null {
  switch (answer.kind) {
    case "written":
      return renderWritten(answer, view);
    case "stopped":
      return { text: rich(texts[view.language].stopped), buttons: [] };
    case "quotes":
      return view.isPrivate ? privateQuotes(answer, view) : groupQuotes(answer, view);
    case "overview":
      return overviewScreen(answer.lead, corpus.articles.length, view);
    case "facts":
      return renderFact(answer, view);
    case "declined":
      return declined(answer, view);
    case "small-talk":
      break;
  }
  return view.isPrivate ? smallTalk(answer.talk, corpus, view) : null;
}

/** Says that the words will be German, when the asker's are not; "" when they agree or the articles differ. */
export function foreignLine(articles: readonly Article[], { language }: View): string {
  const [code, ...others] = new Set(articles.map((article) => article.language));
  if (code === undefined || others.length > 0 || code === language) return "";
  return texts[language].foreign(nameOfLanguage(code, language));
}

type Quotes = Extract<Answer, { kind: "quotes" }>;

function privateQuotes({ sure, citations }: Quotes, view: View): Omit<AnswerScreen, "language"> {
  const articles = citations.map(({ passage }) => passage.article);
  const opening = sure ? foreignLine(articles, view) : texts[view.language].unsure;
  return {
    citations,
    text: joined([opening, markedQuotations(citations, view.language)]),
    buttons: [...markRow(citations, view), ...articleRows(articles, view)],
  };
}

function groupQuotes(
  { sure, citations, ranking }: Quotes,
  view: View,
): Omit<AnswerScreen, "language"> {
  const best = new Set(ranking.slice(0, GROUP_SOURCES));
  const shown = citations
    .filter(({ mark }) => best.has(mark))
    .map((citation, index) => ({ ...citation, mark: index + 1 }));
  return {
    citations: shown,
    text: joined([sure ? "" : texts[view.language].unsure, bareQuotations(shown, view.language)]),
    buttons: [
      ...markRow(shown, view),
      ...articleRows(
        shown.map(({ passage }) => passage.article),
        view,
      ),
    ],
  };
}

function declined(
  { nearest, hasReadAll = false }: Extract<Answer, { kind: "declined" }>,
  view: View,
): Screen {
  const own = texts[view.language];
  const words = hasReadAll ? own.notInArticle : own.declined;
  if (nearest === null || !view.isPrivate) return { text: rich(words), buttons: [] };
  const lines: Words[] = [
    words,
    own.nearest,
    quotation(excerptText(nearest), { folds: true }),
    sourceLine(nearest.passage.article, view.language),
  ];
  return {
    text: joined(lines),
    buttons: openingRow(own.about, { kind: "overview", ref: nearest.passage.ref }, view),
  };
}

type Talk = Extract<Answer, { kind: "small-talk" }>["talk"];

function smallTalk(talk: Talk, { articles }: Corpus, view: View): Screen {
  const own = texts[view.language];
  const [newest] = articles;
  if (talk !== "greeting" || newest === undefined) {
    return { text: rich(talk === "greeting" ? own.bare : own[talk]), buttons: [] };
  }
  const named = { title: newest.title, where: sourceParts(newest, view.language).join(", ") };
  const [first] = newest.passages;
  return {
    text: rich(own.greeting(named, articles.length)),
    buttons:
      first === undefined ? [] : openingRow(own.about, { kind: "overview", ref: first.ref }, view),
  };
}
