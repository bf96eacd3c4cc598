/**
 * Number words of German and English, one at a time: "elftausend", "twenty", "Dutzende", "zweiten", "fünfstündig".
 */
import { byLanguage } from "../lists/by-language.ts";
import { contentWordTest } from "../lists/content-words.ts";
import { memo } from "../memo.ts";

/** What one word adds to a number. */
export type Numeral =
  /** A value; `unit` is the rest of the word: "jährig". */
  | { readonly kind: "value"; readonly value: number; readonly unit: string }
  /** It multiplies what stands before it: "thousand", "Dutzend". */
  | { readonly kind: "scale"; readonly value: number }
  /** It says only about how many. */
  | { readonly kind: "vague"; readonly about: string };

/** The place of a word is its value. */
const GERMAN =
  "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split(
    " ",
  );
const ENGLISH =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const ENGLISH_ORDINALS =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(
    " ",
  );
/** From ten on, by tens; the first has no use. */
const GERMAN_TENS = "- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(
  " ",
);
const ENGLISH_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const SCALES: Readonly<Record<"de" | "en", ReadonlyMap<string, number>>> = {
  de: new Map([
    ["dutzend", 12],
    ["tsd", 1e3],
    ["million", 1e6],
    ["millionen", 1e6],
    ["mio", 1e6],
    ["milliarde", 1e9],
    ["milliarden", 1e9],
    ["mrd", 1e9],
    ["billion", 1e12],
    ["billionen", 1e12],
  ]),
  en: new Map([
    ["dozen", 12],
    ["hundred", 100],
    ["thousand", 1e3],
    ["k", 1e3],
    ["million", 1e6],
    ["m", 1e6],
    ["mn", 1e6],
    ["billion", 1e9],
    ["bn", 1e9],
    ["trillion", 1e12],
  ]),
};

const VAGUE: ReadonlyMap<string, string> = new Map([
  ["dutzende", "dozens"],
  ["dutzenden", "dozens"],
  ["dutzender", "dozens"],
  ["dozens", "dozens"],
  ["hunderte", "hundreds"],
  ["hunderten", "hundreds"],
  ["hunderter", "hundreds"],
  ["hundreds", "hundreds"],
  ["tausende", "thousands"],
  ["tausenden", "thousands"],
  ["tausender", "thousands"],
  ["zehntausende", "thousands"],
  ["zehntausenden", "thousands"],
  ["hunderttausende", "thousands"],
  ["hunderttausenden", "thousands"],
  ["thousands", "thousands"],
  ["millions", "millions"],
  ["billions", "billions"],
  ["jahrzehnt", "decades"],
  ["jahrzehnte", "decades"],
  ["jahrzehnten", "decades"],
  ["decade", "decades"],
  ["decades", "decades"],
]);

const HALF = /^(?:half|halbe?[mnrs]?|hälfte)$/;
const GERMAN_FRACTION = /^(?<part>dritt|viert|fünft|sechst|acht|zehnt)el[sn]?$/;
/** "zweijährig", "fünfstündigen", "dreimal". */
const GERMAN_SUFFIX =
  /^(?<number>\p{L}{3,}?)(?<unit>(?:jährig|tägig|stündig|minütig|monatig|wöchig|köpfig|fach|malig|stellig|seitig|stöckig|teilig|prozentig)(?:e[mnrs]?)?|mal)$/u;
const IRREGULAR_ORDINALS: ReadonlyMap<string, number> = new Map([
  ["erst", 1],
  ["dritt", 3],
  ["siebt", 7],
  ["acht", 8],
]);

/** `word` in lower case, hyphens apart; null where it is no number, and for "one" and "ein". */
export function readNumeral(word: string, language: string): Numeral | null {
  return numeralsOf(language)(word);
}

const numeralsOf = byLanguage((language) =>
  memo((word: string) => readAnew(word, language), { most: 20_000 }),
);

