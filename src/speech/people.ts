/**
 * Finds the people an article names: runs of capitalised words that are neither nouns by grammar nor common words.
 */
import {
  capitalRuns,
  type CapitalRun,
  isCapitalised,
  readWords,
  type Word,
} from "./capital-runs.ts";
import { wordList } from "../text/lists/word-patterns.ts";
import { DETERMINER, findMentions, type Mention, partsOf } from "./mentions.ts";
import { nameWords, type NameWords } from "./name-words.ts";
import type { Passage } from "../corpus/passage.ts";
import { perArticle } from "../corpus/per-article.ts";

/** An inflected adjective such as "alte", but no weak verb such as "sagte". */
const INFLECTED =
  /^(?!\p{L}*(?<!^(?:al|letz|kal|wei|rech|zwei|drit|vier|fünf|sechs|siebt|ach))ten?$)\p{Ll}\p{L}*e[mnrs]?$/u;
/** Before a name it means a place. */
const PLACE_PREPOSITION = /^in$/i;
const beginsPlace = wordList(new URL("words/place-beginnings.txt", import.meta.url));
const MOST_WORDS = 5;

export interface People {
  /** Full names. */
  readonly names: readonly string[];
  /** The people a text names, and where, in order. */
  mentionsIn(text: string): readonly Mention[];
  /** The one person with this office: "Präsident" → "Wladimir Putin"; null where several have it, or none. */
  personWithOffice(office: string): string | null;
}

/** The people of one article. */
export const peopleOf = perArticle(({ passages }) => collectPeople(passages));

/** Speakers of pull quotes first, then every full name in the text; of passages in one language. */
export function collectPeople(passages: readonly Passage[]): People {
  const words = nameWords(passages[0]?.article.language ?? "");
  const names = new Set<string>();
  const offices = new Map<string, Set<string>>();
  for (const { speaker } of passages) if (speaker !== null) names.add(speaker.name);
  const article = readArticle(passages, words);
  for (const run of article.runs) {
    const found = personIn(run, { ...article, words });
    if (found === null) continue;
    names.add(found.name);
    if (found.office === null) continue;
    const office = officeKey(found.office);
    offices.set(office, (offices.get(office) ?? new Set()).add(found.name));
  }
  return describePeople(withoutGenitives(names), { article, words, offices });
}

interface ArticleWords {
  readonly runs: readonly CapitalRun[];
  /** Words as they are written, with how often each occurs. */
  readonly seen: ReadonlyMap<string, number>;
  /** Words that follow a determiner and end the run: "der Ortsteil ist". */
  readonly nouns: ReadonlySet<string>;
  /** Words and runs that follow "in": "in Kaltenbach". */
  readonly places: ReadonlySet<string>;
}

function readArticle(
  passages: readonly Passage[],
  { isCommon, isGiven, endsName }: NameWords,
): ArticleWords {
  const texts = passages.filter(({ kind }) => kind === "paragraph").map(({ text }) => text);
  const read = texts.map(readWords);
  const runs = read.flatMap((words, i) => capitalRuns(texts[i] ?? "", words, endsName));
  const seen = new Map<string, number>();
  for (const { text } of read.flat()) seen.set(text, (seen.get(text) ?? 0) + 1);
  const places = runs.filter(({ before: [before = ""] }) => PLACE_PREPOSITION.test(before));
  return {
    runs,
    seen,
    nouns: new Set(read.flatMap((words) => standingAlone(words, DETERMINER))),
    places: new Set([
      ...places.map(({ words }) => words.join(" ")),
      // "in May" says nothing about Theresa May.
      ...read
        .flatMap((words) => standingAlone(words, PLACE_PREPOSITION))
        .filter((word) => !isCommon(word) && !isGiven(word)),
    ]),
  };
}

/** Capitalised words that follow a word like `behind` and precede no capitalised word. */
function standingAlone(words: readonly Word[], behind: RegExp): string[] {
  return words.flatMap((word, i) => {
    const next = words[i + 1];
    const isAlone = next?.joined !== true || !isCapitalised(next.text);
    const before = word.joined ? (words[i - 1]?.text ?? "") : "";
    return isAlone && isCapitalised(word.text) && behind.test(before) ? [word.text] : [];
  });
}

interface Clues extends ArticleWords {
  readonly words: NameWords;
}

interface Found {
  readonly name: string;
  readonly office: string | null;
}

function personIn(run: CapitalRun, clues: Clues): Found | null {
  if (run.quoted) return null;
  const whole = withoutOwned(run.words, clues);
  const at = nameStart(whole, clues);
  const rest = whole.slice(at).map((word, i) => (i === 0 ? word.replace(/^.* /, "") : word));
  const lead = whole[at - 1] ?? null;
  if (rest.length < 2 || rest.length > MOST_WORDS || !mayBeName(rest, clues)) return null;
  const office =
    lead !== null && (clues.words.isOffice(lead) || clues.words.mayBeOfficeByEnding(lead))
      ? lead
      : null;
  const name = { name: rest.join(" "), office };
  if (office !== null) return name;
  return lead === null
    ? standsAsName(rest, run, clues)
      ? name
      : null
    : afterNoun(name, lead, clues);
}

