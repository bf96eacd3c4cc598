/**
 * Who is P1, P2 and so on: people go to the provider as numbers, and get their names back in what it writes.
 *
 * What people write stays as it is, but where it calls one of them by name, or anybody by an `@name`, a number stands
 * there as well. A name is anybody's text, so what comes back is made safe.
 */
import { nameWords } from "../speech/name-words.ts";
import { isDateName } from "../text/numbers/calendar.ts";
import { commonWordTest } from "../text/lists/common-words.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { fold } from "../text/fold.ts";
import { toSafeName } from "./safe-text.ts";
import type { TalkMessage } from "./summary.ts";
import { markPretended, PERSON_NUMBER, unmarkPretended } from "../grounding/person-numbers.ts";
import { isShortDay } from "../grounding/talk-dates.ts";

export interface People {
  /** "P3" for who wrote one of the messages. */
  numberOf(person: number): string;
  /** With numbers for names; what looks like a number already is marked ("P_3"), so that nobody can pretend to be one. */
  hide(text: string): string;
  /** The other way round; a number that nobody has stays one. */
  restore(text: string): string;
}

const ACCOUNT = /(?<![\p{L}\p{N}_.])[@＠](?<account>[\p{L}\p{N}_]{2,32})/gu;

/** Shorter ones are in too many other texts, so that their capital decides. */
const NAME_LENGTH = 3;

export function numberPeople(messages: readonly TalkMessage[]): People {
  /** The latest name counts. */
  const latest = new Map(messages.map(({ person, name }) => [person, name]));
  const names = new Map([...latest].map(([person, name]) => [person, toSafeName(name)]));
  const numbers = new Map([...names.keys()].map((person, i) => [person, `P${i + 1}`]));
  const shown = new Map<string, string>();
  for (const [person, name] of toldApart(names)) {
    const number = numbers.get(person) ?? "";
    shown.set(number, name === "" ? number : name);
  }
  const calls = callsOf(names, numbers);
  const patterns = patternsOf([...calls.values()].map(({ written }) => written));

  /** For somebody of whom no more is known than how they are called. */
  function numberCalled(name: string): string {
    const key = fold(name, "de");
    const call = calls.get(key) ?? { number: null, isWord: false, written: name };
    if (call.number !== null) return call.number;
    const number = `P${shown.size + 1}`;
    shown.set(number, toSafeName(name) || number);
    calls.set(key, { ...call, number });
    return number;
  }

  return {
    numberOf: (person) => numbers.get(person) ?? "",
    hide(text) {
      let hidden = markPretended(text);
      for (const word of wordsOf(text))
        hidden = replaceAll(hidden, patterns.get(word), (name) => {
          const call = calls.get(fold(name, "de"));
          const isMeant = call !== undefined && (!call.isWord || call.written === name);
          return isMeant ? numberCalled(name) : null;
        });
      return hidden.replace(ACCOUNT, (_, account: string) => numberCalled(account));
    },
    restore: (text) =>
      unmarkPretended(
        text.replace(
          PERSON_NUMBER,
          (_, number: string, ending = "") => `${shown.get(number) ?? number}${ending}`,
        ),
      ),
  };
}

/** How a person may be called in a text. */
interface Call {
  /** Null: it is more than one person's name, and gets a number of its own. */
  readonly number: string | null;
  /** It is a common word as well, so that its capital decides. */
  readonly isWord: boolean;
  readonly written: string;
}

/** By the folded name. */
function callsOf(
  names: ReadonlyMap<number, string>,
  numbers: ReadonlyMap<number, string>,
): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const [person, name] of names)
    for (const written of new Set(partsOf(name))) {
      const key = fold(written, "de");
      const number = calls.has(key) ? null : (numbers.get(person) ?? null);
      calls.set(key, { number, isWord: written.length < NAME_LENGTH || isWord(written), written });
    }
  return calls;
}

