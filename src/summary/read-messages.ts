/**
 * A talk's messages → their words and terms.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { analyserFor } from "../text/terms.ts";
import { splitWords } from "../text/words.ts";
import type { Talk, TalkMessage } from "./summary.ts";

export interface ReadMessage {
  readonly message: TalkMessage;
  /** Its beginning, without the placeholder for what is no text. */
  readonly text: string;
  /** Lower case, in order. */
  readonly words: readonly string[];
  /** Of its content words, each once. */
  readonly terms: readonly string[];
}

/** Nothing of a text is read beyond it, in UTF-16 units: a point is told at its beginning or not at all. */
const READ_LENGTH = 1000;

/** "[Foto] das Café" */
const PLACEHOLDER = /^\[[^\]\n]{1,40}\]\s*/u;

/** Shorter words say little; in letters. */
const TERM_LENGTH = 3;

/** In the talk's order. */
export function readMessages({ messages, language }: Talk): ReadMessage[] {
  const termsOf = createTermReader(language);
  return messages.map((message) => {
    const text = message.text.slice(0, READ_LENGTH).replace(PLACEHOLDER, "");
    const words = splitWords(text.toLowerCase(), language);
    return { message, text, words, terms: [...new Set(words.flatMap(termsOf))] };
  });
}

/** A word is read once, however often it stands in the talk. */
function createTermReader(language: Talk["language"]): (word: string) => readonly string[] {
  const analyse = analyserFor(language);
  const isContentWord = contentWordTest(language);
  const known = new Map<string, readonly string[]>();
  return (word) => {
    let terms = known.get(word);
    if (terms === undefined) {
      terms = word.length >= TERM_LENGTH && isContentWord(word) ? analyse(word) : [];
      known.set(word, terms);
    }
    return terms;
  };
}
