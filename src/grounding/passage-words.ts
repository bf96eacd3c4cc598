/**
 * The words of a passage with its heading, speaker, title and source: where a name may be found.
 */
import type { Passage } from "../corpus/passage.ts";
import { fold } from "../text/fold.ts";
import { memo } from "../text/memo.ts";
import { readSourceWords, type SourceWords } from "./names.ts";

/** How many passages are remembered: those of about a hundred articles, some 10 kB each. */
const PASSAGES = 4000;

export const wordsOf = memo(
  ({ text, section, speaker, credit, article }: Passage): SourceWords => {
    const { language, title, source } = article;
    const parts = [text, section, speaker?.name, speaker?.role, credit, title, source];
    return readSourceWords(parts.filter((part) => part != null).join(" | "), language);
  },
  { most: PASSAGES },
);

/** Whether the passage holds the word, capitals and accents aside. */
export function hasPlainWord(passage: Passage, word: string): boolean {
  const { words, language } = wordsOf(passage);
  return words.has(fold(word, language));
}
