/**
 * What names and words a passage holds, with all that belongs to it; read once.
 */
import type { Passage } from "../corpus/passage.ts";
import { type HeldWords, readWordsOf } from "./names/held-words.ts";
import { fold } from "../text/fold.ts";

const read = new WeakMap<Passage, HeldWords>();

/** Its heading, its article's title and what is said of it belong to it. */
export function wordsOf(passage: Passage): HeldWords {
  let words = read.get(passage);
  if (words === undefined) read.set(passage, (words = readPassage(passage)));
  return words;
}

function readPassage({ text, section, speaker, credit, article }: Passage): HeldWords {
  const { language, title, source } = article;
  const parts = [text, section, speaker?.name, speaker?.role, credit, title, source];
  return readWordsOf(parts.filter((part) => part != null).join(" | "), language);
}

/** As it stands there, but for capitals and accents. */
export function hasWord(passage: Passage, word: string): boolean {
  const { words, language } = wordsOf(passage);
  return words.includes(fold(word, language));
}
