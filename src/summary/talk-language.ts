/**
 * A group's messages → the language it talks in, German or English: what most of its messages are written in.
 */
import { contentWordTest } from "../text/lists/content-words.ts";

type Language = "de" | "en";

/** Only so many of the latest are read. */
const MESSAGES = 1000;
/** Only the beginning of each is read, in UTF-16 units. */
const READ_LENGTH = 400;
/** Of all of them together, beginning with the latest: enough for a vote. */
const READ_IN_ALL = 40_000;
/** The words that vote are written in these letters. */
const LATIN_WORD = /[a-zäöüß]+/gu;

/** Each message votes by its function words ("und", "the"); without any vote, or in a tie, it is `otherwise`. */
export function tellTalkLanguage(
  messages: readonly { readonly text: string }[],
  otherwise: Language,
): Language {
  const isContent = { de: contentWordTest("de"), en: contentWordTest("en") };
  let german = 0;
  let left = READ_IN_ALL;
  for (const { text } of messages.slice(-MESSAGES).toReversed()) {
    const read = text.slice(0, Math.min(READ_LENGTH, left)).toLowerCase();
    left -= read.length;
    let balance = 0;
    for (const word of read.match(LATIN_WORD) ?? [])
      balance += Number(isContent.en(word)) - Number(isContent.de(word));
    german += Math.sign(balance);
  }
  if (german === 0) return otherwise;
  return german > 0 ? "de" : "en";
}
