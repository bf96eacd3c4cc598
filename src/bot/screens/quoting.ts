/**
 * The article's words as they are shown: the quotation behind its bar, what stands above it, and below it where it
 * comes from.
 */
import type { InlineKeyboardButton } from "grammy/types";

import type { Article, Excerpt, Passage, Speaker } from "../../corpus/passage.ts";
import type { Shown } from "../../speech/context.ts";
import { memo } from "../../text/memo.ts";
import { nameOfLanguage, type Language } from "../incoming/language.ts";
import {
  joined,
  openingButton,
  styled,
  type RichText,
  type Screen,
  type View,
  type Words,
} from "./screen.ts";
import { texts } from "./texts/texts.ts";

/** A longer answer in private folds; in groups every quotation may. */
const FOLDED_FROM = 300;

export interface Marked extends Shown {
  readonly mark: number;
}

/** The article's words and nothing else, and below them the footnotes that belong to them. */
export function quotation(
  { words, footnotes }: Shown,
  language: Language,
  { foldFrom }: { readonly foldFrom: number },
): RichText {
  const quoted = (text: string) =>
    styled(text.length > foldFrom ? "expandable_blockquote" : "blockquote", text);
  const notes = footnotes.map((note) => joined([texts[language].footnote, quoted(note)]));
  return joined([quoted(words), ...notes]);
}

/** In private: mark and section above each quotation, the source line last; parted by article. Longer ones fold, below prose all do. */
export function markedQuotations(
  citations: readonly Marked[],
  language: Language,
  { foldFrom = FOLDED_FROM }: { readonly foldFrom?: number } = {},
): RichText {
  const runs = runsByArticle(citations);
  const blocks = runs.map((run) => {
    const lines: Words[] = [];
    for (const [index, citation] of run.entries()) {
      const before = run[index - 1] ?? null;
      if (before?.mark !== citation.mark) lines.push(headLine(citation, before, language));
      lines.push(quotation(citation, language, { foldFrom }));
    }
    return joined([...lines, ...sourceLines(run, language)]);
  });
  return joined(blocks, "\n\n");
}

/** In a group: the quotations with their marks where there are several, labelled only where they are not the running text or do not name the speaker. */
export function bareQuotations(citations: readonly Marked[], language: Language): RichText {
  const marks = new Set(citations.map(({ mark }) => mark));
  const blocks = runsByArticle(citations).map((run) => {
    const quotations = run.map((citation, index) => {
      const isFirst = run[index - 1]?.mark !== citation.mark;
      const number = marks.size > 1 && isFirst ? `[${citation.mark}]` : "";
      return joined([
        joined([number, labelOf(citation, language) ?? ""], " "),
        quotation(citation, language, { foldFrom: 0 }),
      ]);
    });
    return joined([joined(quotations, "\n\n"), ...sourceLines(run, language)]);
  });
  return joined(blocks, "\n\n");
}

/** "[1] USA beobachten Kooperationen mit Argwohn", "[2]" in the same section, "[3] Zitatkasten · Jens Stoltenberg", "[1]". */
function headLine(citation: Marked, before: Excerpt | null, language: Language): string {
  const { mark, passage } = citation;
  const label = labelOf(citation, language);
  if (label !== null) return `[${mark}] ${label}`;
  if (passage.section === null) return `[${mark}]`;
  const isSame = before?.passage.kind === "paragraph" && before.passage.section === passage.section;
  return isSame ? `[${mark}]` : `[${mark}] ${passage.section}`;
}

function labelOf({ passage, speaker }: Shown, language: Language): string | null {
  return passageLabel(passage, language) ?? (speaker === null ? null : speakerName(speaker));
}

function sourceLines(run: readonly Excerpt[], language: Language): string[] {
  const article = run[0]?.passage.article;
  return article === undefined ? [] : [sourceLine(article, language)];
}

