/**
 * Whether a text is what people write: short, and words rather than marks.
 *
 * Parsers take long only for masses of marks or of text. What is not ordinary is read all the same, but apart.
 */

/** In UTF-16 code units: some 15,000 words. */
const ORDINARY_LENGTH = 100_000;
const LINES = 1500;

/** What parsers look for; a thousand links have as many. */
const MARK = /[*_`~[\]<>{}|&%:=#^$\\("„«]/gu;
const MARKS = 3000;

/** Quotations, lists, brackets inside one another, or a row of what looks like it. */
const ROW_OF_MARKS = /(?:[>*+~`_[\](){}<%:!&\p{M}\u200d\s]|[-\d]{1,9}[.)]?\s){80}/u;

export function isOrdinary(text: string): boolean {
  if (text.length > ORDINARY_LENGTH || ROW_OF_MARKS.test(text)) return false;
  return count(text, /\n/gu) <= LINES && count(text, MARK) <= MARKS;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
