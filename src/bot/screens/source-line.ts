/**
 * Where words come from, in one line: title, source and date of an article; who a speaker is.
 */
import type { Article, Passage, Speaker } from "../../corpus/passage.ts";
import { nameOfLanguage, type Language } from "../incoming/language.ts";
import { texts } from "./texts/texts.ts";

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
  return formatOf(language, day === undefined ? "month" : "day").format(moment);
}

/** Made once for each language: making one takes longer than all else in a source line. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, precision: "month" | "day"): Intl.DateTimeFormat {
  const key = `${language} ${precision}`;
  const made =
    formats.get(key) ??
    new Intl.DateTimeFormat(dateLocale(language), {
      year: "numeric",
      month: "long",
      timeZone: "UTC",
      ...(precision === "month" ? {} : { day: "numeric" }),
    });
  formats.set(key, made);
  return made;
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
