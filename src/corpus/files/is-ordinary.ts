/**
 * Whether a text is what people write: short, and words rather than marks.
 *
 * Parsers take long only for masses of marks or of text. What is not ordinary is read all the same, but apart.
 */

/** In UTF-16 code units: some 15,000 words. */
const ORDINARY_LENGTH = 100_000;

/** What parsers look for. The slowest of the texts in test/corpus/files takes 0.1 s with as many. */
const MARK = /[*_`~[\]<>{}|&%:=#^$\\("„«]/gu;
const MARKS = 3000;

/** Quotations, lists, brackets inside one another, or a row of what looks like it. */
const ROW_OF_MARKS = /(?:[>*+~`_[\](){}<%:!&\p{M}\u200d\s]|[-\d]{1,9}[.)]?\s){80}/u;

export function isOrdinary(text: string): boolean {
  if (text.length > ORDINARY_LENGTH || ROW_OF_MARKS.test(text)) return false;
  return (text.match(MARK)?.length ?? 0) <= MARKS;
}
