/**
 * The sound of a name, the same for all its transcriptions: "Selenskyj", "Zelensky" and "Зеленский".
 */
import anyAscii from "any-ascii";
import { distance } from "fastest-levenshtein";

import { memo } from "./memo.ts";

/** In this order. */
const RULES: readonly (readonly [spelling: RegExp, sound: string])[] = [
  [/[^a-z]/g, ""],
  [/tsch|tch/g, "\u010D"],
  [/sch|sh/g, "s"],
  [/ch|kh/g, "\u010D"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/w/g, "v"],
  [/[jy]/g, "i"],
  [/ts|tz|z/g, "s"],
  [/c(?=[ei])/g, "s"],
  [/c|q/g, "k"],
  [/x/g, "ks"],
  [/(.)\1+/g, "$1"],
];

/** Empty for what has no letters that can be transcribed. */
export const soundOf = memo(
  (word: string) =>
    RULES.reduce(
      (sound, [spelling, letter]) => sound.replace(spelling, letter),
      anyAscii(word).toLowerCase(),
    ),
  { most: 50_000 },
);

/** Below it one letter makes another name: "Iran", "Irak"; in sounds. */
const TYPO_LENGTH = 6;
/** Of a word, for its inflected and derived forms: "Korean", "koreanische". */
const STEM_LENGTH = 5;
/** Of the longer one: "Eurasia", "Eurasien". */
const SHARED = 0.7;

/** Whether two sounds may be one name or word, inflected or transcribed otherwise. */
export function soundsLike(a: string, b: string): boolean {
  return a === b || isNear(a, b) || (FRENCH_U.test(a + b) && isNear(plainU(a), plainU(b)));
}

/** "Poutine" */
const FRENCH_U = /ou/;

function plainU(sound: string): string {
  return sound.replaceAll("ou", "u");
}

function isNear(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < STEM_LENGTH - 1 || short[0] !== long[0]) return false;
  return isDerived(short, long) || isTypo(short, long);
}

function isDerived(short: string, long: string): boolean {
  const shared = sharedStart(short, long);
  if (shared === short.length && shared >= STEM_LENGTH) return true;
  const isMost = shared >= STEM_LENGTH - 1 && shared >= SHARED * long.length;
  return (
    isMost && long.length - shared < 3 && (short.length > STEM_LENGTH || shared === short.length)
  );
}

function isTypo(short: string, long: string): boolean {
  return short.length >= TYPO_LENGTH && long.length - short.length < 2 && distance(short, long) < 2;
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
