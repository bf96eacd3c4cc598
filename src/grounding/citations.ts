/**
 * Citations: numbers what is cited by the marks `[1]`, `[2]` in the order of first use.
 */
import type { Excerpt } from "../corpus/passage.ts";

/** A mark `[n]` with the sentences it stands for. */
export interface Citation extends Excerpt {
  /** From 1, in the order shown. */
  readonly mark: number;
  /** The index, within the passage, of the sentence that answers best; the others are its context. */
  readonly best: number;
}

/** A sentence of a written answer; `marks` stand behind it. */
export interface WrittenSentence {
  readonly text: string;
  readonly marks: readonly number[];
}

/** The most sentences and marks that are shown. */
const SENTENCES = 3;
const MARKS = 5;

interface Cited {
  readonly sentences: readonly WrittenSentence[];
  /** In the order of their marks. */
  readonly citations: readonly Citation[];
}

/** The first few sentences, each once. A sentence goes when all that it cites is beyond the last mark. */
export function numberCitations(
  cited: readonly { readonly text: string; readonly excerpts: readonly Excerpt[] }[],
): Cited {
  const citations: Citation[] = [];
  const sentences: WrittenSentence[] = [];
  for (const { text, excerpts } of cited) {
    if (sentences.length === SENTENCES) break;
    if (sentences.some((sentence) => sentence.text === text)) continue;
    const marks = excerpts.flatMap((excerpt) => {
      const known = citations.find((citation) => isSameExcerpt(citation, excerpt));
      if (known !== undefined) return [known.mark];
      if (citations.length === MARKS) return [];
      citations.push({ ...excerpt, mark: citations.length + 1, best: excerpt.from });
      return [citations.length];
    });
    if (marks.length > 0 || excerpts.length === 0)
      sentences.push({ text, marks: marks.toSorted((a, b) => a - b) });
  }
  return { sentences, citations };
}

/** Each once. */
export function distinct(excerpts: readonly Excerpt[]): Excerpt[] {
  return excerpts.filter(
    (one, i) => excerpts.findIndex((other) => isSameExcerpt(one, other)) === i,
  );
}

function isSameExcerpt(a: Excerpt, b: Excerpt): boolean {
  return a.passage === b.passage && a.from === b.from && a.to === b.to;
}