/** "Anna Bergs Haus" → "Anna Berg": what a person has is not part of the name. */
function withoutOwned(words: readonly string[], { words: { isCommon } }: Clues): readonly string[] {
  const owner = words.at(-2) ?? "";
  return words.length > 2 && isCommon(words.at(-1) ?? "") && /\p{Ll}s$/u.test(owner)
    ? [...words.slice(0, -2), owner.slice(0, -1)]
    : words;
}

/** The index after the last word that is no part of a name; at least two words are left. */
function nameStart(words: readonly string[], clues: Clues): number {
  let start = 0;
  for (const [i, word] of words.slice(0, -2).entries())
    if (isNoName(word, clues) || clues.words.mayBeOfficeByEnding(word)) start = i + 1;
  return start;
}

function isNoName(word: string, { words, nouns, seen }: Clues): boolean {
  if (words.isGiven(word)) return false;
  const lower = word.toLowerCase();
  return (
    words.isOffice(word) ||
    words.isCommon(word) ||
    DETERMINER.test(word) ||
    (lower.length > 2 && seen.has(lower)) ||
    nouns.has(word) ||
    isGenitive(word, seen)
  );
}

/** "Nordkoreas" where the article has "Nordkorea". */
function isGenitive(word: string, seen: ReadonlyMap<string, number>): boolean {
  return /\p{Ll}s$/u.test(word) && seen.has(word.slice(0, -1));
}

function mayBeName(rest: readonly string[], clues: Clues): boolean {
  const [first = ""] = rest;
  const inner = rest.slice(1, -1);
  const last = rest.at(-1) ?? "";
  return (
    !isNoName(first, clues) &&
    !beginsPlace(first) &&
    !/^\p{Lu}{2,}$/u.test(last) &&
    !clues.places.has(rest.join(" ")) &&
    !inner.some((word) => word.length > 2 && clues.words.isCommon(word))
  );
}

/** Whether a run without an office or noun before it is a person's name. */
function standsAsName(rest: readonly string[], run: CapitalRun, clues: Clues): boolean {
  const [first = ""] = rest;
  const last = rest.at(-1) ?? "";
  const { isCommon, isGiven, isThing } = clues.words;
  if (isBehindArticle(run) || clues.places.has(last)) return false;
  if (isGiven(first)) return true;
  if (isThing(last)) return false;
  if (!isCommon(last)) return true;
  // "Berliner Polizei", "Merkels Regierung", "New York Times"
  return !/(?:er|s)$/.test(first) && rest.length < 3;
}

/** True of "die Ötztaler Alpen", "das alte Schloss Bellevue" and "30 Tonnen Weizen". */
function isBehindArticle({
  before: [before = "", earlier = ""],
  afterNumber,
}: CapitalRun): boolean {
  return (
    afterNumber || DETERMINER.test(before) || (DETERMINER.test(earlier) && INFLECTED.test(before))
  );
}

/** The name, unless the noun before it, or its own last word, makes it a thing or place: "Stadtteil Prenzlauer Berg". */
function afterNoun(name: Found, lead: string, { words, places }: Clues): Found | null {
  const last = name.name.split(" ").at(-1) ?? "";
  return words.isThing(lead) || words.isThing(last) || places.has(last) ? null : name;
}

/** Leaves out "Wladimir Putins" where "Wladimir Putin" occurs. */
function withoutGenitives(names: ReadonlySet<string>): string[] {
  return [...names].filter((name) => !name.endsWith("s") || !names.has(name.slice(0, -1)));
}

interface Knowledge {
  readonly article: ArticleWords;
  readonly words: NameWords;
  readonly offices: ReadonlyMap<string, ReadonlySet<string>>;
}

function describePeople(names: readonly string[], { article, words, offices }: Knowledge): People {
  const byWord = new Map<string, string[]>();
  const call = (word: string, name: string) => {
    const known = byWord.get(word);
    if (known === undefined) byWord.set(word, [name]);
    else known.push(name);
  };
  for (const name of names) call(partsOf(name).at(-1) ?? "", name);
  const firsts = Map.groupBy(names, (name) => partsOf(name)[0] ?? "");
  for (const name of names) {
    // The article calls Kim Jong Un "Kim", the first part of his name, and never "Un".
    const [first = ""] = partsOf(name);
    const alone = (article.seen.get(first) ?? 0) > (article.seen.get(partsOf(name)[1] ?? "") ?? 0);
    if (alone && !byWord.has(first) && firsts.get(first)?.length === 1) call(first, name);
  }
  return {
    names,
    mentionsIn: (text) => findMentions(text, byWord, words),
    personWithOffice: (office) => {
      const called = offices.get(officeKey(office)) ?? new Set();
      const [name = null] = called;
      return called.size === 1 ? name : null;
    },
  };
}

/** The same for "Nato-Generalsekretär" and "Generalsekretär". */
function officeKey(office: string): string {
  return office.slice(office.lastIndexOf("-") + 1).toLowerCase();
}
