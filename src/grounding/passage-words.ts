/**
 * The names and words that a passage has, with all that belongs to it.
 */
import type { Passage } from "../corpus/passage.ts";
import { fold } from "../text/fold.ts";
import { memo } from "../text/memo.ts";
import { readSourceWords, type SourceWords } from "./names/source-words.ts";

/** Passages whose words are remembered: those of some hundred articles, at about 10 kB each. */
const PASSAGES = 4000;

/** Its heading, its article's title and what is said of it belong to it. */
export const wordsOf = memo(
  ({ text, section, speaker, credit, article }: Passage): SourceWords => {
    const { language, title, source } = article;
    const parts = [text, section, speaker?.name, speaker?.role, credit, title, source];
    return readSourceWords(parts.filter((part) => part != null).join(" | "), language);
  },
  { most: PASSAGES },
);

/** As it stands there, but for capitals and accents. */
export function hasPlainWord(passage: Passage, word: string): boolean {
  const { words, language } = wordsOf(passage);
  return words.includes(fold(word, language));
}
