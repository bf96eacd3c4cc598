/**
 * What names and words a text holds, in a form that other languages' spellings can be compared with.
 */
import { readWords } from "../../speech/capital-runs.ts";
import { entitiesIn } from "../../text/lists/entities.ts";
import { soundOf, soundsLike } from "../../text/sounds.ts";
import { fold } from "../../text/fold.ts";
import { isFormOf, meaningsOf } from "./alike.ts";

export interface HeldWords {
  readonly language: string;
  /** Countries and institutions. */
  readonly entities: ReadonlySet<string>;
  /** Sounds of all its words, and of the parts of hyphenated ones. */
  readonly sounds: readonly string[];
  /** Folded, once each. */
  readonly words: readonly string[];
  /** Sounds of two words that stand side by side, or with one between them: "Kämmerin [Heike] Brandt". */
  readonly pairs: ReadonlySet<string>;
}

/** `language` is the text's (ISO 639-1). */
export function readWordsOf(whole: string, language: string): HeldWords {
  const sounds: string[] = [];
  const pairs = new Set<string>();
  let before: readonly string[] = [];
  let earlier: readonly string[] = [];
  for (const word of readWords(whole)) {
    const parts = word.text.split(/[-’']/u);
    if (!word.joined) [before, earlier] = [[], []];
    for (const part of parts) {
      const forms = formsOf(part);
      for (const one of [...before, ...earlier])
        for (const other of forms) pairs.add(`${one} ${other}`);
      sounds.push(...forms);
      [before, earlier] = [forms, before];
    }
    if (parts.length > 1) sounds.push(...formsOf(parts.join("")));
  }
  return {
    language,
    entities: new Set(entitiesIn(whole, language).map(({ id }) => id)),
    sounds: [...new Set(sounds)],
    words: [...new Set(readWords(whole).map((word) => fold(word.text, language)))],
    pairs,
  };
}

/** "Putins" is "Putin", too, and "Rd" is "Road". */
function formsOf(word: string): string[] {
  const sound = soundOf(word);
  if (sound === "") return [];
  if (sound.length > 3 && sound.endsWith("s")) return [sound, sound.slice(0, -1)];
  const whole = SHORTENED.get(word.toLowerCase());
  return whole === undefined ? [sound] : [sound, soundOf(whole)];
}

/** Parts of addresses, in English and German. */
const SHORTENED: ReadonlyMap<string, string> = new Map([
  ["ave", "Avenue"],
  ["bhf", "Bahnhof"],
  ["hbf", "Hauptbahnhof"],
  ["ln", "Lane"],
  ["pl", "Platz"],
  ["rd", "Road"],
  ["sq", "Square"],
  ["st", "Street"],
  ["str", "Straße"],
]);

/** Whether the text has the word, inflected, transcribed, or translated from `language`. */
export function holdsWord(held: HeldWords, word: string, language: string): boolean {
  return holdsSpelling(held, word) || holdsMeaning(held, word, language);
}

export function holdsSpelling(held: HeldWords, word: string): boolean {
  const whole = soundOf(word);
  if (held.sounds.some((sound) => soundsLike(sound, whole))) return true;
  const parts = word.split(/[-’']/u);
  return (
    parts.length > 1 &&
    parts.every((part, i) => i === 0 || holdsPair(held, parts[i - 1] ?? "", part))
  );
}

/** In a language whose endings are not known: "Putin'in", "Интерфакса", "Mosca". */
export function holdsLoosely({ sounds }: HeldWords, word: string): boolean {
  const bare = soundOf(word.replace(/['’].*$/u, ""));
  return sounds.some((sound) => soundsLike(sound, bare) || isInflected(sound, bare));
}

/** Letters that two forms share at the least, and that they may differ in at the end. */
const STEM = 3;
const ENDING = 3;

function isInflected(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const stem = short.slice(0, Math.max(STEM, short.length - 2));
  return short.length >= STEM && long.startsWith(stem) && long.length - stem.length <= ENDING;
}

/** Whether the two stand there side by side. */
export function holdsPair(held: HeldWords, first: string, second: string): boolean {
  const ends = formsOf(first.split("-").at(-1) ?? "");
  const starts = formsOf(second.split("-")[0] ?? "");
  return ends.some((end) => starts.some((start) => held.pairs.has(`${end} ${start}`)));
}

function holdsMeaning({ words, language }: HeldWords, word: string, from: string): boolean {
  return meaningsOf(word, { from, to: language }).some((meaning) =>
    words.some((held) => isFormOf(held, meaning)),
  );
}
