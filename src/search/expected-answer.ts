/**
 * The expected answer of a question: a time, a sum of money, a number, a reason, a name, …; and how far a sentence holds one.
 *
 * `words/questions.txt` has how each kind is asked for, `words/answers.txt` the words that are one; numbers, days and units
 * are read by `text/numbers/values.ts`.
 */
import { commonWordTest } from "../text/lists/common-words.ts";
import type { IsContentWord } from "../text/lists/content-words.ts";
import { wordPatternsIn } from "../text/lists/word-patterns.ts";
import { fold } from "../text/fold.ts";
import { unitNamed } from "../text/numbers/units.ts";
import { readValues, type Values } from "../text/numbers/values.ts";
import { quotedIn } from "../text/quoted-words.ts";
import { splitWords } from "../text/words.ts";

const KINDS = [
  "phone",
  "clock",
  "time",
  "frequency",
  "age",
  "share",
  "money",
  "duration",
  "extent",
  "length",
  "measure",
  "number",
  "reason",
  "content",
  "name",
  "person",
] as const;

/** "extent": a duration or a length; "measure": any number with a unit, as "how big" asks for. */
export type ExpectedAnswer = (typeof KINDS)[number];

const asksFor = wordPatternsIn(new URL("words/questions.txt", import.meta.url));
const isA = wordPatternsIn(new URL("words/answers.txt", import.meta.url));

/** What the coverage of a sentence without the expected answer is multiplied by; contents and people are often told in other words. */
const FACTOR_WITHOUT: Readonly<Partial<Record<ExpectedAnswer, number>>> = {
  content: 0.8,
  person: 0.9,
  name: 0.8,
};
const OTHER_FACTOR_WITHOUT = 0.55;

/** Of these kinds something that a sentence holds may be told in other words: it can answer without. */
const MAY_BE_MISSING: ReadonlySet<ExpectedAnswer> = new Set(["reason", "content"]);

/** Which kind a question about a unit asks for: "wie viele Kilometer". */
const KIND_OF_UNIT: Readonly<Record<string, ExpectedAnswer>> = {
  time: "duration",
  money: "money",
  share: "share",
  length: "length",
};

const QUESTION_WORDS =
  /(?<!\p{L})(?:(?:wie|how) (?<how>lange?|long|oft|often|häufig|alt|old|teuer|expensive|weit|far)|(?:wie ?viel|how much) (?<much>geld|money)|(?:wie|als was) (?<als>nenn(?:t|en)|nannten?|bezeichne(?:t|n|te)|beschreib(?:t|en))|what (?:do|does|did) .*(?<call>call))(?!\p{L})/iu;

/** Leaves out "lange" of "wie lange" and "nennt" of "wie nennt": they say what kind of answer is expected, and answers rarely hold them. */
export function withoutQuestionWords(
  isContentWord: IsContentWord,
  question: string,
): IsContentWord {
  const { how, much, als, call } = QUESTION_WORDS.exec(question)?.groups ?? {};
  const questionWord = how ?? much ?? als ?? call;
  return questionWord === undefined
    ? isContentWord
    : (word) => word !== questionWord && isContentWord(word);
}

const COUNTED = /(?<!\p{L})(?:wie ?viele?|how (?:many|much))\s+(\p{L}+)/iu;

/** Null for a question that expects any other kind of answer. */
export function expectedAnswerOf(question: string): ExpectedAnswer | null {
  const kind = KINDS.find((one) => asksFor(one).isIn(question)) ?? null;
  if (kind !== "number") return kind;
  const unit = unitNamed(COUNTED.exec(question)?.[1]?.toLowerCase() ?? "");
  return unit === null ? "number" : (KIND_OF_UNIT[unit.kind] ?? "measure");
}

/** "Putin" → "Wladimir Putin": the full name that a word is part of; null for any other word. */
export type NameOf = (word: string) => string | null;

/** What a sentence holds that may be asked for. */
export interface Holdings {
  readonly text: string;
  readonly values: Values;
  /** Its names, folded; other words with a capital that no list knows, and words in quotation marks. */
  readonly people: readonly string[];
  readonly names: readonly string[];
}

/** `language` is the text's (ISO 639-1). */
export function holdingsOf(text: string, language: string, nameOf: NameOf): Holdings {
  const words = splitWords(text, language);
  const isCommon = commonWordTest(language);
  const people = words.filter((word) => nameOf(word) !== null);
  // Every sentence's first word has a capital.
  const names = words.slice(1).filter((word) => /^\p{Lu}/u.test(word) && !isCommon(word));
  const quoted = quotedIn(text).flatMap((one) => (one.words.length < 40 ? one.words : []));
  const folded = (list: readonly string[]) => list.map((word) => fold(word, language));
  return {
    text,
    values: readValues(text.replace(PHONE, " "), language),
    people: folded(people),
    names: folded([...names, ...quoted]),
  };
}

