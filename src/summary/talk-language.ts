/**
 * A group's messages → the language it talks in, German or English: what most of its messages are written in.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { splitWords } from "../text/words.ts";

type Language = "de" | "en";

/** Only so many of the latest are read. */
const MESSAGES = 1000;
/** Only the beginning of each is read, in UTF-16 units. */
const READ_LENGTH = 400;

/** Each message votes by its function words ("und", "the"); without any vote, or in a tie, it is `otherwise`. */
export function tellTalkLanguage(
  messages: readonly { readonly text: string }[],
  otherwise: Language,
): Language {
  const isContent = { de: contentWordTest("de"), en: contentWordTest("en") };
  let german = 0;
  for (const { text } of messages.slice(-MESSAGES)) {
    let balance = 0;
    for (const word of splitWords(text.slice(0, READ_LENGTH), "de"))
      balance += Number(isContent.en(word)) - Number(isContent.de(word));
    german += Math.sign(balance);
  }
  if (german === 0) return otherwise;
  return german > 0 ? "de" : "en";
}
