/**
 * Whether two words may mean the same, in one language or across two: by sound, or by the dictionary.
 */
import { fold } from "../text/fold.ts";
import { byLanguage } from "../text/lists/by-language.ts";
import { dictionaryFor } from "../text/lists/dictionary.ts";
import { memo } from "../text/memo.ts";
import { soundOf, soundsLike } from "../text/sounds.ts";

/** ISO 639-1: of the written sentence, and of the source that it is compared with. */
export interface Languages {
  readonly from: string;
  readonly to: string;
}

/** Shorter words begin, end or are in too many others: "Opa" in "Europa"; in letters. */
const PART_LENGTH = 4;

/** Words whose meanings are remembered, for each pair of languages. */
const MEANINGS = 20_000;

const meaningsFor = byLanguage((to) =>
  byLanguage((from) =>
    memo(
      (word: string) =>
        dictionaryFor(to)(word, from).map((meaning) =>
          fold(meaning, to).replace(/(?<=\p{L}{4})en?$/u, ""),
        ),
      { most: MEANINGS },
    ),
  ),
);

/** Words of the language `to`, folded and without an infinitive's ending; none where the word is in no list. */
export function meaningsOf(word: string, { from, to }: Languages): readonly string[] {
  return meaningsFor(to)(from)(word.toLowerCase());
}

/** "tage", "tagen"; "days" */
const ENDING = /^(?:e|e[mnrs]|n|s)?$/u;

/** `word` is folded: "Volk" in "volksrepublik", "Tag" in "tagen". */
export function isFormOf(word: string, meaning: string): boolean {
  if (meaning.length >= PART_LENGTH) return word.includes(meaning);
  return word.startsWith(meaning) && ENDING.test(word.slice(meaning.length));
}

export function isAlike(written: string, own: string, languages: Languages): boolean {
  if (soundsLike(soundOf(written), soundOf(own))) return true;
  const folded = fold(own, languages.to);
  return meaningsOf(written, languages).some((meaning) => isFormOf(folded, meaning));
}
