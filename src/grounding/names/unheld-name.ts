/**
 * Which name in a sentence that a model wrote no text holds: a person, a place, an institution, in any transcription or translation.
 *
 * German writes every noun with a capital, so there a name is what nothing explains as a noun.
 */
import { entitiesIn } from "../../text/lists/entities.ts";
import { runsIn, type RunWord } from "./capital-words.ts";
import { isIrregularForm, knownWords } from "./known-words.ts";
import {
  type Holders,
  isGiven,
  isHeld,
  isOtherwiseCapital,
  knowledgeOf,
  type Reading,
} from "./name-reading.ts";
import { isNoun } from "./nouns.ts";
import { holdsLoosely, holdsPair, holdsSpelling, holdsWord, type HeldWords } from "./held-words.ts";

/** `language` is the sentence's (ISO 639-1); null where all names are held. */
export function unheldName(text: string, language: string, holders: Holders): string | null {
  const entities = entitiesIn(text, language);
  const missing = entities.find(({ id }) => !isEntityHeld(holders, id));
  if (missing !== undefined) return text.slice(missing.from, missing.to);
  let rest = text;
  for (const { from, to } of entities)
    rest = rest.slice(0, from) + ",".repeat(to - from) + rest.slice(to);
  const reading: Reading = { text: rest, language, holders, ...knowledgeOf(language) };
  for (const run of runsIn(rest)) {
    const name = unheldIn(run, reading);
    if (name !== null) return name;
  }
  return null;
}

/** A capital stands for its country, too, where the article speaks of both. */
function isEntityHeld(holders: Holders, id: string): boolean {
  const hasIt = ({ entities }: HeldWords) => entities.has(id);
  if (isHeld(holders, hasIt)) return true;
  const country = id.split("/")[1];
  return (
    country !== undefined &&
    holders.all.some(hasIt) &&
    isHeld(holders, ({ entities }) => entities.has(country))
  );
}

function unheldIn(run: readonly RunWord[], reading: Reading): string | null {
  const bare = run[0]?.opens === true && !mayOpenAsName(run, reading) ? run.slice(1) : run;
  const names = bare.filter((_, i) => isName(bare, i, reading));
  const missing = names.filter(({ text }) => !isNameHeld(text, reading));
  // Of other languages no dictionary is known, and a name that is partly spelled otherwise is one.
  if (!isRead(reading.language))
    return missing.length < names.length ? null : (missing[0]?.text ?? null);
  if (missing[0] !== undefined) return missing[0].text;
  const torn = names.find((word, i) => i > 0 && isTorn(names[i - 1], word, reading));
  return torn?.text ?? (names.length < bare.length ? unheldTitle(bare, reading) : null);
}

function isNameHeld(name: string, { language, holders }: Reading): boolean {
  return isHeld(holders, (held) =>
    isRead(language) ? holdsWord(held, name, language) : holdsLoosely(held, name),
  );
}

function isName(run: readonly RunWord[], at: number, reading: Reading): boolean {
  const [before, word, next] = [run[at - 1], run[at], run[at + 1]];
  if (word === undefined) return false;
  if (isGiven(word.text, reading) || !isNoun(word, reading, next)) return true;
  // "Heinrich Schliemann", though "-mann" makes a noun.
  const isLast = next === undefined && before !== undefined && !before.text.endsWith("s");
  return isLast && !knownWords(reading.language)(word.text) && isName(run, at - 1, reading);
}

function isRead(language: string): boolean {
  return language === "de" || language === "en";
}

/** "Red Cross": common words that are a name together, in languages that write no noun with a capital. */
function unheldTitle(run: readonly RunWord[], reading: Reading): string | null {
  const { language, holders, words } = reading;
  if (
    language !== "en" ||
    run.some(({ text }) => words.isOffice(text) || isOtherwiseCapital(text, reading))
  )
    return null;
  const isWhole = run.every(({ text }) =>
    isHeld(holders, (held) => holdsWord(held, text, language)),
  );
  const isTogether = run.every((word, i) => i === 0 || isPair(run[i - 1], word, reading));
  return isWhole && isTogether ? null : run.map(({ text }) => text).join(" ");
}

/** Side by side where the article is in the same language; translated, they may be one word. */
function isPair(
  before: RunWord | undefined,
  word: RunWord,
  { holders, language }: Reading,
): boolean {
  return isHeld(
    holders,
    (held) => held.language !== language || holdsPair(held, before?.text ?? "", word.text),
  );
}

/** "Kim Jong" of Kim Jong Un, and "Il" of Kim Il Sung: each stands there, but not together. */
function isTorn(
  before: RunWord | undefined,
  word: RunWord,
  { holders, text, words }: Reading,
): boolean {
  if (before !== undefined && words.mayBeOffice(before.text)) return false;
  if (before === undefined || !word.joined || text.slice(before.to, word.from) !== " ")
    return false;
  const isSpelled = [before, word].every((one) =>
    isHeld(holders, (held) => holdsSpelling(held, one.text)),
  );
  return isSpelled && !isHeld(holders, (held) => holdsPair(held, before.text, word.text));
}

/** What opens a sentence has a capital in any case. */
function mayOpenAsName(run: readonly RunWord[], reading: Reading): boolean {
  const { language, isCommon, holders } = reading;
  const [first, second] = run;
  if (first === undefined) return false;
  if (isGiven(first.text, reading)) return true;
  if (isCommon(first.text)) return false;
  if (second !== undefined) {
    const isSpelled = (word: RunWord) => isHeld(holders, (held) => holdsSpelling(held, word.text));
    // "Meanwhile Putin", but "Liverpool University".
    return isSpelled(first) || !isSpelled(second) || isCommon(second.text);
  }
  if (language !== "en") return language === "de";
  return /^\p{Lu}{2,}$/u.test(first.text) || (!first.text.endsWith("s") && isVerb(first.behind));
}

/** "Microsoft paid": what stands before a verb is a subject. */
function isVerb(behind: string): boolean {
  const word = /^(?:['’]s|\s+(?<word>\p{Ll}+))(?!\p{L})/u.exec(behind);
  const { word: next = "" } = word?.groups ?? {};
  return (
    word !== null &&
    (AUXILIARY.test(next) || /^\p{L}{2,}(?:ed|s)$/u.test(next) || isIrregularForm(next))
  );
}

const AUXILIARY = /^(?:|is|was|has|had|will|would|can|could|may|did|does)$/;
