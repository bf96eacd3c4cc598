/**
 * Replaces people's names by numbers, "P1", "P2", in what the model is sent, and puts them back into what it writes.
 *
 * Names inside messages are replaced too, and so is every `@name`. A person can choose any text as a name, so it is made
 * safe before it is put back.
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

export interface NumberedPeople {
  /** "P3": the number of somebody who wrote a message. */
  numberOf(person: number): string;
  /** Names → numbers; a "P3" that somebody wrote becomes "P_3", so that nobody can pretend to be another. */
  hideNames(text: string): string;
  /** Numbers → names; a number that nobody has stays. */
  restoreNames(text: string): string;
}

const ACCOUNT = /(?<![\p{L}\p{N}_.])[@＠](?<account>[\p{L}\p{N}_]{2,32})/gu;

const LANGUAGES = ["de", "en"];

/** "max 25 people" */
const MEASURE = /^max$/iu;

/** A shorter name counts only with its capital as it was written, for it is a part of other words as well. */
const NAME_LENGTH = 3;

export function numberPeople(messages: readonly TalkMessage[]): NumberedPeople {
  /** The latest name counts. */
  const latest = new Map(messages.map(({ person, name }) => [person, name]));
  const names = new Map([...latest].map(([person, name]) => [person, toSafeName(name)]));
  const numbers = new Map([...names.keys()].map((person, i) => [person, `P${i + 1}`]));
  const shown = new Map<string, string>();
  for (const [person, name] of withDistinctNames(names)) {
    const number = numbers.get(person) ?? "";
    shown.set(number, name === "" ? number : name);
  }
  const knownNames = knownNamesOf(names, numbers);
  const patterns = patternsOf([...knownNames.values()].map(({ written }) => written));

  /** The number of somebody who wrote nothing in this talk, known by name only. */
  function numberCalled(name: string): string {
    const key = fold(name, "de");
    const call = knownNames.get(key) ?? { number: null, isWord: false, written: name };
    if (call.number !== null) return call.number;
    const number = `P${shown.size + 1}`;
    shown.set(number, toSafeName(name) || number);
    knownNames.set(key, { ...call, number });
    return number;
  }

  return {
    numberOf: (person) => numbers.get(person) ?? "",
    hideNames(text) {
      let hidden = markPretended(text);
      for (const word of wordsOf(text))
        hidden = replaceAll(hidden, patterns.get(word), (name) => {
          const call = knownNames.get(fold(name, "de"));
          const isMeant = call !== undefined && (!call.isWord || call.written === name);
          return isMeant ? numberCalled(name) : null;
        });
      return hidden.replace(ACCOUNT, (_, account: string) => numberCalled(account));
    },
    restoreNames: (text) =>
      unmarkPretended(
        text.replace(
          PERSON_NUMBER,
          (_, number: string, ending = "") => `${shown.get(number) ?? number}${ending}`,
        ),
      ),
  };
}

/** A name by which a text may mention a person. */
interface KnownName {
  /** Null where several people have the name: then it gets a number of its own. */
  readonly number: string | null;
  /** Whether it is a common word as well, and counts as a name only with its capital. */
  readonly isWord: boolean;
  readonly written: string;
}

/** By the folded name. */
function knownNamesOf(
  names: ReadonlyMap<number, string>,
  numbers: ReadonlyMap<number, string>,
): Map<string, KnownName> {
  const calls = new Map<string, KnownName>();
  for (const [person, name] of names)
    for (const written of new Set(partsOf(name))) {
      const key = fold(written, "de");
      const number = calls.has(key) ? null : (numbers.get(person) ?? null);
      calls.set(key, { number, isWord: written.length < NAME_LENGTH || isWord(written), written });
    }
  return calls;
}

/** The names a person may go by: "Regina Sopran" or "Regina"; "Ivy's mum Priya" or "Priya". */
function partsOf(name: string): string[] {
  const words = name.match(/\p{L}[\p{L}\p{M}-]*/gu) ?? [];
  const parts = words.filter((word, i) => i === 0 || isGiven(word)).filter(isName);
  return words.length > 1 && words.every((word) => word.length >= NAME_LENGTH)
    ? [name, ...parts]
    : parts;
}

/** Whether the word may be replaced as a name: not "Freitag" or "ich", whoever takes it as a name. */
function isName(word: string): boolean {
  const isFunctionWord = LANGUAGES.some((language) => !contentWordTest(language)(word));
  if (word.length < 2 || isFunctionWord || isShortDay(word)) return false;
  if (LANGUAGES.some((language) => isDateName(word, language))) return false;
  return isGiven(word) || !isWord(word);
}

/** A given name, such as "Anna"; they are one list for all languages. */
function isGiven(word: string): boolean {
  return nameWords("de").isGiven(word);
}

function isWord(word: string): boolean {
  return MEASURE.test(word) || LANGUAGES.some((language) => commonWordTest(language)(word));
}

/** By first word, folded, so that a text is searched only for names whose first word it holds. */
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

/** Where `replace` returns null, what was found stays. */
function replaceAll(
  text: string,
  pattern: RegExp | undefined,
  replace: (name: string) => string | null,
): string {
  if (pattern === undefined) return text;
  return text.replace(pattern, (found: string, name: string) => replace(name) ?? found);
}

/** Folded; words in "s" also without it, for it may be a genitive. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = (text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).map((word) => fold(word, "de"));
  return new Set(words.flatMap((word) => (word.endsWith("s") ? [word, word.slice(0, -1)] : word)));
}

/** Two people called Anna are "Anna 1" and "Anna 2". */
function withDistinctNames(names: ReadonlyMap<number, string>): Map<number, string> {
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
