/**
 * Whether the cited messages hold the names of a written point: of places, firms, and people who wrote nothing.
 */
import { readSourceWords } from "./names/source-words.ts";
import { ungroundedName } from "./names/ungrounded-name.ts";
import { withoutShortDays } from "./talk-dates.ts";

/** `language` is of both (ISO 639-1). */
export function talkHasNames(
  sentence: string,
  texts: readonly string[],
  language: string,
): boolean {
  const words = readSourceWords(capitalised(texts.join(" | ")), language);
  return ungroundedName(withoutShortDays(sentence), language, { near: [words], all: [] }) === null;
}

/** People write names in lower case, and countries are known by their capital. */
function capitalised(text: string): string {
  return text.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
}