/** Citations of one article that follow one another share a source line. */
function runsByArticle<E extends Excerpt>(citations: readonly E[]): E[][] {
  const runs: E[][] = [];
  let article: Article | null = null;
  for (const citation of citations) {
    if (citation.passage.article !== article) runs.push([]);
    runs.at(-1)?.push(citation);
    article = citation.passage.article;
  }
  return runs;
}

/** "[1] im Text", "[2] im Text", side by side. */
export function markRow(citations: readonly Marked[], view: View): Screen["buttons"] {
  const answering = citations.filter(({ answers }) => answers.length > 0);
  const buttons = answering.map(({ mark, passage, from, to }) =>
    openingButton(
      texts[view.language].inText(mark),
      { kind: "passage", ref: passage.ref, from, to },
      view,
    ),
  );
  return buttons.length === 0 ? [] : [buttons];
}

/** One row for each article that has a web address Telegram accepts. */
export function articleRows(
  articles: Iterable<Article>,
  { language }: View,
): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  for (const { url } of new Set(articles)) {
    if (url !== null && isWebAddress(url)) rows.push([{ text: texts[language].toArticle, url }]);
  }
  return rows;
}

function isWebAddress(url: string): boolean {
  return /^https?:$/u.test(URL.parse(url)?.protocol ?? "");
}

/** "Putin in Nordkorea · dpa · Juni 2024"; in another language than the reader's also "in German". */
export function sourceLine(article: Article, language: Language): string {
  return [article.title, ...sourceParts(article, language)].join(" · ");
}

/** What is known besides the title: source, date, a foreign language. */
export function sourceParts(article: Article, language: Language): string[] {
  const parts = [article.source, article.date === null ? null : dateName(article.date, language)];
  if (article.language !== language) {
    parts.push(texts[language].inLanguage(nameOfLanguage(article.language, language)));
  }
  return parts.filter((part) => part !== null);
}

/** "Putin in Nordkorea, dpa, Juni 2024": for a shared quotation, in the article's own language. */
export function sharedSourceLine(article: Article): string {
  const date = article.date === null ? null : dateName(article.date, article.language);
  return [article.title, article.source, date].filter((part) => part !== null).join(", ");
}

/**
 * "2024", "Juni 2024" or "24. Juni 2024" for `YYYY`, `YYYY-MM`, `YYYY-MM-DD`.
 * `language` is any BCP 47 tag; English stands in for one that is none.
 */
export function dateName(date: string, language: string): string {
  const [year = "", month, day] = date.split("-");
  if (month === undefined) return year;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  if (Number.isNaN(moment.getTime())) return date;
  return (day === undefined ? monthFormat : dayFormat)(language).format(moment);
}

/** Kept, for making one takes longer than all else in a source line. */
const dayFormat = memo((language: string) => dateFormat(language, { day: "numeric" }), {
  most: 64,
});
const monthFormat = memo((language: string) => dateFormat(language, {}), { most: 64 });

function dateFormat(language: string, day: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const options = { year: "numeric", month: "long", timeZone: "UTC", ...day } as const;
  return new Intl.DateTimeFormat(dateLocale(language), options);
}

/** English dates as most of the world writes them: 24 June 2024. */
function dateLocale(language: string): string {
  try {
    const [locale = "en"] = Intl.DateTimeFormat.supportedLocalesOf(language);
    return locale === "en" ? "en-GB" : locale;
  } catch {
    return "en-GB";
  }
}

/** "Jens Stoltenberg, Nato-Generalsekretär". */
export function speakerName({ name, role }: Speaker): string {
  return role === null ? name : `${name}, ${role}`;
}

/** What stands above words that are not the running text: "Zitatkasten · Jens Stoltenberg"; null for a paragraph. */
export function passageLabel(passage: Passage, language: Language): string | null {
  const { pullQuote, caption } = texts[language];
  if (passage.kind === "pull-quote") {
    const speaker = passage.speaker === null ? [] : [speakerName(passage.speaker)];
    return [pullQuote, ...speaker].join(" · ");
  }
  if (passage.kind === "caption") {
    const { credit, text } = passage;
    return credit === null || text.includes(credit) ? caption : `${caption} · © ${credit}`;
  }
  return null;
}
