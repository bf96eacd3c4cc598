/**
 * Citations: numbers what is cited by the marks `[1]`, `[2]` in the order of first use.
 */
import type { Excerpt } from "../corpus/passage.ts";
import { showApart, type Shown } from "../speech/context.ts";

/** A mark `[n]` with sentences it stands for. */
export interface Citation extends Shown {
  /** From 1, in the order shown. What stands elsewhere and is context alone has the mark of what it belongs to. */
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
export interface Length {
  readonly sentences: number;
  readonly marks: number;
}

export const SHORT: Length = { sentences: 3, marks: 5 };
/** For a list, an overview, a comparison. */
export const LONG: Length = { sentences: 6, marks: 8 };

interface Cited {
  readonly sentences: readonly WrittenSentence[];
  /** In the order of their marks. */
  readonly citations: readonly Citation[];
}

interface Citing {
  readonly text: string;
  readonly excerpts: readonly Excerpt[];
}

/**
 * The first few sentences. A sentence goes when all that it cites is beyond the last mark. What `lost` sentences cite is
 * shown without them.
 */
export function numberCitations(
  cited: readonly Citing[],
  lost: readonly Citing[],
  { sentences, marks }: Length,
): Cited {
  const asked: Excerpt[] = [];
  const add = (excerpt: Excerpt) => {
    const isNew = !asked.some((one) => isSameExcerpt(one, excerpt));
    if (isNew && asked.length < marks) asked.push(excerpt);
  };
  const kept: { readonly text: string; readonly asked: readonly number[] }[] = [];
  for (const { text, excerpts } of cited) {
    if (kept.length === sentences) break;
    for (const excerpt of excerpts) add(excerpt);
    const own = excerpts.flatMap((excerpt) => {
      const at = asked.findIndex((one) => isSameExcerpt(one, excerpt));
      return at < 0 ? [] : [at];
    });
    if (own.length > 0 || excerpts.length === 0) kept.push({ text, asked: own });
  }
  for (const excerpt of lost.flatMap(({ excerpts }) => excerpts)) add(excerpt);
  return {
    citations: toCitations(showApart(asked), asked),
    sentences: kept.map((sentence) => ({
      text: sentence.text,
      marks: sentence.asked.map((at) => at + 1).toSorted((a, b) => a - b),
    })),
  };
}

/** What answers is numbered in the order given, and its context is put beside it. */
export function toCitations(shown: readonly Shown[], asked: readonly Excerpt[]): Citation[] {
  const answering = shown.filter(({ answers }) => answers.length > 0);
  const markOf = ({ answers, contextOf }: Shown) => {
    const [owner] = answers.length > 0 ? answers : contextOf;
    return 1 + answering.findIndex((one) => one.answers.some((at) => at === owner));
  };
  return shown
    .map((piece) => {
      const [first = -1] = piece.answers;
      return { ...piece, mark: markOf(piece), best: asked[first]?.from ?? piece.from };
    })
    .toSorted((a, b) => a.mark - b.mark);
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
