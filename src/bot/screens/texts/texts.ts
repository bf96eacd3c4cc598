/**
 * What the bot says itself, by language.
 *
 * Names of articles and people are handed in; the articles' own words never stand here.
 */
import { english } from "./english.ts";
import { german, type Texts } from "./german.ts";
import type { Language } from "../../incoming/language.ts";

export const texts: Readonly<Record<Language, Texts>> = { de: german, en: english };

/** What is shared in any chat and cached for all: in the article's language, and nothing but labels. */
export const sharedLabels = {
  de: {
    inText: "im Text",
    pullQuote: "Zitatkasten",
    indirect: "indirekt",
    shortened: "Zitatkasten, gekürzt",
  },
  en: {
    inText: "in the text",
    pullQuote: "pull quote",
    indirect: "indirect",
    shortened: "pull quote, shortened",
  },
} as const satisfies Record<Language, Record<string, string>>;
