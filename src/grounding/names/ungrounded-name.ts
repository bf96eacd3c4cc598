/**
 * Finds a name in a written sentence that no source holds: a person, a place, an institution.
 *
 * The source may transcribe or translate it. German writes every noun with a capital, so in German a name is a
 * capitalised word that nothing explains as a noun.
 *
 * `capital-words.ts` finds the capitalised words, `nouns.ts` and `word-kinds.ts` leave out nouns, and `grounds.ts` with
 * `source-words.ts` and `alike.ts` looks for the rest in the sources.
 */
import { commonWordTest } from "../../text/lists/common-words.ts";
import { knownNamesIn } from "../../text/lists/known-names.ts";
import { baseFormsOf } from "../../text/lists/verb-forms.ts";
import { runsIn, type RunWord } from "./capital-words.ts";
import { standsIn, type Grounds, type NamedSentence } from "./grounds.ts";
import { isNoun } from "./nouns.ts";
import { hasPair, hasSpelling, hasStem, hasWord, type SourceWords } from "./source-words.ts";
import { wordKindsOf } from "./word-kinds.ts";

/** `language` is the text's (ISO 639-1); null where every name stands in a source. */
export function ungroundedName(text: string, language: string, grounds: Grounds): string | null {
  const names = knownNamesIn(text, language);
  const missing = names.find(({ id }) => !isEntityGrounded(grounds, id));
  if (missing !== undefined) return text.slice(missing.from, missing.to);
  let rest = text;
  for (const { from, to } of names)
    rest = rest.slice(0, from) + ",".repeat(to - from) + rest.slice(to);
  const sentence = { text: rest, language, grounds, kinds: wordKindsOf(language) };
  for (const run of runsIn(rest)) {
    const name = ungroundedIn(run, sentence);
    if (name !== null) return name;
  }
  return null;
}

/** A capital stands for its country, too, where the article speaks of both. */
function isEntityGrounded(grounds: Grounds, id: string): boolean {
  const hasIt = ({ knownNames }: SourceWords) => knownNames.has(id);
  if (standsIn(grounds, hasIt)) return true;
  const country = id.split("/")[1];
  return (
    country !== undefined &&
    grounds.all.some(hasIt) &&
    standsIn(grounds, ({ knownNames }) => knownNames.has(country))
  );
}

function ungroundedIn(run: readonly RunWord[], sentence: NamedSentence): string | null {
  const bare = run[0]?.opens === true && !mayOpenAsName(run, sentence) ? run.slice(1) : run;
  const names = bare.filter((_, i) => isName(bare, i, sentence));
  const missing = names.filter(({ text }) => !isGrounded(text, sentence));
  // Of other languages no dictionary is known, and a name that is partly spelled otherwise is one.
  if (!hasDictionary(sentence.language))
    return missing.length < names.length ? null : (missing[0]?.text ?? null);
  if (missing[0] !== undefined) return missing[0].text;
  const torn = names.find((word, i) => i > 0 && isTorn(names[i - 1], word, sentence));
  return torn?.text ?? (names.length < bare.length ? ungroundedTitle(bare, sentence) : null);
}

function isGrounded(name: string, { language, grounds }: NamedSentence): boolean {
  return standsIn(grounds, (source) =>
    hasDictionary(language) ? hasWord(source, name, language) : hasStem(source, name),
  );
}

function isName(run: readonly RunWord[], at: number, sentence: NamedSentence): boolean {
  const [before, word, next] = [run[at - 1], run[at], run[at + 1]];
  if (word === undefined) return false;
  if (sentence.kinds.isGiven(word.text) || !isNoun(word, sentence, next)) return true;
  // "Heinrich Schliemann", though "-mann" makes a noun.
  const isLast = next === undefined && before !== undefined && !before.text.endsWith("s");
  return isLast && !commonWordTest(sentence.language)(word.text) && isName(run, at - 1, sentence);
}

function hasDictionary(language: string): boolean {
  return language === "de" || language === "en";
}

/** "Red Cross": common words that are a name together, in English. */
function ungroundedTitle(run: readonly RunWord[], sentence: NamedSentence): string | null {
  const { language, kinds } = sentence;
  if (language !== "en" || run.some(({ text }) => kinds.isOffice(text) || kinds.isCapital(text)))
    return null;
  const isWhole = run.every(({ text }) => isGrounded(text, sentence));
  const isTogether = run.every((word, i) => i === 0 || isPair(run[i - 1], word, sentence));
  return isWhole && isTogether ? null : run.map(({ text }) => text).join(" ");
}

/** Side by side where the source is in the same language; translated, they may be one word. */
function isPair(
  before: RunWord | undefined,
  word: RunWord,
  { grounds, language }: NamedSentence,
): boolean {
  return standsIn(
    grounds,
    (source) => source.language !== language || hasPair(source, before?.text ?? "", word.text),
  );
}

/** "Kim Jong" of Kim Jong Un, and "Il" of Kim Il Sung: each stands there, but not together. */
function isTorn(
  before: RunWord | undefined,
  word: RunWord,
  { grounds, text, kinds }: NamedSentence,
): boolean {
  if (before === undefined || kinds.mayBeOfficeByEnding(before.text)) return false;
  if (!word.joined || text.slice(before.to, word.from) !== " ") return false;
  const isSpelled = [before, word].every((one) =>
    standsIn(grounds, (source) => hasSpelling(source, one.text)),
  );
  return isSpelled && !standsIn(grounds, (source) => hasPair(source, before.text, word.text));
}

/** What opens a sentence has a capital in any case. */
function mayOpenAsName(run: readonly RunWord[], { language, kinds, grounds }: NamedSentence) {
  const [first, second] = run;
  if (first === undefined) return false;
  if (kinds.isGiven(first.text)) return true;
  if (kinds.isCommon(first.text)) return false;
  if (second !== undefined) {
    const isSpelled = (word: RunWord) =>
      standsIn(grounds, (source) => hasSpelling(source, word.text));
    // "Meanwhile Putin", but "Liverpool University".
    return isSpelled(first) || !isSpelled(second) || kinds.isCommon(second.text);
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
    (AUXILIARY.test(next) || /^\p{L}{2,}(?:ed|s)$/u.test(next) || baseFormsOf("en")(next) !== null)
  );
}

const AUXILIARY = /^(?:|is|was|has|had|will|would|can|could|may|did|does)$/;