/** A number that is only about right, or may be one of something else. Set on test/quality, where 0.3 gives the same, 2026-11. */
const INEXACT = 0.5;
/** What is hardly one: "a", and years of which nobody says that they are somebody's age. */
const LITTLE = 0.25;

/** A telephone number is the only run of so many digits with gaps. */
const PHONE = /(?<![\p{L}\d])(?:\+\d|0)\d[\d /().-]{3,}\d|(?<!\d)\d{3}[- ]\d{4}(?!\d)/u;
/** "Olm, 34, fürchtet …" */
const AGE_BETWEEN_COMMAS = /, \(?\d{1,3}\)?(?=[,.])|\(\d{1,2}\)/u;
const CENTURY = /hundert|centur/iu;
const ONE = /(?<!\p{L})(?:eine?[mnrs]?|one|an?)(?!\p{L})/iu;

type Degree = (held: Holdings, asked: ReadonlySet<string>) => number;

/** How far a text holds each kind, 0 to 1. */
const DEGREES: Readonly<Record<ExpectedAnswer, Degree>> = {
  phone: ({ text }) => Number(PHONE.test(text)),
  clock: (held) => Number(held.values.times.length > 0 || lists("clock", held)),
  time: (held) =>
    Number(
      isDated(held) ||
        held.values.dates.length + held.values.times.length > 0 ||
        lists("time", held),
    ),
  frequency: (held) => Number(lists("frequency", held)),
  age: (held) => {
    if (lists("age", held) || AGE_BETWEEN_COMMAS.test(held.text)) return 1;
    const isTold = isDated(held) || measures(held, "time", "count") || CENTURY.test(held.text);
    if (lists("founding", held) && isTold) return 1;
    return measures(held, "time") ? LITTLE : 0;
  },
  share: (held) => Number(measures(held, "share") || lists("share", held)),
  money: (held) => {
    if (measures(held, "money") || lists("money", held)) return 1;
    return held.values.quantities.some(
      ({ amount, kind }) => kind === "count" && Number(amount) >= 1e6,
    )
      ? INEXACT
      : 0;
  },
  duration: (held) =>
    Number(
      measures(held, "time") || lists("duration", held) || (isDated(held) && lists("since", held)),
    ),
  extent: (held, asked) => Math.max(DEGREES.duration(held, asked), DEGREES.length(held, asked)),
  length: (held) => Number(measures(held, "length")),
  measure: (held) => {
    if (held.values.quantities.some(({ kind }) => kind !== "time" && kind !== "count")) return 1;
    return measures(held, "count") ? INEXACT : 0;
  },
  number: (held) => {
    if (held.values.quantities.some(({ kind }) => kind !== "time")) return 1;
    if (lists("vague", held)) return INEXACT;
    return ONE.test(held.text) ? LITTLE : 0;
  },
  reason: (held) => Number(lists("reason", held)),
  content: (held) => Number(lists("content", held)),
  name: ({ people, names }, asked) =>
    Number([...people, ...names].some((name) => !asked.has(name))),
  person: ({ people, names }, asked) => {
    if (people.length > 0) return 1;
    return names.some((name) => !asked.has(name)) ? INEXACT : 0;
  },
};

function lists(kind: string, { text }: Holdings): boolean {
  return isA(kind).isIn(text);
}

function measures({ values }: Holdings, ...kinds: readonly string[]): boolean {
  return values.quantities.some(({ kind }) => kinds.includes(kind));
}

function isDated({ values }: Holdings): boolean {
  return values.days.length + values.years.length > 0;
}

/** How far the sentence holds the expected answer, 0 to 1; a name that the question itself holds (`asked`, folded) is none. */
export function expectedDegree(
  expected: ExpectedAnswer,
  held: Holdings,
  asked: ReadonlySet<string>,
): number {
  return DEGREES[expected](held, asked);
}

/** Whether a text that holds so much of the expected answer can be one. */
export function isEnough(expected: ExpectedAnswer, degree: number): boolean {
  return MAY_BE_MISSING.has(expected) || degree >= INEXACT;
}

/** What a text's coverage is multiplied by: 1 where it holds the expected answer, less where it does not. */
export function expectedFactor(expected: ExpectedAnswer | null, degree: number): number {
  if (expected === null) return 1;
  const without = FACTOR_WITHOUT[expected] ?? OTHER_FACTOR_WITHOUT;
  return without + (1 - without) * degree;
}
