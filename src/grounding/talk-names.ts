/**
 * Whether messages hold the names that a sentence about them holds: of people outside of the talk, places, firms.
 */
import { readWordsOf } from "./names/held-words.ts";
import { unheldName } from "./names/unheld-name.ts";
import { withoutShortDays } from "./talk-dates.ts";

/** `language` is of both (ISO 639-1). */
export function hasNames(sentence: string, texts: readonly string[], language: string): boolean {
  const held = readWordsOf(capitalised(texts.join(" | ")), language);
  return unheldName(withoutShortDays(sentence), language, { near: [held], all: [] }) === null;
}

/** People write names in lower case, and countries are known by their capital. */
function capitalised(text: string): string {
  return text.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
}
