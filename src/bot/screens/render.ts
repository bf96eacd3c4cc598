/**
 * Answer → Screen: the quotations with their source, and the bot's own sentences where it needs them.
 */
import { countedFact } from "../../answer/about-article.ts";
import type { Answer, Fact, Talk } from "../../answer/answer.ts";
import type { Article, Corpus } from "../../corpus/passage.ts";
import { answerLanguage } from "../../grounding/answer-language.ts";
import type { Citation, WrittenSentence } from "../../grounding/citations.ts";
import { nameOfLanguage } from "../incoming/language.ts";
import {
  articleRows,
  bareQuotations,
  dateName,
  markedQuotations,
  markRow,
  sourceParts,
  type Marked,
} from "./quoting.ts";
import { overviewScreen } from "./reading.ts";
import { joined, openingRow, plain, rich, tapButton, type Screen, type View } from "./screen.ts";
import { texts } from "./texts/texts.ts";

type Written = Extract<Answer, { kind: "written" }>;

/** A group reads no more than this, and the context of each. */
const GROUP_SOURCES = 2;
/** Small talk is not answered there, but for what was wished for and cannot be had. */
const SAID_IN_GROUPS = new Set<Talk>(["no last", "word for word", "as it stands", "opinion"]);
/** A row holds three buttons whose labels can be read on a phone. */
const MARKS_BESIDE = 2;
/** More would be a list, and that is /sources. */
const SHOWN_ARTICLES = 5;

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
  if (answer.isFallback !== true) return screen;
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
      return plain(texts[view.language].stopped);
    case "quotes":
      return view.isPrivate ? privateQuotes(answer, view) : groupQuotes(answer, view);
    case "overview":
      return overviewScreen(answer, corpus.articles.length, view);
    case "facts":
      return renderFact(answer, view);
    case "declined":
      return declined(answer, corpus, view);
    case "small-talk":
      break;
  }
  const isSaid = view.isPrivate || SAID_IN_GROUPS.has(answer.talk);
  return isSaid ? smallTalk(answer.talk, corpus, view) : null;
}

/** Says that the words will be German, when the asker's are not; "" when they agree or the articles differ. */
export function foreignLine(articles: readonly Article[], { language }: View): string {
  const [code, ...others] = new Set(articles.map((article) => article.language));
  if (code === undefined || others.length > 0 || code === language) return "";
  return texts[language].foreign(nameOfLanguage(code, language));
}

type Quotes = Extract<Answer, { kind: "quotes" }>;

function privateQuotes(
  { sure, citations, isForeign }: Quotes,
  view: View,
): Omit<AnswerScreen, "language"> {
  const articles = citations.map(({ passage }) => passage.article);
  const { onlyLanguages, unsure } = texts[view.language];
  const understood = isForeign === true ? `${onlyLanguages} ${unsure}` : unsure;
  const opening = sure ? foreignLine(articles, view) : understood;
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
  const shown = numberedAnew(citations.filter(({ mark }) => best.has(mark)));
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
  {
    nearest,
    hasReadAll = false,
    speaker,
    isForeign = false,
    isBeyond = false,
  }: Extract<Answer, { kind: "declined" }>,
  { articles }: Corpus,
  view: View,
): Screen {
  const own = texts[view.language];
  if (isForeign) return plain(own.onlyLanguages);
  if (isBeyond) return plain(own.talk.cannot);
  if (speaker !== undefined) return plain(own.saysNothing(speaker));
  const words = hasReadAll ? own.notInArticle(articles.length) : own.declined;
  const [first] = nearest ?? [];
  if (nearest === null || first === undefined || !view.isPrivate) return plain(words);
  const quoted = nearest.map((piece) => ({ ...piece, mark: 1 }));
  return {
    text: joined([words, own.nearest, bareQuotations(quoted, view.language)]),
    buttons: openingRow(own.about, { kind: "overview", ref: first.passage.ref }, view),
  };
}

