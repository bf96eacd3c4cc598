/**
 * The words that spans of time are named with, in German and English: each means one thing.
 */
import { distance } from "fastest-levenshtein";

import { readNumeral } from "../../text/numbers/numerals.ts";

export type Meaning =
  | {
      readonly kind:
        | "since"
        | "until"
        | "ago"
        | "this"
        | "messages"
        | "and"
        | "oclock"
        | "weekend"
        | "none";
    }
  /** `rolls`: "past week" are seven days, "last week" is a week of the calendar. */
  | { readonly kind: "last"; readonly rolls: boolean }
  | { readonly kind: "day"; readonly back: number }
  /** From 1 for Monday. */
  | { readonly kind: "weekday"; readonly day: number }
  /** In minutes of the day. */
  | { readonly kind: "part"; readonly from: number; readonly to: number }
  | { readonly kind: "clock"; readonly minutes: number }
  /** Added to an hour, in minutes. */
  | { readonly kind: "half-day"; readonly minutes: number }
  | { readonly kind: "unit"; readonly minutes: number }
  /** From 1; 0 where it is not named. */
  | { readonly kind: "date"; readonly month: number; readonly day: number; readonly year: number }
  /** `clock`: what it means as a time, in minutes; null where it cannot be one. */
  | { readonly kind: "number"; readonly value: number; readonly clock: number | null };

export type Word = Meaning & { readonly text: string };

export const HOUR = 60;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
export const MONTH = 30 * DAY;

const number = (value: number): Meaning => ({ kind: "number", value, clock: null });
const part = (from: number, to: number): Meaning => ({
  kind: "part",
  from: from * HOUR,
  to: to * HOUR,
});
const weekday = (day: number): Meaning => ({ kind: "weekday", day });
const unit = (minutes: number): Meaning => ({ kind: "unit", minutes });

const MEANINGS: readonly (readonly [Meaning, string])[] = [
  [
    { kind: "none" },
    "der die das den dem des the im in am an at on of for für um bitte please mal nur just only alles everything",
  ],
  [{ kind: "since" }, "seit seid ab von from since after nach zwischen between"],
  [{ kind: "until" }, "bis to until till - –"],
  [{ kind: "ago" }, "vor ago"],
  [{ kind: "and" }, "und and"],
  [
    { kind: "last", rolls: false },
    "letzte letzten letzter letztem letztes last vergangene vergangenen vergangener vergangenes vergangenem vorige vorigen voriger previous",
  ],
  [{ kind: "last", rolls: true }, "past"],
  [{ kind: "this" }, "diese diesen dieser diesem dieses this"],
  [{ kind: "messages" }, "nachricht nachrichten message messages msg msgs beiträge posts texte"],
  [{ kind: "oclock" }, "uhr oclock"],
  [{ kind: "half-day", minutes: 0 }, "a.m"],
  [{ kind: "half-day", minutes: 12 * HOUR }, "pm p.m"],
  [{ kind: "weekend" }, "wochenende weekend"],
  [{ kind: "day", back: 0 }, "heute heut today"],
  [{ kind: "day", back: 1 }, "gestern yesterday"],
  [{ kind: "day", back: 2 }, "vorgestern"],
  [part(6, 12), "früh frueh morgen morning"],
  [part(9, 12), "vormittag"],
  [part(12, 14), "mittag"],
  [part(12, 18), "nachmittag afternoon"],
  [part(18, 24), "abend evening"],
  [part(-2, 6), "nacht night"],
  [{ kind: "clock", minutes: 12 * HOUR }, "noon midday"],
  [{ kind: "clock", minutes: 0 }, "midnight mitternacht"],
  [weekday(1), "montag monday mo mon"],
  [weekday(2), "dienstag tuesday di tue tues"],
  [weekday(3), "mittwoch wednesday mi wed"],
  [weekday(4), "donnerstag thursday do thu thur thurs"],
  [weekday(5), "freitag friday fr fri"],
  [weekday(6), "samstag sonnabend saturday sa sat"],
  [weekday(7), "sonntag sunday so sun"],
  [unit(1), "minute minuten minutes min mins m"],
  [unit(HOUR), "stunde stunden std hour hours hr hrs h"],
  [unit(DAY), "tag tage tagen day days d t"],
  [unit(WEEK), "woche wochen week weeks w"],
  [unit(MONTH), "monat monate monaten month months"],
  [number(0.25), "viertel quarter"],
  [number(0.5), "halb halbe halben halber half"],
  [number(0.75), "dreiviertel"],
  [number(1), "ein eine einer einem einen eins a an one"],
  [number(1.5), "anderthalb eineinhalb"],
  [number(2.5), "zweieinhalb"],
];

