/**
 * Finds countries, their people, and institutions in texts of several languages (a gazetteer): "North Korean", "nordkoreanische"; "White House", "Weißen Hauses".
 *
 * Countries' names come from Intl; what is derived from them, and institutions, from two short lists.
 */
import { byLanguage } from "./by-language.ts";
import { readFileSync } from "node:fs";

export interface KnownName {
  /** One for all languages: "KP", "white_house"; a capital has its country's, too: "moscow/RU". */
  readonly id: string;
  /** UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
}

/** A word of a name as a text may have it; the ending is what may follow it. */
interface NameWord {
  readonly start: string;
  readonly ending: RegExp | null;
}

interface Naming {
  readonly id: string;
  /** At least one. */
  readonly words: readonly NameWord[];
}

type FindEntities = (text: string) => KnownName[];

const ANY_ENDING = /^/;
/** "Iranian", "Iranians", "Chinas", "Omani" */
const DERIVED = /^(?:ns?|a?ns?|ians?|ese|is?|s)?$/;
/** Where a language's endings are not known. */
const SHORT_ENDING = /^\p{L}{0,4}$/u;
/** Shorter names begin other words; in letters. */
const STEM_LENGTH = 5;
/** Names are looked up by so many first letters. */
const KEY_LENGTH = 2;
/** Two to four letters are a name only in capitals: "us" is a pronoun. */
const ABBREVIATION = /^\p{L}{2,4}$/u;
/** Words stand side by side in these. */
const UNSPACED = new Set(["ja", "ko", "th", "zh"]);

const WORD = /[\p{L}\p{M}]+/gu;
const GAP = /^[\s.’'-]{1,2}$/u;

/** In order, the longest where several begin; `language` is the text's (ISO 639-1). */
export function knownNamesIn(text: string, language: string): KnownName[] {
  return finderOf(language)(text);
}

const finderOf = byLanguage((language) =>
  UNSPACED.has(language) ? createScanner(language) : createFinder(language),
);

/** Without words to part a text by, names are looked for everywhere. */
function createScanner(language: string): FindEntities {
  const names = [...countryNames(language)];
  return (text) =>
    names
      .flatMap(([name, id]) => {
        const from = text.indexOf(name);
        return from < 0 ? [] : [{ id, from, to: from + name.length }];
      })
      .toSorted((a, b) => a.from - b.from);
}

function createFinder(language: string): FindEntities {
  const namings = Map.groupBy(readNamings(language), ({ words }) => keyOf(words[0]?.start ?? ""));
  return (text) => {
    const words = [...text.matchAll(WORD)];
    const found: KnownName[] = [];
    for (let at = 0; at < words.length;) {
      const naming = longestAt({ text, words, at }, namings);
      const length = naming?.words.length ?? 1;
      const from = words[at]?.index ?? 0;
      const to = endOf(words[at + length - 1]);
      if (naming !== null && isProper(text.slice(from, to), language))
        found.push({ id: naming.id, from, to });
      at += length;
    }
    return found;
  };
}

function longestAt(place: Place, namings: ReadonlyMap<string, readonly Naming[]>): Naming | null {
  const word = place.words[place.at]?.[0] ?? "";
  const standing = (namings.get(keyOf(word.toLowerCase())) ?? []).filter((naming) =>
    stands(naming, place),
  );
  const [longest = null] = standing.toSorted(
    (a, b) => b.words.length - a.words.length || lengthOf(b) - lengthOf(a),
  );
  return longest;
}

function endOf(word: RegExpExecArray | undefined): number {
  return word === undefined ? 0 : word.index + word[0].length;
}

interface Place {
  readonly text: string;
  readonly words: readonly RegExpExecArray[];
  readonly at: number;
}

function stands(naming: Naming, { text, words, at }: Place): boolean {
  return naming.words.every(({ start, ending }, i) => {
    const word = words[at + i];
    const before = words[at + i - 1];
    if (word === undefined) return false;
    if (i > 0 && !GAP.test(text.slice(endOf(before), word.index))) return false;
    const lower = word[0].toLowerCase();
    return ending === null
      ? lower === start
      : lower.startsWith(start) && ending.test(lower.slice(start.length));
  });
}

function keyOf(word: string): string {
  return word.slice(0, KEY_LENGTH);
}

function lengthOf({ words }: Naming): number {
  return words.reduce((length, { start }) => length + start.length, 0);
}

/** In English "turkey" is a bird. */
function isProper(name: string, language: string): boolean {
  return !/^\p{Ll}/u.test(name) || (language !== "en" && !ABBREVIATION.test(name));
}

function readNamings(language: string): Naming[] {
  const countries = [...countryNames(language)].map(([name, id]) =>
    countryNaming(name, id, language),
  );
  const listed = [
    ...readLines("country-words.txt").map((line) => line.split(" ")),
    ...readLines("names-in-languages.txt").map((line) => [
      idIn(line),
      ...line.replace(/\/\p{Lu}+/u, "").split(" = "),
    ]),
  ].flatMap(([id = "", ...names]) => names.map((name) => listedNaming(name, id)));
  return [...listed, ...countries];
}

/** "moscow/RU" of "moscow/RU = moskau* = …". */
function idIn(line: string): string {
  return line.split(/[ *]/)[0] ?? "";
}

/** "nordkorea*" with any ending; "_" is a space or a hyphen. */
function listedNaming(name: string, id: string): Naming {
  const words = name.split(/[_.’'-]/u).filter((word) => word !== "");
  return {
    id,
    words: words.map((word) => ({
      start: word.replace("*", ""),
      ending: word.endsWith("*") ? ANY_ENDING : null,
    })),
  };
}

function countryNaming(name: string, id: string, language: string): Naming {
  const words = name.toLowerCase().match(WORD) ?? [];
  const isInflected = language !== "de" && language !== "en";
  return {
    id,
    words: words.map((word, i) => {
      if (isInflected && word.length >= STEM_LENGTH)
        return { start: word.slice(0, -1), ending: SHORT_ENDING };
      return { start: word, ending: i === words.length - 1 ? DERIVED : null };
    }),
  };
}

function readLines(file: string): string[] {
  const url = new URL(`../words/${file}`, import.meta.url);
  return readFileSync(url, "utf8").trim().split("\n");
}

/** Names → codes, in the order of the codes, so that a former code's name is the present one's. */
function countryNames(language: string): Map<string, string> {
  const names = new Map<string, string>();
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  for (const style of ["long", "short"] as const) {
    const display = new Intl.DisplayNames([language, "en"], {
      type: "region",
      style,
      fallback: "none",
    });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = display.of(code);
      if (name !== undefined && name.length > 1 && !names.has(name)) names.set(name, code);
    }
  }
  return names;
}
