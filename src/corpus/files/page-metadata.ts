/**
 * What a page says about its article, apart from the text → Metadata: structured data, meta elements, what it marks up.
 */
import type { Entry } from "../front-matter/entries.ts";
import { describeEntries, type Described } from "../front-matter/metadata.ts";
import type { PageDocument, PageElement } from "./page-document.ts";

/** Where each value may stand; the first that is there counts. "ld" is structured data (JSON-LD). */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  title: ["ld:headline", "[itemprop=headline]", "meta[property='og:title']", "h1"],
  date: [
    "ld:datePublished",
    "meta[property='article:published_time']",
    "[itemprop=datePublished]",
    "meta[name=date]",
    "meta[name='dc.date']",
    "meta[name='DC.date']",
    "article time[datetime]",
    "main time[datetime]",
  ],
  author: [
    "ld:author",
    "meta[name=author]",
    "[itemprop=author]",
    "[rel=author]",
    ".byline .author",
    "meta[property='article:author']",
  ],
  source: ["ld:publisher", "meta[property='og:site_name']", "meta[name='DC.publisher']"],
  url: ["ld:url", "link[rel=canonical]", "meta[property='og:url']"],
  language: ["ld:inLanguage", "html[lang]", "meta[property='og:locale']"],
};

const ARTICLE_TYPE = /Article|BlogPosting|NewsItem|Report/u;

/** Structured data is looked into as deep as articles lie in it. */
const DEPTH = 4;

export function describePage(document: PageDocument): Described {
  const data = readStructuredData(document);
  const entries = Object.entries(PLACES).map(([key, places]): Entry => {
    const value = places.map((place) => readPlace(document, data, place)).find(Boolean) ?? null;
    return { key, value, typed: value ?? "", line: null };
  });
  return describeEntries(entries.filter(({ value }) => value !== null));
}

function readPlace(
  document: PageDocument,
  data: Readonly<Record<string, unknown>>,
  place: string,
): string | null {
  if (place.startsWith("ld:")) return nameOf(data[place.slice(3)]);
  const found = [...document.querySelectorAll(place)];
  const [first] = found;
  // Of several headings of the first rank none is the title for sure.
  if (first === undefined || (place === "h1" && found.length > 1)) return null;
  const text = valueOf(first).trim();
  return isAddress(text) && /author/u.test(place) ? null : withoutLabel(text) || null;
}

function valueOf(element: PageElement): string {
  const attribute = ["content", "datetime", "href", "lang"].find(
    (name) => element.getAttribute(name) !== null && !(name === "href" && isLink(element)),
  );
  return attribute === undefined
    ? element.textContent
    : (element.getAttribute(attribute) ?? element.textContent);
}

function isLink({ tagName }: PageElement): boolean {
  return tagName.toLowerCase() === "a";
}

function isAddress(text: string): boolean {
  return /^https?:/u.test(text);
}

/** "Von Erika Beispiel und Jörg Muster" → the names. */
function withoutLabel(text: string): string {
  return text.replace(/^(?:von|by|text):?\s+(?=\p{Lu})/iu, "");
}

/** The first article of the page's structured data; empty where there is none. */
function readStructuredData(document: PageDocument): Readonly<Record<string, unknown>> {
  for (const script of document.querySelectorAll("script[type='application/ld+json']")) {
    const found = findArticle(parse(script.textContent), DEPTH);
    if (found !== null) return found;
  }
  return {};
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function findArticle(data: unknown, depth: number): Readonly<Record<string, unknown>> | null {
  if (depth === 0 || typeof data !== "object" || data === null) return null;
  if (Array.isArray(data)) {
    for (const item of data.slice(0, 50)) {
      const found = findArticle(item, depth - 1);
      if (found !== null) return found;
    }
    return null;
  }
  const record = data as Readonly<Record<string, unknown>>;
  const types = [record["@type"]].flat().filter((type) => typeof type === "string");
  if (types.some((type) => ARTICLE_TYPE.test(type))) return record;
  return findArticle(record["@graph"], depth - 1);
}

/** A text, or the names of persons and organisations. */
function nameOf(value: unknown): string | null {
  const names = [value].flat().flatMap((item) => {
    if (typeof item === "string") return item;
    const name = typeof item === "object" && item !== null && "name" in item ? item.name : null;
    return typeof name === "string" ? name : [];
  });
  return names.join(", ") || null;
}
