/**
 * Answer → Screen: the quotations with their source, and the bot's own sentence where it needs one.
 */
import type { Answer, Citation } from "../answer/answer.ts";
import { excerptText, type Article, type Corpus } from "../corpus/passage.ts";
import { nameOfLanguage } from "./language.ts";
import { renderFact } from "./facts.ts";
import { bareQuotations, markedQuotations, quotation } from "./quoting.ts";
import { overviewScreen } from "./reading.ts";
import { joined, rich, type Words } from "./rich.ts";
import { articleRows, openingButton, openingRow, type Screen, type View } from "./screen.ts";
import { sourceLine, sourceParts } from "./source-line.ts";
import { texts } from "./texts.ts";

/** A group reads no more than this. */
const GROUP_SOURCES = 2;

/** Null where the bot keeps silent: small talk in a group. */
export function renderAnswer(answer: Answer, corpus: Corpus, view: View): Screen | null {
  if (answer.kind === "quotes")
    return view.isPrivate ? privateQuotes(answer, view) : groupQuotes(answer, view);
  if (answer.kind === "overview") return overviewScreen(answer.lead, corpus.articles.length, view);
  if (answer.kind === "facts") return renderFact(answer, view);
  if (answer.kind === "declined") return declined(answer, view);
  return view.isPrivate ? smallTalk(answer.talk, corpus, view) : null;
}

/** Says that the words will be German, when the asker's are not; "" when they agree or the articles differ. */
export function foreignLine(articles: readonly Article[], { language }: View): string {
  const [code, ...others] = new Set(articles.map((article) => article.language));
  if (code === undefined || others.length > 0 || code === language) return "";
  return texts[language].foreign(nameOfLanguage(code, language));
}

type Quotes = Extract<Answer, { kind: "quotes" }>;

function privateQuotes({ sure, citations }: Quotes, view: View): Screen {
  const articles = citations.map(({ passage }) => passage.article);
  const opening = sure ? foreignLine(articles, view) : texts[view.language].unsure;
  return {
    text: joined([opening, markedQuotations(citations, view.language)]),
    buttons: [...markRow(citations, view), ...articleRows(articles, view)],
  };
}

function groupQuotes({ sure, citations, ranking }: Quotes, view: View): Screen {
  const best = new Set(ranking.slice(0, GROUP_SOURCES));
  const shown = citations
    .filter(({ mark }) => best.has(mark))
    .map((citation, index) => ({ ...citation, mark: index + 1 }));
  return {
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

/** "[1] im Text", "[2] im Text", side by side. */
function markRow(citations: readonly Citation[], view: View): Screen["buttons"] {
  const buttons = citations.map(({ mark, passage, from, to }) =>
    openingButton(
      texts[view.language].inText(mark),
      { kind: "passage", ref: passage.ref, from, to },
      view,
    ),
  );
  const row = buttons.filter((button) => button !== null);
  return row.length === 0 ? [] : [row];
}

function declined({ nearest }: Extract<Answer, { kind: "declined" }>, view: View): Screen {
  const own = texts[view.language];
  if (nearest === null || !view.isPrivate) return { text: rich(own.declined), buttons: [] };
  const lines: Words[] = [
    own.declined,
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