function smallTalk(talk: Talk, { articles }: Corpus, view: View): Screen {
  const own = texts[view.language];
  const [newest] = articles;
  if (talk !== "greeting" || newest === undefined) {
    return plain(talk === "greeting" ? own.bare : own.talk[talk]);
  }
  const named = { title: newest.title, where: sourceParts(newest, view.language).join(", ") };
  const [first] = newest.passages;
  return {
    text: rich(own.greeting(named, articles.length)),
    buttons:
      first === undefined ? [] : openingRow(own.about, { kind: "overview", ref: first.ref }, view),
  };
}

/** Its sentences with their marks, then what each mark opens, word for word. */
function renderWritten(answer: Written, view: View): AnswerScreen {
  const { sentences, citations } = view.isPrivate ? answer : shortenedForGroup(answer);
  const articles = citations.map(({ passage }) => passage.article);
  const own = texts[view.language];
  const language = answerLanguage(sentences.map(({ text }) => text).join(" "));
  const isForeign = articles.some((article) => article.language !== language);
  return {
    language,
    citations,
    text: joined(
      [
        joined([prose(sentences), answer.isComplete ? "" : own.incomplete], "\n"),
        view.isPrivate
          ? markedQuotations(citations, view.language, { foldFrom: 0 })
          : bareQuotations(citations, view.language),
      ],
      view.isPrivate ? "\n\n" : "\n",
    ),
    buttons: [
      ...(view.isPrivate && isForeign
        ? withTranslation(markRow(citations, view), view)
        : markRow(citations, view)),
      ...articleRows(articles, view),
    ],
  };
}

/** Beside the marks where there is room. */
function withTranslation(marks: Screen["buttons"], view: View): Screen["buttons"] {
  const { language } = view;
  const translate = tapButton(texts[language].translate, { kind: "translate", language });
  const [row = []] = marks;
  return row.length > MARKS_BESIDE ? [...marks, [translate]] : [[...row, translate]];
}

/** "Beide Länder bestreiten Waffengeschäfte. [2] [3]" */
export function prose(sentences: readonly WrittenSentence[]): string {
  return sentences
    .map(({ text, marks }) => [text, ...marks.map((mark) => `[${mark}]`)].join(" "))
    .join(" ");
}

/** From 1. */
function numberedAnew(citations: readonly Citation[]): Citation[] {
  const marks = [...new Set(citations.map(({ mark }) => mark))];
  return citations.map((citation) => ({ ...citation, mark: marks.indexOf(citation.mark) + 1 }));
}

function isShown(mark: number): boolean {
  return mark <= GROUP_SOURCES;
}

/** Sentences, from the first on, that rest on the first sources alone. */
function shortenedForGroup({ sentences, citations }: Written): {
  sentences: readonly WrittenSentence[];
  citations: readonly Citation[];
} {
  const end = sentences.findIndex(({ marks }) => marks.length > 0 && !marks.some(isShown));
  return {
    sentences: (end === -1 ? sentences : sentences.slice(0, end)).map(({ text, marks }) => ({
      text,
      marks: marks.filter(isShown),
    })),
    citations: citations.filter(({ mark }) => isShown(mark)),
  };
}

/** One sentence for each article; where the front matter does not say, the sentence says so. */
function renderFact({ fact, articles }: Extract<Answer, { kind: "facts" }>, view: View): Screen {
  const shown = articles.slice(0, view.isPrivate ? SHOWN_ARTICLES : 1);
  return {
    text: joined(shown.map((article) => sentence(fact, article, view))),
    buttons: fact === "link" ? articleRows(shown, view) : [],
  };
}

function sentence(fact: Fact, article: Article, { language }: View): string {
  const own = texts[language];
  const { title, source, author } = article;
  const stated = own.fact[fact]({ title, where: valueOf(fact, article, language) });
  return fact === "author" && author === null && source !== null
    ? `${stated} ${own.authorIsSource(source)}`
    : stated;
}

function valueOf(fact: Fact, article: Article, language: string): string {
  const { source, author, date, url, title } = article;
  const values: Partial<Record<Fact, string | null>> = {
    author,
    date: date === null ? null : dateName(date, language),
    source,
    trust: source,
    link: url,
    title,
  };
  return values[fact] ?? countedFact(fact, article, language) ?? "";
}
