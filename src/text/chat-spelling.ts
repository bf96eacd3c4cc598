/**
 * A question as people type on a phone → the same in full: "wieviel ppl", "is jetz offen", "der 7er", "wannnn".
 *
 * What looks like a word of the articles is corrected by the search, which knows them; this is for the words that ask.
 */
import { readFileSync } from "node:fs";

import { memo } from "./memo.ts";

const REPEATED = /(\p{L})\1{2,}/gu;
/** "der 7er", but not "die 90er". */
const NUMBERED = /(?<!\d)(\d?[1-9])er(?!\p{L})/gu;

/** Capitals of the words that are replaced are not kept. */
export function spellOut(question: string): string {
  const { pattern, meanings } = spellings("words/chat-spellings.txt");
  return question
    .replace(REPEATED, "$1")
    .replace(NUMBERED, "$1")
    .replace(pattern, (typed) => meanings.get(typed.toLowerCase()) ?? typed);
}

/** Read at the first question. */
const spellings = memo(
  (file: string) => {
    const lines = readFileSync(new URL(file, import.meta.url), "utf8")
      .trim()
      .split("\n");
    const meanings = new Map(
      lines
        .filter((line) => !line.startsWith("#"))
        .map((line) => line.split(" = "))
        .map(([typed = "", meant = ""]) => [typed, meant]),
    );
    const typed = [...meanings.keys()].join("|");
    return { meanings, pattern: new RegExp(`(?<![\\p{L}\\d])(?:${typed})(?![\\p{L}\\d])`, "giu") };
  },
  { most: 2 },
);
