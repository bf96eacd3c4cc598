/**
 * The words of an excerpt as they are shown: an item behind its lead-in, a row with its header, an answer below its
 * question.
 */
import { type Excerpt, excerptText, type Passage, type Speaker } from "../corpus/passage.ts";

/** The article's own words; between a row's cells ": " and ", " are ours. */
export function shownWords(excerpt: Excerpt): string {
  const { passage } = excerpt;
  const { leadIn, question } = passage;
  const words = passage.table === null ? excerptText(excerpt) : rowsOf(excerpt).join("\n");
  if (question !== null) return `${question}\n${words}`;
  if (leadIn !== null) return `${leadIn} ${words}`;
  return excerpt.to === passage.sentences.length
    ? [words, ...itemsBelow(passage)].join("\n")
    : words;
}

/** The items of the list that the passage leads into. */
function itemsBelow(passage: Passage): string[] {
  return passage.article.passages
    .filter((item) => item.table === null && leadInOf(item)?.passage === passage)
    .map((item) => item.text);
}

/** The sentence that leads into the list of which the passage is an item; it is shown with all its items. */
export function leadInOf({ article, leadIn, id }: Passage): Excerpt | null {
  if (leadIn === null) return null;
  const { passages } = article;
  const at = passages.findIndex((one) => one.id === id);
  const passage = passages.slice(0, at).findLast((one) => one.leadIn === null);
  if (passage === undefined || !passage.text.trimEnd().endsWith(leadIn)) return null;
  const { length } = passage.sentences;
  return { passage, from: length - 1, to: length };
}

/** Of a pull quote, and of what is said in an interview: whoever the words themselves do not name. */
export function namedBeside(excerpt: Excerpt): Speaker | null {
  const { speaker, kind } = excerpt.passage;
  if (speaker === null || kind === "pull-quote") return speaker;
  const [label = ""] = excerptText(excerpt).split(":", 1);
  const surname = speaker.name.split(" ").at(-1) ?? "";
  return label.toLowerCase().endsWith(surname.toLowerCase()) ? null : speaker;
}

/** What a sentence is found by besides its own words: an answer by its question, an item by its lead-in, a row by its header. */
export function wordsAround(passage: Passage, sentence: number): string {
  const { leadIn, table } = passage;
  const question = sentence === 0 ? questionAbove(passage) : "";
  return [question, leadIn ?? "", ...(table?.header ?? [])].join(" ");
}

/** The question of an interview, or the heading that is one, for the first passage that answers it; else "". */
export function questionAbove({ article, question, text }: Passage): string {
  if (question === null) return "";
  const first = article.passages.find((passage) => passage.question === question);
  return first?.text === text ? question : "";
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
