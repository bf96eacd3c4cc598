/**
 * The German subjunctive that reports what somebody said: "Die Stadt habe gewarnt", "Das Land verstoße gegen …".
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { germanInfinitiveTest } from "../text/lists/verb-forms.ts";

/** "es sei denn", "sei es … sei es" and "Gott sei Dank" report nothing. */
const FORM =
  /(?<!\p{L})(?:(?<!Gott )sei(?! (?:denn|dank|es)(?!\p{L}))|seien|habe|werde|könne|dürfe|müsse|solle|wolle|möge|wisse|gebe|gehe|stehe|komme|lasse|bleibe|brauche|sehe|nehme|halte|finde|tue)(?!\p{L})/iu;
/** After its noun or pronoun a present in -e is a subjunctive, or the first person's. */
const AFTER_SUBJECT =
  /(?<!\p{L})(?:\p{Lu}\p{L}+|er|sie|es|man|dies|das|niemand|wer)(?:,? sich)? (?<verb>\p{Ll}+e)(?!\p{L})/gu;
/** "Diese Staaten hätten": as a subjunctive only where speech goes on. */
const PLURAL = /(?<!\p{L})(?:hätten|wären|würden|müssten)(?!\p{L})/iu;
const isInfinitive = germanInfinitiveTest();
const FIRST_PERSON = /(?<!\p{L})(?:ich|wir|mir|mich|uns)(?!\p{L})/iu;
/** Forms of verbs that are other words first. */
const OTHER_WORDS = new Set([
  "bitte",
  "danke",
  "möchte",
  "lange",
  "weite",
  "nahe",
  "leere",
  "reife",
  "ende",
  "heute",
  "gerade",
  "müde",
  "leise",
  "alleine",
  "gerne",
  "ohne",
  "nahezu",
]);

export function isReported(unquoted: string): boolean {
  if (FIRST_PERSON.test(unquoted)) return false;
  return FORM.test(unquoted) || hasSubjunctiveVerb(unquoted);
}

/** Whether the sentence goes on with speech that it does not begin. */
export function goesOnReporting(unquoted: string): boolean {
  return PLURAL.test(unquoted) && !FIRST_PERSON.test(unquoted);
}

function hasSubjunctiveVerb(unquoted: string): boolean {
  const isContent = contentWordTest("de");
  return [...unquoted.matchAll(AFTER_SUBJECT)].some(({ groups }) => {
    const verb = groups?.["verb"] ?? "";
    return isContent(verb) && !OTHER_WORDS.has(verb) && isInfinitive(`${verb}n`);
  });
}
