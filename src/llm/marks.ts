/**
 * Marks in place of citations, for servers that know none: every sentence is sent behind a number, and the model writes
 * `[12]` behind what rests on it.
 */
import { splitSentences } from "../text/sentences.ts";
import type { Piece, Pointer, Source } from "./model.ts";

/** How a server cites: with citations of its own, or with marks in the text. */
export type Citing = "native" | "marks";

/** Numbers blocks, from 1 on, over all sources of a conversation. */
export interface Numbered {
  /** The source as it is sent; its blocks have the next numbers. */
  number(source: Source): string;
  /** The pieces, without marks, and with what these point to; a mark that ends a growing text may get company, and waits. */
  read(pieces: readonly Piece[], options?: { readonly isGrowing: boolean }): Piece[];
}

/** A range of more blocks than this shows no source for anything. */
const LONGEST_RANGE = 8;

/** "[3]", "[3, 4]", "[3–5]", "[3][4]", in any digits and with any brackets. */
const MARKS =
  /[ \t]*(?:[[［【]\^?[ \t]*\p{Nd}+(?:[ \t]*[,;، –—-][ \t]*\p{Nd}+)*[ \t]*[\]］】][ \t]*)+/gu;
const RANGE = /(?<first>\p{Nd}+)(?:[ \t]*[–—-][ \t]*(?<last>\p{Nd}+))?/gu;

export function createNumbered(): Numbered {
  const blocks: Pointer[] = [];

  function pointersIn(marks: string): Pointer[] {
    return [...marks.matchAll(RANGE)].flatMap(({ groups }): Pointer[] => {
      const first = valueOf(groups?.["first"] ?? "");
      const last = valueOf(groups?.["last"] ?? groups?.["first"] ?? "");
      const isRange = first <= last && last - first < LONGEST_RANGE;
      const meant = isRange ? blocks.slice(Math.max(0, first - 1), last) : [];
      return first > 0 && meant.length === last - first + 1 ? meant : [NOWHERE];
    });
  }

  function readPiece({ text, pointers }: Piece, isGrowing: boolean): Piece[] {
    const read: Piece[] = [];
    let end = 0;
    for (const marks of text.matchAll(MARKS)) {
      const said = text.slice(end, marks.index);
      end = marks.index + marks[0].length;
      const cited = isGrowing && end === text.length ? [] : pointersIn(marks[0]);
      const last = read.at(-1);
      if (/[\p{L}\p{N}]/u.test(said)) read.push(...lastSentenceCites(said, cited));
      else if (last !== undefined)
        read.splice(-1, 1, {
          text: last.text + said,
          pointers: [...last.pointers, ...cited],
        });
      // The space before a mark stood for the one behind it.
      if (/\s$/u.test(marks[0])) read.push({ text: " ", pointers: [] });
    }
    return [...read, { text: text.slice(end), pointers }].filter((piece) => piece.text !== "");
  }

  return {
    number({ source, title, blocks: texts }) {
      const lines = texts.map((text, from) => {
        blocks.push({ source, from, to: from + 1, citedText: text });
        return `[${blocks.length}] ${text.trim()}`;
      });
      return `<source title="${title.replace(/["<>]/gu, " ")}">\n${lines.join("\n")}\n</source>`;
    },
    read: (pieces, { isGrowing } = { isGrowing: false }) =>
      pieces.flatMap((piece) => readPiece(piece, isGrowing)),
  };
}

const NOWHERE: Pointer = { source: "", from: 0, to: 1, citedText: "" };

/** A mark belongs to the sentence it stands behind, and not to the ones before that. */
function lastSentenceCites(said: string, pointers: readonly Pointer[]): Piece[] {
  const sentences = splitSentences(said, "en");
  const last = sentences.findLast(({ text }) => /[\p{L}\p{N}]/u.test(text))?.start ?? 0;
  return [
    { text: said.slice(0, last), pointers: [] },
    { text: said.slice(last), pointers },
  ].filter(({ text }) => text !== "");
}

/** Digits of any script: "١٢" is 12. */
function valueOf(digits: string): number {
  const plain = Array.from(digits, (digit) => {
    const at = digit.codePointAt(0) ?? 0;
    // In Unicode each script's digits are ten in a row, from 0 to 9.
    let zero = at;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && at - zero < 9) zero -= 1;
    return String(at - zero);
  });
  return Number(plain.join(""));
}