function readAnew(word: string, language: string): Numeral | null {
  const about = VAGUE.get(word);
  if (about !== undefined) return { kind: "vague", about };
  if (HALF.test(word)) return value(0.5);
  const scale = SCALES[language === "de" ? "de" : "en"].get(word);
  if (scale !== undefined) return { kind: "scale", value: scale };
  if (language === "de") return readGerman(word);
  // English may be taken for another language, but Polish "ten" is no number.
  return language === "en" || contentWordTest(language)(word) ? readEnglish(word) : null;
}

function value(number: number | null, unit = ""): Numeral | null {
  return number === null ? null : { kind: "value", value: number, unit };
}

function readEnglish(word: string): Numeral | null {
  if (word === "one" || word === "first") return null;
  if (/^(?!second).*(?:rd|th)s$/.test(word)) return readEnglish(word.slice(0, -1));
  if (word === "twice") return value(2);
  const ordinal = word.endsWith("ieth") ? `${word.slice(0, -4)}y` : word.replace(/(?<=d)th$/, "");
  return (
    value(placeOf(ENGLISH, word) ?? placeOf(ENGLISH_ORDINALS, word) ?? tens(ENGLISH_TENS, word)) ??
    value(tens(ENGLISH_TENS, ordinal))
  );
}

function readGerman(word: string): Numeral | null {
  if (word === "achten" || word === "ein") return null;
  if (word === "doppelt" || word === "zweit") return value(2);
  return value(germanCardinal(word)) ?? value(germanOrdinal(word)) ?? measured(word);
}

/** "zweiten", "vierundzwanzigste", "Drittel" */
function germanOrdinal(word: string): number | null {
  const part = GERMAN_FRACTION.exec(word)?.groups?.["part"];
  const stem = /^(?<stem>\p{L}+t)e[mnrs]?$/u.exec(word)?.groups?.["stem"];
  return ordinalOf(part ?? stem ?? "");
}

function measured(word: string): Numeral | null {
  const { number, unit } = GERMAN_SUFFIX.exec(word)?.groups ?? {};
  return number === undefined ? null : value(germanCardinal(number), unit);
}

/** "zweit", "zwanzigst" */
function ordinalOf(stem: string): number | null {
  return (
    IRREGULAR_ORDINALS.get(stem) ??
    (/s?t$/.test(stem)
      ? (germanCardinal(stem.replace(/st$/, "")) ?? germanCardinal(stem.replace(/t$/, "")))
      : null)
  );
}

/** "zweihundertfünfzigtausend"; "ein" counts only within a longer one. */
function germanCardinal(word: string): number | null {
  if (word === "ein") return null;
  const spelled = word
    .replaceAll("dreissig", "dreißig")
    .replaceAll("zwo", "zwei")
    .replace("zweilf", "zwölf");
  return multiplied(spelled, "tausend", 1000, (rest) =>
    multiplied(rest, "hundert", 100, belowHundred),
  );
}

/** The number before `word` times `scale`, and the number behind it. */
function multiplied(
  text: string,
  word: string,
  scale: number,
  read: (text: string) => number | null,
): number | null {
  const at = text.indexOf(word);
  if (at < 0) return read(text);
  const before = text.slice(0, at);
  const behind = text.slice(at + word.length).replace(/^und/, "");
  const times = before === "" ? 1 : read(before);
  const rest = behind === "" ? 0 : read(behind);
  return times === null || rest === null ? null : times * scale + rest;
}

function belowHundred(word: string): number | null {
  if (word === "ein") return 1;
  const joined = /^(?<ones>\p{L}+)und(?<tens>\p{L}+)$/u.exec(word)?.groups;
  if (joined !== undefined) {
    const ten = tens(GERMAN_TENS, joined["tens"] ?? "");
    const one = belowHundred(joined["ones"] ?? "");
    return ten === null || one === null || one > 9 ? null : ten + one;
  }
  return placeOf(GERMAN, word) ?? tens(GERMAN_TENS, word);
}

function placeOf(words: readonly string[], word: string): number | null {
  const at = words.indexOf(word);
  return at < 0 ? null : at;
}

function tens(words: readonly string[], word: string): number | null {
  const at = words.indexOf(word);
  return at < 2 ? null : at * 10;
}
