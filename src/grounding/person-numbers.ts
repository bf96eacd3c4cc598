/**
 * "P3": how a talk's people are written in what a model is sent of it, and in what it writes of them.
 */

/** "P3", and "P3s" and "P3's" as well. */
export const PERSON_NUMBER =
  /(?<![\p{L}\p{N}_])(?<number>P\d{1,6})(?<ending>s|['’]s?)?(?![\p{L}\p{N}_])/gu;
/** What somebody wrote so is marked ("P_3"), so that nobody can pretend to be a person of the talk. */
const PRETENDED = /(?<![\p{L}\p{N}_])P(?=\d)/gu;
const MARKED = /(?<![\p{L}\p{N}_])P_(?=\d)/gu;

export function markPretended(text: string): string {
  return text.replace(PRETENDED, "P_");
}

/** The other way round. */
export function unmarkPretended(text: string): string {
  return text.replace(MARKED, "P");
}

/** The people whom a text names. */
export function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(PERSON_NUMBER)].map(({ groups }) => groups?.["number"] ?? "");
}

/** A comma in place of each person, and what was only marked as one as it was written. */
export function withoutNumbers(text: string): string {
  return unmarkPretended(text.replace(PERSON_NUMBER, ","));
}
