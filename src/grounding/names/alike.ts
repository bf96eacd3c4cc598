/**
 * Whether two words may mean the same, in one language or across two: by sound, or by the dictionary.
 */
import { dictionaryFor } from "../../text/lists/dictionary.ts";
import { soundOf, soundsLike } from "../../text/sounds.ts";
import { fold } from "../../text/fold.ts";

/** ISO 639-1: of the claim, and of the text that may hold it. */
export interface Languages {
  readonly from: string;
  readonly to: string;
}

/** Shorter words begin, end or are in too many others: "Opa" in "Europa"; in letters. */
const PART_LENGTH = 4;

const meanings = new Map<string, readonly string[]>();

/** Words of the language `to`, folded and without an infinitive's ending; none where the word is in no list. */
export function meaningsOf(word: string, { from, to }: Languages): readonly string[] {
  const key = `${from} ${to} ${word.toLowerCase()}`;
  let found = meanings.get(key);
  if (found === undefined) {
    found = dictionaryFor(to)(word, from).map((meaning) =>
      fold(meaning, to).replace(/(?<=\p{L}{4})en?$/u, ""),
    );
    meanings.set(key, found);
  }
  return found;
}

/** "tage", "tagen"; "days" */
const ENDING = /^(?:e|e[mnrs]|n|s)?$/u;

/** `held` is folded: "Volk" in "volksrepublik", "Tag" in "tagen". */
export function isFormOf(held: string, meaning: string): boolean {
  if (meaning.length >= PART_LENGTH) return held.includes(meaning);
  return held.startsWith(meaning) && ENDING.test(held.slice(meaning.length));
}

export function isAlike(claimed: string, held: string, languages: Languages): boolean {
  if (soundsLike(soundOf(claimed), soundOf(held))) return true;
  const folded = fold(held, languages.to);
  return meaningsOf(claimed, languages).some((meaning) => isFormOf(folded, meaning));
}
