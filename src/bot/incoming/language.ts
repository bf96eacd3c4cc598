/**
 * German or English: the language of the bot's own words, told from the question.
 */
import { spellOut } from "../../text/chat-spelling.ts";
import { isGermanSpelling, tellByFunctionWords, tellLanguage } from "../../text/language.ts";

export type Language = "de" | "en";

/** Of as many words and more, the detector knows more than the client. */
const TELLING_WORDS = 6;

/** The question's language where it can be told, else the client's: "stoltenberg", "ok", Chinese. */
export function toldLanguage(question: string, client: Language): Language {
  const spelt = spellOut(question);
  const told = tellLanguage(spelt);
  if (told !== "de" && told !== "en") return client;
  const isLong = spelt.trim().split(/\s+/u).length >= TELLING_WORDS;
  const isToldByWords = isLong || tellByFunctionWords(spelt, client) === told;
  return isToldByWords || (told === "de" && isGermanSpelling(spelt)) ? told : client;
}

/** The bot's language for a `language_code` as Telegram gives it; null where it gives none. */
export function languageOfCode(code: string | undefined): Language | null {
  if (code === undefined || code === "") return null;
  return /^de\b/iu.test(code) ? "de" : "en";
}

/** The bot's language for an article's: what a reader of it most likely speaks. */
export function languageOfArticle(article: { readonly language: string } | undefined): Language {
  return article?.language === "de" ? "de" : "en";
}

/** A language's name in one of the bot's languages: "German", "Deutsch"; the code itself when it has none. */
export function nameOfLanguage(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
