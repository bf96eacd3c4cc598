/**
 * Makes people's texts safe to show: a message on one line, a name without markup or links.
 */
import { makeInert, withoutDots, withoutInvisible } from "../text/inert-text.ts";

/** A longer name is cut, in characters. */
const NAME_LIMIT = 32;
/** Only so much of a name is read at all, in UTF-16 units: markup is taken out before it is cut. */
const NAME_READ = 512;

/** Brackets, quotation marks, and characters that begin or separate something in a text. */
const NOT_OF_NAMES = /[()[\]{}<>（）［］｛｝＜＞«»‹›„“”"`:：;|\\/／@＠#＃$*~=]+/gu;

/** Without line breaks and characters nobody sees, at most `limit` characters; what is cut ends in "…". */
export function toLine(text: string, limit: number): string {
  // Twice as much as is wanted, because white space is taken out of it.
  const line = withoutInvisible(text.slice(0, limit * 2).toWellFormed())
    .replace(/\s+/gu, " ")
    .trim();
  const isWhole = text.length <= limit * 2 && line.length <= limit;
  return isWhole ? line : `${Array.from(line.slice(0, limit)).slice(0, -1).join("").trimEnd()}…`;
}

/** A person's name as it may be shown within a sentence; "" where nothing is left of it. */
export function toSafeName(name: string): string {
  const { text } = makeInert(toLine(name, NAME_READ));
  const bare = withoutDots(text.replace(NOT_OF_NAMES, " ")).replace(/\s+/gu, " ");
  return Array.from(bare.trim())
    .slice(0, NAME_LIMIT)
    .join("")
    .replace(/(?:[\s.]|\u{200D}|\u{FE0F})+$/u, "");
}
