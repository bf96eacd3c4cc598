/**
 * Tells nouns from names among capitalised words, by word lists, by their form and by the words around them.
 */
import { DETERMINER } from "../../speech/mentions.ts";
import { isDateName } from "../../text/numbers/calendar.ts";
import { commonWordTest } from "../../text/lists/common-words.ts";
import { readNumeral } from "../../text/numbers/numerals.ts";
import type { RunWord } from "./capital-words.ts";
import { standsIn, type NamedSentence } from "./grounds.ts";

/** `next` is the capitalised word that goes on with it. */
export function isNoun(word: RunWord, sentence: NamedSentence, next?: RunWord): boolean {
  const { language, kinds } = sentence;
  if (language === "de" && (isPlace(word) || isNamed(word.text, sentence))) return false;
  if (kinds.isCommon(word.text)) return true;
  if (/^\p{Lu}{2,}s?$/u.test(word.text)) return false;
  if (language === "de") return isGermanNoun(word, sentence);
  return language === "en" && isEnglishNoun(word, sentence, next);
}

/** "Supreme Leader", and what opens a sentence in the plural. */
function isEnglishNoun(word: RunWord, { kinds }: NamedSentence, next?: RunWord): boolean {
  return (
    (next !== undefined && kinds.isOffice(next.text) && commonWordTest("en")(next.text)) ||
    (word.opens && word.text.endsWith("s"))
  );
}

function isGermanNoun(word: RunWord, sentence: NamedSentence): boolean {
  const { text, before, isCounted, opens } = word;
  return (
    isCounted ||
    readNumeral(before.toLowerCase(), "de") !== null ||
    DETERMINER.test(before) ||
    isInflected(before) ||
    PARTICIPLE.test(text) ||
    (opens && (ADVERB.test(text) || isHeading(word, sentence))) ||
    standsIn(sentence.grounds, ({ words }) =>
      words.some((own) => isCompound(text.toLowerCase(), own)),
    )
  );
}

/** "Adventsbasar am Sonntag": a compound with a common word, of which only the time is told, is no person. */
function isHeading({ text, behind }: RunWord, { kinds, language }: NamedSentence): boolean {
  const [, next = ""] = /^\s+([\p{L}\d]+)/u.exec(behind) ?? [];
  if (!OF_TIME.test(next) && !isDateName(next, language)) return false;
  if (PLACE_ENDING.test(text)) return false;
  const isKnown = (part: string) =>
    part.length >= HEADING_PART && (commonWordTest(language)(part) || kinds.endsName(part));
  return Array.from(text).some((_, at) => {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    return (
      (tail.length > 2 && (isKnown(head) || isKnown(head.replace(/[ns]$/u, "")))) ||
      (head.length > 2 && isKnown(tail))
    );
  });
}

/** Shorter words are in too many names; in letters. */
const HEADING_PART = 4;

const OF_TIME = /^(?:ab|am|bis|seit|um|\d+)$/u;

/** "in Freiburg" */
function isPlace({ before, text }: RunWord): boolean {
  return PLACE_PREPOSITION.test(before) && PLACE_ENDING.test(text);
}

/** "Fraunhofer-Institut": a noun with a name before it. */
function isNamed(word: string, { kinds, grounds }: NamedSentence): boolean {
  const parts = word.split("-").slice(0, -1);
  return parts.some(
    (part) =>
      NAME_PART.test(part) &&
      !kinds.isCommon(part) &&
      !standsIn(grounds, ({ words }) => words.some((own) => isCompound(part.toLowerCase(), own))),
  );
}

/** "Vize", "Ex" and what has three letters are no names. */
const NAME_PART = /^(?!Vize|Online|Mini|Anti|Super|Foto|Video)\p{Lu}\p{Ll}{3,}$/u;

/** "neue", "gemeinsamen", "24", "drei": what stands behind is a noun. */
function isInflected(word: string): boolean {
  return (
    /^\p{Ll}{2,}(?:e|e[mnrs])$/u.test(word) &&
    !/^(?:sagten?|erklärten?|wollen|haben|sollen|neben|gegen|wegen|zwischen|unter|über|hinter|ohne|seine|bitten|.{2,}(?:ierten?|igten?|chten?|rten?|lten?|nten?))$/u.test(
      word,
    )
  );
}

/** "Folgendes", "Studierende". */
const PARTICIPLE = /\p{L}{2}ende[mnrs]?$/u;

/** Behind one of these, without an article, stands a place. */
const PLACE_PREPOSITION = /^(?:in|aus|nach|bei|von|bis|um|near|from)$/iu;

const PLACE_ENDING =
  /\p{L}{2}(?:burg|berg|stadt|stedt|dorf|heim|hausen|ingen|furt|feld|felde|bach|brück|brücken|haven|hafen|hagen|kirchen|walde?|au|ow|itz|münde|grad|pol|stan|land|ville|town|ton)$/u;

const ADVERB =
  /(?:lich|weise|falls|mals|dem|nach|her|hin|bei|mit|gegen|über|für|aus|auf|wärts|tens|iert|igt|llt|tzt|cht|end|haft|bar|sam|los)$/u;

/** Letters that two words must share to be of one compound. */
const SHARED_PART = 5;

/** "Waffenlieferungen" beside "Lieferung", "Sanktionspolitik" beside "Sanktionen". */
function isCompound(word: string, own: string): boolean {
  if (own.length < SHARED_PART || word.length < SHARED_PART + 3) return false;
  const stem = own.slice(0, Math.max(SHARED_PART, own.length - 2));
  return word.includes(stem);
}
