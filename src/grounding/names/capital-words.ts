/**
 * Finds the capitalised words of a sentence, with the words around them, which tell a name from a noun.
 */
import { isCapitalised, readWords, type Word } from "../../speech/capital-runs.ts";

export interface RunWord extends Word {
  /** It opens a sentence, or stands behind a colon or a quotation mark. */
  readonly opens: boolean;
  readonly before: string;
  readonly behind: string;
  /** Digits stand before it. */
  readonly isCounted: boolean;
}

/** Words side by side form one run. */
export function runsIn(text: string): RunWord[][] {
  const runs: RunWord[][] = [];
  const words = readWords(text);
  for (const [i, word] of words.entries()) {
    if (!isCapitalised(word.text) || word.text.length < 2) continue;
    const entry = runWord(word, words[i - 1], text);
    const last = runs.at(-1);
    if (last !== undefined && isCapitalised(entry.before) && last.at(-1)?.text === entry.before)
      last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

const OPENING = /(?:^|[.!?:…„“"«»(–]\s*)$/u;

function runWord(word: Word, before: Word | undefined, text: string): RunWord {
  const left = text.slice(0, word.from);
  return {
    ...word,
    opens: OPENING.test(left.slice(-3)) || !/\p{L}/u.test(left),
    before: word.joined ? (before?.text ?? "") : "",
    behind: text.slice(word.to, word.to + 20),
    isCounted: /\d[\s-]$/u.test(left),
  };
}