/** "Regina Sopran" is called so, or "Regina"; "Ivy's mum Priya" also "Priya". */
function partsOf(name: string): string[] {
  const words = name.match(/\p{L}[\p{L}\p{M}-]*/gu) ?? [];
  const { isGiven } = knowledge();
  const parts = words.filter((word, i) => i === 0 || isGiven(word)).filter(isName);
  return words.length > 1 && words.every((word) => word.length >= NAME_LENGTH)
    ? [name, ...parts]
    : parts;
}

/** Who calls himself "Freitag" or "ich" does not get every Friday. */
function isName(word: string): boolean {
  const { isGiven, isFunctionWord } = knowledge();
  if (word.length < 2 || isFunctionWord(word) || isShortDay(word)) return false;
  if (isDateName(word, "de") || isDateName(word, "en")) return false;
  return isGiven(word) || !isWord(word);
}

function isWord(word: string): boolean {
  return MEASURE.test(word) || knowledge().isCommon.some((test) => test(word));
}

/** "max 25 people" */
const MEASURE = /^max$/iu;

interface Knowledge {
  readonly isGiven: (word: string) => boolean;
  readonly isFunctionWord: (word: string) => boolean;
  readonly isCommon: readonly ((word: string) => boolean)[];
}

let known: Knowledge | null = null;

/** Of German and English; read when first wanted. */
function knowledge(): Knowledge {
  if (known !== null) return known;
  const words = ["de", "en"].map((language) => ({
    isContent: contentWordTest(language),
    isGiven: nameWords(language).isGiven,
    isCommon: commonWordTest(language),
  }));
  known = {
    isGiven: (word) => words.some(({ isGiven }) => isGiven(word)),
    isFunctionWord: (word) => words.some(({ isContent }) => !isContent(word)),
    isCommon: words.map(({ isCommon }) => isCommon),
  };
  return known;
}

/** By the names' first words, folded: so a text is searched only for names that it may hold. */
function patternsOf(names: readonly string[]): ReadonlyMap<string, RegExp> {
  const byFirst = Map.groupBy(names, (name) => wordsOf(name).values().next().value ?? "");
  return new Map([...byFirst].map(([first, group]) => [first, patternOf(group)]));
}

/** "Anna" in "Annas Auto", but not in "Anna-Lena". */
function patternOf(names: readonly string[]): RegExp {
  const sources = names.toSorted((a, b) => b.length - a.length).map((name) => RegExp.escape(name));
  return new RegExp(
    `(?<![\\p{L}\\p{N}_-])[@＠]?(${sources.join("|")})(?=(?:s|['’]s?)?(?![\\p{L}\\p{N}_]|-\\p{L}))`,
    "giu",
  );
}

/** Null leaves what is found as it is. */
function replaceAll(
  text: string,
  pattern: RegExp | undefined,
  replace: (name: string) => string | null,
): string {
  if (pattern === undefined) return text;
  return text.replace(pattern, (found: string, name: string) => replace(name) ?? found);
}

/** Folded, and without an ending that may be a genitive's. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = (text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).map((word) => fold(word, "de"));
  return new Set(words.flatMap((word) => (word.endsWith("s") ? [word, word.slice(0, -1)] : word)));
}

/** "Anna 1", "Anna 2". */
function toldApart(names: ReadonlyMap<number, string>): Map<number, string> {
  const taken = new Set([...names.values()].map((name) => fold(name, "de")));
  const shared = new Map<string, number>();
  for (const name of names.values()) {
    const key = fold(name, "de");
    shared.set(key, (shared.get(key) ?? 0) + 1);
  }
  const apart = new Map<number, string>();
  for (const [person, name] of names) {
    let own = name;
    if (name !== "" && (shared.get(fold(name, "de")) ?? 0) > 1)
      for (let count = 1; taken.has(fold(own, "de")); count += 1) own = `${name} ${count}`;
    taken.add(fold(own, "de"));
    apart.set(person, own);
  }
  return apart;
}
