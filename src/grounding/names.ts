/**
 * Finds a country, an institution or a person in a written sentence that no source holds, however it is spelled there.
 *
 * Only what is surely a name is looked for: names that are known, and a given name with what follows it. All else is the
 * judge's: a noun that German writes with a capital must not cost its sentence.
 */
import { isCapitalised, readWords } from "../speech/capital-runs.ts";
import { fold } from "../text/fold.ts";
import { commonWordTest } from "../text/lists/common-words.ts";
import { knownNamesIn } from "../text/lists/known-names.ts";
import { isDateName } from "../text/numbers/calendar.ts";
import { soundOf, soundsLike } from "../text/sounds.ts";

/** The words of a text as a written name is looked for in them. */
export interface SourceWords {
  /** Folded, once each; `language` is theirs. */
  readonly words: ReadonlySet<string>;
  readonly language: string;
  /** Of all words, and of the parts of hyphenated ones. */
  readonly sounds: ReadonlySet<string>;
  /** Countries, by their code, and institutions. */
  readonly knownNames: ReadonlySet<string>;
}

/** `language` is the text's (ISO 639-1). */
export function readSourceWords(text: string, language: string): SourceWords {
  const words = readWords(text).map((word) => word.text);
  const parts = words.flatMap((word) => [word, ...word.split(/[-’']/u)]);
  return {
    language,
    words: new Set(words.map((word) => fold(word, language))),
    sounds: new Set(parts.map(soundOf).filter((sound) => sound !== "")),
    knownNames: new Set(knownNamesIn(text, language).map(({ id }) => stateOf(id))),
  };
}

/** `language` is the text's (ISO 639-1); null where every name stands in a source. */
export function ungroundedName(
  text: string,
  language: string,
  sources: readonly SourceWords[],
): string | null {
  const known = knownNamesIn(text, language).filter(
    // "reunión" is no island: where adjectives and nouns have no capital, a word without one is no name.
    ({ from }) => language === "de" || isCapitalised(text.slice(from)),
  );
  const missing = known.find(({ id }) => !sources.some((one) => one.knownNames.has(stateOf(id))));
  if (missing !== undefined) return text.slice(missing.from, missing.to);
  let rest = text;
  for (const { from, to } of known)
    rest = rest.slice(0, from) + ",".repeat(to - from) + rest.slice(to);
  return surnamesIn(rest, language).find((name) => !holdsName(sources, name, language)) ?? null;
}

/** A capital stands for its state, and the other way round: "moscow/RU" is "RU". */
function stateOf(id: string): string {
  return id.split("/")[1] ?? id;
}

/** Titles and abbreviations. */
const OTHER = /^(?:Mrs?|Ms|Dr|Prof|Sir|St|\p{Lu}+s?)$/u;

/** The last words of names: of capitalised words side by side, and in English of any within a sentence. */
function surnamesIn(text: string, language: string): string[] {
  const words = readWords(text).filter(({ text: word }) => word.length > 1);
  const isCommon = commonWordTest(language);
  const isNoun = (word: string) => isCommon(word) || isDateName(word, language) || OTHER.test(word);
  const isNext = (i: number) => words[i]?.joined === true && isCapitalised(words[i]?.text ?? "");
  return words.flatMap(({ text: word, joined, from }, i) => {
    if (!isCapitalised(word) || !joined || from === 0 || isNext(i + 1) || isNoun(word)) return [];
    const before = words[i - 1]?.text ?? "";
    const isLast = isCapitalised(before) && !isCommon(before);
    return isLast || language === "en" ? [word] : [];
  });
}

/** "Putins", "Kim Jong-un" and "Selenskyj" are found as "Putin", "Kim Jong Un" and "Zelensky". */
export function holdsName(
  sources: readonly SourceWords[],
  name: string,
  language: string,
): boolean {
  const isLike = language === "de" || language === "en" ? soundsLike : sharesStem;
  const found = (part: string) => {
    const sound = soundOf(part);
    return sources.some(({ sounds }) => [...sounds].some((own) => isLike(own, sound)));
  };
  return found(name.replace(/['’].*$/u, "")) || name.split("-").every(found);
}

/** Letters that two forms share at the least, and that they may differ in at the end. */
const STEM = 3;
const ENDING = 3;

/** "Putin'in", "Интерфакса": of other languages no endings are known. */
function sharesStem(own: string, sound: string): boolean {
  const [short, long] = own.length < sound.length ? [own, sound] : [sound, own];
  const stem = short.slice(0, Math.max(STEM, short.length - 2));
  const isForm = long.startsWith(stem) && long.length - stem.length <= ENDING;
  return soundsLike(own, sound) || (short.length >= STEM && isForm);
}
