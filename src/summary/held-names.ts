/**
 * Whether messages hold the names that a sentence about them holds: of people outside of the talk, places, firms.
 *
 * German writes every noun with a capital, so there a name is what neither the lists, its form nor the word before it
 * explain as a noun; people write all of it in lower case, so capitals count only in the sentence.
 */
import { isCapitalised, readWords, type Word } from "../corpus/capital-runs.ts";
import { DETERMINER } from "../corpus/mentions.ts";
import { nameWords, type NameWords } from "../corpus/name-words.ts";
import { isDateName } from "../text/calendar.ts";
import { commonWordTest, type IsCommonWord } from "../text/common-words.ts";
import { entitiesIn } from "../text/entities.ts";
import { soundOf, soundsLike } from "../text/sounds.ts";
import { fold } from "../text/words.ts";
import { isShortDay } from "./talk-dates.ts";

interface Knowledge {
  readonly words: NameWords;
  readonly isCommon: IsCommonWord;
}

const known = new Map<string, Knowledge>();

function knowledgeOf(language: string): Knowledge {
  let knowledge = known.get(language);
  if (knowledge === undefined)
    known.set(
      language,
      (knowledge = { words: nameWords(language), isCommon: commonWordTest(language) }),
    );
  return knowledge;
}

/** `language` is of both (ISO 639-1). */
export function holdsNames(sentence: string, texts: readonly string[], language: string): boolean {
  const text = texts.join(" | ");
  const capitalised = text.replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase());
  const entities = new Set(entitiesIn(capitalised, language).map(({ id }) => id));
  if (entitiesIn(sentence, language).some(({ id }) => !entities.has(id))) return false;
  const held = readWords(text).flatMap((word) => [word.text, ...word.text.split(/[-’']/u)]);
  return namesIn(sentence, language).every((name) => isHeld(name, held, language));
}

function namesIn(sentence: string, language: string): string[] {
  const words = readWords(sentence);
  return words
    .filter((word, i) => isName(word, { sentence, before: words[i - 1], language }))
    .map(({ text }) => text);
}

interface Place {
  readonly sentence: string;
  readonly before: Word | undefined;
  readonly language: string;
}

function isName(word: Word, place: Place): boolean {
  const { text } = word;
  const { language } = place;
  if (!isCapitalised(text) || text.length < 2 || isNoName(text, language)) return false;
  if (/^\p{Lu}{2,}s?$/u.test(text)) return true;
  const { words, isCommon } = knowledgeOf(language);
  const last = text.slice(text.lastIndexOf("-") + 1);
  if (isCommon(last) || words.partsNames(text) || words.isOffice(text)) return false;
  if (words.isGiven(text)) return true;
  if (language !== "de") return !opens(place, word);
  return !isGermanNoun(word, place);
}

function isNoName(text: string, language: string): boolean {
  return isDateName(text, language) || isShortDay(text) || TITLE.test(text);
}

/** By what stands before it; what opens a sentence is none only where it looks like somebody who does something. */
function isGermanNoun(word: Word, place: Place): boolean {
  const { text, to, joined } = word;
  if (opens(place, word))
    return text.length > LONG_NAME || !DOES.test(place.sentence.slice(to, to + 20));
  const before = joined ? (place.before?.text ?? "") : "";
  return DETERMINER.test(before) || INFLECTED.test(before);
}

/** What opens a sentence has a capital in any case. */
function opens({ sentence }: Place, { from }: Word): boolean {
  return /(?:^|[.!?:…„“"«»(–;])\s*$/u.test(sentence.slice(0, from));
}

/** "neue", "kaltes": what stands behind is a noun. */
const INFLECTED = /^\p{Ll}{3,}(?:e|e[mrs])$/u;

/** Longer words are compounds; in letters. */
const LONG_NAME = 9;

/** "holt", "hat", "will" */
const DOES = /^\s+(?:\p{Ll}+t|will|soll|kann|muss|darf)(?!\p{L})/u;

const TITLE = /^(?:mr|mrs|ms|dr|prof|frau|herr|herrn|mme|m)$/i;

/** Letters that two words must share to be of one compound. */
const SHARED_PART = 4;

/** Inflected, spelled otherwise, or with a part in common: "Kuchenverkauf" beside "Kuchen". */
function isHeld(name: string, held: readonly string[], language: string): boolean {
  const own = fold(name, language);
  const sound = soundOf(name);
  return held.some((word) => {
    const other = fold(word, language);
    return (
      own === other ||
      soundsLike(sound, soundOf(word)) ||
      `${other}s` === own ||
      `${own}s` === other ||
      (language === "de" && isCompound(own, other))
    );
  });
}

function isCompound(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= SHARED_PART && (long.startsWith(short) || long.endsWith(short));
}
