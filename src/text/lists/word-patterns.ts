/**
 * Lists of words in files → what finds these words in a text: whole words, in capitals or not.
 *
 * One entry a line; a line that begins with "#" is a comment. "beton(t|te|ten)" has one of these endings, "illegal*"
 * any; in "wies … zurück" other words may stand between, and after "laut …" a word must follow.
 *
 * @example
 * const denials = wordPattern(new URL("words/denials.txt", import.meta.url));
 * denials.isIn("Köhler wies den Vorwurf zurück."); // true
 */
import { readFileSync } from "node:fs";

import { memo } from "../memo.ts";

/** UTF-16 offsets. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The file is read when it is first asked. */
export interface WordPattern {
  readonly isIn: (text: string) => boolean;
  /** Whether the text begins with one; quotation marks and brackets before it do not count. */
  readonly opens: (text: string) => boolean;
  /** In order; of "wies … zurück" the first word. */
  readonly findIn: (text: string) => Span[];
}

/** Characters that may stand where an entry has "…". */
const REACH = 300;

export function wordPattern(file: URL): WordPattern {
  return patternOf(() => readEntries(file));
}

/** Of a file with several lists, each under its name: "[time]"; one that the file does not hold is in no text. */
export function wordPatternsIn(file: URL): (list: string) => WordPattern {
  return memo(
    (list: string) =>
      patternOf(() => {
        const entries = readEntries(file);
        const from = entries.indexOf(`[${list}]`) + 1;
        const to = entries.findIndex((entry, i) => i >= from && entry.startsWith("["));
        return from === 0 ? ["(?!)"] : entries.slice(from, to < 0 ? undefined : to);
      }),
    { most: 100 },
  );
}

function patternOf(entries: () => readonly string[]): WordPattern {
  let patterns: { readonly anywhere: RegExp; readonly first: RegExp } | null = null;
  const read = () => (patterns ??= compile(entries()));
  return {
    isIn: (text) => text.search(read().anywhere) >= 0,
    opens: (text) => read().first.test(text),
    findIn: (text) =>
      [...text.matchAll(read().anywhere)].map((match) => ({
        from: match.index,
        to: match.index + match[0].length,
      })),
  };
}

function compile(entries: readonly string[]): { anywhere: RegExp; first: RegExp } {
  const any = `(?:${entries.map(toPattern).join("|")})(?!\\p{L})`;
  return {
    anywhere: new RegExp(`(?<!\\p{L})${any}`, "giu"),
    first: new RegExp(`^[\\s„“"»«(]*${any}`, "iu"),
  };
}

function toPattern(entry: string): string {
  const [start = "", rest] = entry.replaceAll("*", "\\p{L}*").split(/ ?… ?/u);
  if (rest === undefined) return start;
  const follows = rest === "" ? " \\p{L}" : `.{0,${REACH}} ${rest}(?!\\p{L})`;
  return `${start}(?!\\p{L})(?=${follows})`;
}

/** Whether a word is on the list, in capitals or not; a line may hold many words. */
export function wordList(file: URL): (word: string) => boolean {
  let words: ReadonlySet<string> | null = null;
  return (word) => {
    words ??= new Set(readEntries(file).flatMap((line) => line.toLowerCase().split(/\s+/u)));
    return words.has(word.toLowerCase());
  };
}

function readEntries(file: URL): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
