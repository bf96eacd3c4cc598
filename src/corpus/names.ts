/**
 * Names of people in an article: runs of capitalised words, without the office before them.
 */
import type { Passage } from "./passage.ts";

/** With the word before it, which tells "der Vereinten Nationen" from "sagte Jens Stoltenberg". */
const NAME_RUN =
  /(?:(?<before>\p{L}+)[ \u00A0])?(?<run>(?<!\p{L})\p{Lu}[\p{L}’'-]+(?:[ \u00A0](?:(?:von der|van der|van|de|al|bin|ibn) )?\p{Lu}[\p{L}’'-]*){1,4})/gu;

const DETERMINER =
  /^(?:der|die|das|des|dem|den|ein|eine[mnrs]?|the|an?|vom|zum|zur|im|am|beim|ins|beide|diese[mnrs]?|kein[a-z]*|alle[rsn]?|unsere?|ihre?|seine?|this|these|his|her|their|our)$/iu;

/** Words before a name that say what the person is: "Präsident", "Ministerin", "Machthaber", "President", "Spokesman". */
const OFFICE =
  /(?:er|erin|in|ent|ist|är|or|ant|chef|haber|rat|wart|man|woman|King|Queen|Prince|Dr|Prof)\.?$/;

/** "Nordkoreas", "Russlands": whose office it is. */
const GENITIVE = /(?:s|’s|'s)$/;

export interface People {
  /** Full names. */
  readonly names: readonly string[];
  /** "Stoltenberg" and "Jens Stoltenberg" → "Jens Stoltenberg"; null for any other words. */
  fullName(words: string): string | null;
  /** Full names whose last part occurs in the text, in the order of occurrence. */
  namedIn(text: string): readonly string[];
}

/** Speakers of pull quotes first, then every full name in the text. */
export function collectPeople(passages: readonly Passage[]): People {
  const names = new Set<string>();
  for (const passage of passages) if (passage.speaker !== null) names.add(passage.speaker.name);
  for (const passage of passages) {
    if (passage.kind === "paragraph") for (const name of runsIn(passage.text)) names.add(name);
  }
  const byLast = new Map<string, string>();
  for (const name of names) {
    const last = name.split(/\s+/).at(-1) ?? name;
    if (!byLast.has(last)) byLast.set(last, name);
  }
  return {
    names: [...names],
    fullName: (words) => byLast.get(words.trim().split(/\s+/).at(-1) ?? "") ?? null,
    namedIn: (text) => mentioned(text, byLast),
  };
}

function runsIn(text: string): string[] {
  return [...text.matchAll(NAME_RUN)].flatMap(({ groups = {} }) =>
    nameOf(groups["run"] ?? "", groups["before"] ?? ""),
  );
}

/** The name in a run of capitalised words, or none; `before` is the word that stands before it. */
function nameOf(run: string, before: string): string[] {
  const words = run.split(/[ \u00A0]/);
  if (isInflected(words[0] ?? "", before)) return [];
  while (words.length > 2 && isTitle(words[0] ?? "")) words.shift();
  const [first = ""] = words;
  return words.length > 4 || GENITIVE.test(first) || DETERMINER.test(first)
    ? []
    : [words.join(" ")];
}

/** "der Vereinten …": an adjective, however it is written. */
function isInflected(word: string, before: string): boolean {
  return DETERMINER.test(before) && /e[mnrs]?$/.test(word) && !isOffice(word);
}

function isTitle(word: string): boolean {
  return isOffice(word) || DETERMINER.test(word);
}

function isOffice(word: string): boolean {
  return OFFICE.test(word) || GENITIVE.test(word);
}

function mentioned(text: string, byLast: ReadonlyMap<string, string>): string[] {
  const found = new Map<string, number>();
  for (const [last, name] of byLast) {
    const at = text.search(new RegExp(`(?<!\\p{L})${RegExp.escape(last)}(?!\\p{L})`, "u"));
    if (at >= 0) found.set(name, at);
  }
  return [...found].toSorted((a, b) => a[1] - b[1]).map(([name]) => name);
}
