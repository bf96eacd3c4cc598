/**
 * What a file's name says about its article: its id, a title, and often a date.
 */
import { basename } from "node:path/posix";
import { foldSpace, isDate } from "./draft.ts";

/** A date at the beginning of a file's name, and the separator after it. */
const DATED_NAME = /^((?:19|20)\d{2}(?:-\d{2}){0,2})(?:[-_. ]+|$)/;

/** The path without its ending, in NFC: file systems differ in how they write umlauts. */
export function articleId(path: string): string {
  return path.normalize("NFC").replace(/\.[^./]+$/, "");
}

/** "2024-06-putin-nordkorea" → "Putin Nordkorea", 2024-06. */
export function readName(id: string): { title: string; date: string | null } {
  const name = basename(id);
  const [prefix = "", date = ""] = DATED_NAME.exec(name) ?? [];
  const isDated = isDate(date);
  const words = foldSpace(name.slice(isDated ? prefix.length : 0).replace(/[-_]+/g, " ")) || name;
  // A name all in lower case gets capitals; any other is kept as it is written.
  const title =
    words === words.toLowerCase()
      ? words.replace(/(?<=^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase())
      : words;
  return { title, date: isDated ? date : null };
}
