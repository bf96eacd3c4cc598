/**
 * The words of an excerpt as they are shown: an item behind its lead-in, a row with its header, an answer below its
 * question.
 */
import { type Excerpt, excerptText, type Passage, type Speaker } from "../corpus/passage.ts";

/** The article's own words; between a row's cells ": " and ", " are ours. */
export function shownWords(excerpt: Excerpt): string {
  const { passage } = excerpt;
  const words = passage.table === null ? excerptText(excerpt) : rowsOf(excerpt).join("\n");
  if (passage.question !== null) return `${passage.question}\n${words}`;
  return passage.leadIn === null || words.startsWith(passage.leadIn)
    ? words
    : `${passage.leadIn} ${words}`;
}

/** Of a pull quote, and of what is said in an interview: whoever the words themselves do not name. */
export function namedBeside(excerpt: Excerpt): Speaker | null {
  const { speaker } = excerpt.passage;
  return speaker === null || excerptText(excerpt).startsWith(speaker.name) ? null : speaker;
}

/** Whether the sentence is a table's header, which answers nothing by itself. */
export function isHeader(passage: Passage, sentence: number): boolean {
  return rowAt(passage, sentence) === -1;
}

/** "Freibad: Erwachsene 4 €, Kinder 2 €" for each row. */
function rowsOf({ passage, from, to }: Excerpt): string[] {
  const { header, rows } = passage.table ?? { header: null, rows: [] };
  const shown = new Set(passage.sentences.slice(from, to).map((_, i) => rowAt(passage, from + i)));
  const texts = [...shown].flatMap((at) => {
    const [first = "", ...cells] = (at === undefined ? undefined : rows[at]) ?? [];
    const named = cells.flatMap((cell, i) => {
      const name = header?.[i + 1] ?? "";
      return cell === "" ? [] : [name === "" ? cell : `${name} ${cell}`];
    });
    const all = [first, named.join(", ")].filter((part) => part !== "").join(": ");
    return all === "" ? [] : [all];
  });
  return texts.length > 0 ? texts : [excerptText({ passage, from, to })];
}

/** The row that a sentence stands in; -1 for the header, and outside a table undefined. */
function rowAt({ table, text, sentences }: Passage, sentence: number): number | undefined {
  if (table === null) return undefined;
  const line = text.slice(0, sentences[sentence]?.start).split("\n").length - 1;
  return line + table.rows.length - text.split("\n").length;
}

export function footnotesOf({ passage, from, to }: Excerpt): string[] {
  const start = passage.sentences[from]?.start ?? 0;
  const end = passage.sentences[to - 1]?.end ?? start;
  return passage.footnotes.filter(({ at }) => start < at && at <= end).map(({ text }) => text);
}