const BY_WORD = new Map(
  MEANINGS.flatMap(([meaning, words]) => words.split(" ").map((word) => [word, meaning] as const)),
);
/** Of a shorter word, one with another letter is another word. */
const SHORTEST_MISTYPED = 5;
const COMPOUNDS: ReadonlySet<string> = new Set(["day", "weekday", "number"]);
const ENDINGS: ReadonlySet<string> = new Set(["part", "unit"]);

/** "freitagabend" is two; "gesten" is "gestern". Null for a word that means nothing here. */
export function readWord(text: string): Word[] | null {
  const ordinal = /^(\d{1,2})(?:\.|st|nd|rd|th)$/u.exec(text)?.[1];
  if (ordinal !== undefined)
    return [{ text, kind: "date", month: 0, day: Number(ordinal), year: 0 }];
  if (/^\d/u.test(text)) return [{ text, ...numberOf(text) }];
  const known = BY_WORD.get(text) ?? numeral(text);
  if (known !== null) return [{ ...known, text }];
  const parts = compound(text);
  const meant = parts === null ? mistyped(text) : null;
  return meant === null ? parts : [{ ...meant, text }];
}

/** "freitagabend", "viertelstunde" */
function compound(text: string): Word[] | null {
  for (let at = 2; at < text.length - 2; at += 1) {
    const [first, second] = [text.slice(0, at), text.slice(at)];
    const [one, other] = [BY_WORD.get(first) ?? numeral(first), BY_WORD.get(second) ?? null];
    if (one === null || other === null) continue;
    if (COMPOUNDS.has(one.kind) && ENDINGS.has(other.kind))
      return [
        { ...one, text: first },
        { ...other, text: second },
      ];
  }
  return null;
}

/** With one letter wrong, missing or too many, where that makes it one word only. */
function mistyped(text: string): Meaning | null {
  if (text.length < SHORTEST_MISTYPED) return null;
  const near = [...BY_WORD].filter(
    ([word]) => word.length >= SHORTEST_MISTYPED && distance(word, text) === 1,
  );
  const [meaning, ...others] = new Set(near.map(([, one]) => one));
  return meaning !== undefined && others.length === 0 ? meaning : null;
}

function numeral(text: string): Meaning | null {
  for (const language of ["de", "en"]) {
    const read = readNumeral(text, language);
    const isPlain = read?.kind === "scale" || (read?.kind === "value" && read.unit === "");
    if (isPlain) return { kind: "number", value: read.value, clock: clockOf(read.value, 0) };
  }
  return null;
}

/** "14", "14.30", "1,5" */
function numberOf(text: string): Meaning {
  const [, hour = "", minute = "0"] = /^(\d{1,2})(?:[.:](\d\d))?$/u.exec(text) ?? [];
  const clock = hour === "" ? null : clockOf(Number(hour), Number(minute));
  if (text.includes(":"))
    return clock === null ? { kind: "none" } : { kind: "clock", minutes: clock };
  return { kind: "number", value: Number(text.replace(",", ".")), clock };
}

function clockOf(hour: number, minute: number): number | null {
  return Number.isInteger(hour) && hour <= 24 && minute < 60 ? hour * HOUR + minute : null;
}
