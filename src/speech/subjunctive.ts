/**
 * The German subjunctive that reports what somebody said: "Die Stadt habe gewarnt", "Das Land verstoße gegen …".
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { germanInfinitiveTest } from "../text/lists/verb-forms.ts";
import { wordList, wordPattern } from "../text/lists/word-patterns.ts";

const common = wordPattern(new URL("words/subjunctives.txt", import.meta.url));
const isOther = wordList(new URL("words/no-subjunctives.txt", import.meta.url));

/** "es sei denn", "sei es … sei es" and "Gott sei Dank" report nothing. */
const SEI = /(?<!\p{L}|Gott )sei(?! (?:denn|dank|es)(?!\p{L}))(?!\p{L})/iu;
/** After its noun or pronoun a present in -e is a subjunctive, or the first person's. */
const AFTER_SUBJECT =
  /(?<!\p{L})(?:\p{Lu}\p{L}+|er|sie|es|man|dies|das|niemand|wer)(?:,? sich)? (?<verb>\p{Ll}+e)(?!\p{L})/gu;
/** "Diese Staaten hätten": as a subjunctive only where speech goes on. */
const PLURAL = /(?<!\p{L})(?:hätten|wären|würden|müssten)(?!\p{L})/iu;
const isInfinitive = germanInfinitiveTest();
const FIRST_PERSON = /(?<!\p{L})(?:ich|wir|mir|mich|uns)(?!\p{L})/iu;

export function isReported(unquoted: string): boolean {
  if (FIRST_PERSON.test(unquoted)) return false;
  return SEI.test(unquoted) || common.isIn(unquoted) || hasSubjunctiveVerb(unquoted);
}

/** Whether the sentence goes on with speech that it does not begin. */
export function goesOnReporting(unquoted: string): boolean {
  return PLURAL.test(unquoted) && !FIRST_PERSON.test(unquoted);
}

function hasSubjunctiveVerb(unquoted: string): boolean {
  const isContent = contentWordTest("de");
  return [...unquoted.matchAll(AFTER_SUBJECT)].some(({ groups }) => {
    const verb = groups?.["verb"] ?? "";
    return isContent(verb) && !isOther(verb) && isInfinitive(`${verb}n`);
  });
}
