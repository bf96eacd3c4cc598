/**
 * The German subjunctive that reports what somebody said: "Die Stadt habe gewarnt", "Das Land verstoße gegen …".
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { germanInfinitiveTest } from "../text/lists/verb-forms.ts";
import { wordList, wordPattern } from "../text/lists/word-patterns.ts";

const common = wordPattern(new URL("words/subjunctives.txt", import.meta.url));
const isOther = wordList(new URL("words/no-subjunctives.txt", import.meta.url));

/** "sei", but not in "es sei denn", "sei es … sei es" and "Gott sei Dank". */
const SEI = /(?<!\p{L}|Gott )sei(?! (?:denn|dank|es)(?!\p{L}))(?!\p{L})/iu;
/** A verb in -e behind its subject: "das Land verstoße". In the first person it would be no subjunctive. */
const AFTER_SUBJECT =
  /(?<!\p{L})(?:\p{Lu}\p{L}+|er|sie|es|man|dies|das|niemand|wer)(?:,? sich)? (?<verb>\p{Ll}+e)(?!\p{L})/gu;
const past = wordPattern(new URL("words/past-subjunctives.txt", import.meta.url));
const isInfinitive = germanInfinitiveTest();
const FIRST_PERSON = /(?<!\p{L})(?:ich|wir|mir|mich|uns)(?!\p{L})/iu;

/** Whether a sentence, its quotations blotted out, reports what somebody said. */
export function isReported(unquoted: string): boolean {
  if (FIRST_PERSON.test(unquoted)) return false;
  return SEI.test(unquoted) || common.isIn(unquoted) || hasSubjunctiveVerb(unquoted);
}

/** Whether the sentence continues the report of the one before it. */
export function continuesReporting(unquoted: string): boolean {
  return past.isIn(unquoted) && !FIRST_PERSON.test(unquoted);
}

function hasSubjunctiveVerb(unquoted: string): boolean {
  const isContent = contentWordTest("de");
  return [...unquoted.matchAll(AFTER_SUBJECT)].some(({ groups }) => {
    const verb = groups?.["verb"] ?? "";
    return isContent(verb) && !isOther(verb) && isInfinitive(`${verb}n`);
  });
}
