/**
 * Person numbers, "P3": how people of a talk are named towards the model, and in what it writes.
 */

/** "P3", and "P3s" and "P3's" as well. */
export const PERSON_NUMBER =
  /(?<![\p{L}\p{N}_])(?<number>P\d{1,6})(?<ending>s|['’]s?)?(?![\p{L}\p{N}_])/gu;
/** "P3" in somebody's own message becomes "P_3", so that nobody can pretend to be another. */
const PRETENDED = /(?<![\p{L}\p{N}_])P(?=\d)/gu;
const MARKED = /(?<![\p{L}\p{N}_])P_(?=\d)/gu;

export function markPretended(text: string): string {
  return text.replace(PRETENDED, "P_");
}

/** Undoes `markPretended`. */
export function unmarkPretended(text: string): string {
  return text.replace(MARKED, "P");
}

/** The person numbers in a text. */
export function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(PERSON_NUMBER)].map(({ groups }) => groups?.["number"] ?? "");
}

/** The text with a comma in place of each person number, and marked ones as they were written. */
export function withoutNumbers(text: string): string {
  return unmarkPretended(text.replace(PERSON_NUMBER, ","));
}
