/**
 * The names and words of a source, in forms in which a written name is found however it is spelled.
 *
 * A source is a passage with its heading, or messages; its language may be another than the written sentence's.
 */
import { readWords } from "../../speech/capital-runs.ts";
import { fold } from "../../text/fold.ts";
import { knownNamesIn } from "../../text/lists/known-names.ts";
import { soundOf, soundsLike } from "../../text/sounds.ts";
import { isFormOf, meaningsOf } from "./alike.ts";

export interface SourceWords {
  readonly language: string;
  /** Countries and institutions. */
  readonly knownNames: ReadonlySet<string>;
  /** Sounds of all its words, and of the parts of hyphenated ones. */
  readonly sounds: readonly string[];
  /** Folded, once each. */
  readonly words: readonly string[];
  /** Sounds of two words that stand side by side, or with one between them: "Kämmerin [Heike] Brandt". */
  readonly pairs: ReadonlySet<string>;
}

/** `language` is the text's (ISO 639-1). */
export function readSourceWords(text: string, language: string): SourceWords {
  const words = readWords(text);
  const sounds = new Set<string>();
  const pairs = new Set<string>();
  let before: readonly string[] = [];
  let earlier: readonly string[] = [];
  for (const word of words) {
    const parts = word.text.split(/[-’']/u);
    if (!word.joined) [before, earlier] = [[], []];
    for (const part of parts) {
      const forms = formsOf(part);
      for (const one of [...before, ...earlier])
        for (const other of forms) pairs.add(`${one} ${other}`);
      for (const form of forms) sounds.add(form);
      [before, earlier] = [forms, before];
    }
    if (parts.length > 1) for (const form of formsOf(parts.join(""))) sounds.add(form);
  }
  return {
    language,
    knownNames: new Set(knownNamesIn(text, language).map(({ id }) => id)),
    sounds: [...sounds],
    words: [...new Set(words.map((word) => fold(word.text, language)))],
    pairs,
  };
}

/** Sounds of a word: "Putins" is "Putin", too, and "Rd" is "Road". */
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

/** Whether the source has the word, inflected, transcribed, or translated from `language`. */
export function hasWord(source: SourceWords, word: string, language: string): boolean {
  return hasSpelling(source, word) || hasMeaning(source, word, language);
}

/** Inflected or transcribed. */
export function hasSpelling(source: SourceWords, word: string): boolean {
  const whole = soundOf(word);
  if (source.sounds.some((sound) => soundsLike(sound, whole))) return true;
  const parts = word.split(/[-’']/u);
  return (
    parts.length > 1 &&
    parts.every((part, i) => i === 0 || hasPair(source, parts[i - 1] ?? "", part))
  );
}

/** Written in a language whose endings are not known: "Putin'in", "Интерфакса", "Mosca". */
export function hasStem({ sounds }: SourceWords, word: string): boolean {
  const bare = soundOf(word.replace(/['’].*$/u, ""));
  return sounds.some((sound) => soundsLike(sound, bare) || shareStem(sound, bare));
}

/** Letters that two forms share at the least, and that they may differ in at the end. */
const STEM = 3;
const ENDING = 3;

function shareStem(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const stem = short.slice(0, Math.max(STEM, short.length - 2));
  return short.length >= STEM && long.startsWith(stem) && long.length - stem.length <= ENDING;
}

/** Whether the two stand there side by side. */
export function hasPair(source: SourceWords, first: string, second: string): boolean {
  const ends = formsOf(first.split("-").at(-1) ?? "");
  const starts = formsOf(second.split("-")[0] ?? "");
  return ends.some((end) => starts.some((start) => source.pairs.has(`${end} ${start}`)));
}

function hasMeaning({ words, language }: SourceWords, word: string, from: string): boolean {
  return meaningsOf(word, { from, to: language }).some((meaning) =>
    words.some((own) => isFormOf(own, meaning)),
  );
}
