/**
 * Who says what: the sentences that hold somebody's own words, and those that say who somebody is.
 *
 * A speaker is asked for by name, by office ("der Betriebsrat"), or as an organisation or a state, which speaks through
 * whoever the articles call its own: "der Sprecher des US-Außenministeriums, Matthew Miller".
 */
import type { Article, Corpus, Passage } from "../corpus/passage.ts";
import { perArticle } from "../corpus/per-article.ts";
import { blotOut, quotationsIn } from "../speech/quotation-spans.ts";
import { peopleOf } from "../speech/people.ts";
import { speakerOf, speechOf } from "../speech/speech.ts";
import { fold } from "../text/fold.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { knownNamesIn } from "../text/lists/known-names.ts";
import { type Span, wordPattern } from "../text/lists/word-patterns.ts";
import { soundOf, soundsLike } from "../text/sounds.ts";
import { splitWords } from "../text/words.ts";
import type { AnsweringSentence } from "./cite.ts";

/** Words before a name that may say what somebody is. */
const TITLE_WORDS = 7;
/** Of a sentence that only says who speaks next, in UTF-16 units. */
const NEAR_LENGTH = 80;
/** A shorter word is no part of a compound; in letters. */
const PART_LENGTH = 5;
/** What a word that is asked for may have beyond the article's; in letters. */
const ENDING = 3;
/** Direct speech first, then reports, then an editor's shortening, which only stands where no direct speech does. */
const ORDER = { direct: 0, indirect: 1, none: 2 } as const;

const listed = (name: string) =>
  wordPattern(new URL(`../speech/words/${name}.txt`, import.meta.url));
const verbs = ["reporting-verbs", "often-reporting-verbs", "denials"].map(listed);
const sources = listed("sources");
/** Before a name they belong to the phrase that says what somebody is. */
const IN_PHRASE =
  /^(?:der|die|das|des|dem|den|ein|eine[rsmn]?|von|vom|für|the|an?|of|for|its|their|his|her|s)$/iu;

interface Said extends AnsweringSentence {
  readonly how: keyof typeof ORDER;
  /** Everything that names whoever says it: "Matthew Miller Sprecher des US-Außenministeriums". */
  readonly called: string;
}

const saidIn = perArticle((article): readonly Said[] => {
  const titles = titlesIn(article);
  return article.passages.flatMap((passage) =>
    passage.sentences.flatMap(({ text }, sentence): Said[] => {
      const speaker = speakerOf(passage, sentence);
      const how = speechOf(passage, sentence)?.how ?? "none";
      if (speaker === null) {
        const subject =
          subjectIn(text, article.language) ??
          (how === "none" ? null : phraseFrom(text, article.language));
        return subject === null ? [] : [{ passage, sentence, how, called: subject }];
      }
      const title = titles.get(speaker) ?? passage.speaker?.role ?? "";
      const called = [speaker, title, stateBefore(passage, sentence)].join(" ");
      return [{ passage, sentence, how, called }];
    }),
  );
});

/** The sentences with the words of whoever these words name, direct speech first. */
export function wordsOf(name: readonly string[], { articles }: Corpus): AnsweringSentence[] {
  const said = articles
    .flatMap(saidIn)
    .filter(({ called, passage }) => names(name, called, passage.article));
  const isQuoted = said.some(({ how }) => how === "direct");
  return said
    .filter(({ passage }) => !isQuoted || passage.kind !== "pull-quote")
    .toSorted((a, b) => ORDER[a.how] - ORDER[b.how]);
}

/** The sentence that says who the person is, the one that says most first; none where the articles name nobody so. */
export function whoIs(name: readonly string[], { articles }: Corpus): AnsweringSentence[] {
  const found = articles.flatMap((article) =>
    peopleOf(article)
      .names.filter((person) => names(name, person, article))
      .flatMap((person) => introductionsOf(person, article)),
  );
  return found.toSorted((a, b) => b.title.length - a.title.length).slice(0, 1);
}

interface Introduction extends AnsweringSentence {
  readonly title: string;
}

function introductionsOf(person: string, article: Article): Introduction[] {
  return article.passages
    .filter(({ kind }) => kind === "paragraph")
    .flatMap((passage) =>
      passage.sentences.flatMap(({ text }, sentence) => {
        const mentions = peopleOf(article).mentionsIn(text);
        return mentions.flatMap((mention, i) => {
          if (mention.name !== person) return [];
          const start = mentions[i - 1]?.to ?? 0;
          return [{ passage, sentence, title: titleAt(text, { ...mention, start }, article) }];
        });
      }),
    );
}

/** "Norwegen wies jede Schuld von sich. „Wir haben uns bewegt“, sagte die Ministerin": for whom she speaks; "" for nobody. */
function stateBefore({ article, sentences }: Passage, sentence: number): string {
  const before = sentences[sentence - 1]?.text ?? "";
  const [word = ""] = before.split(/\s/u);
  const isState = knownNamesIn(word, article.language).some(
    ({ from, to }) => to - from === word.length,
  );
  return isState && before.length < NEAR_LENGTH ? word : "";
}

/** What the article calls each of its people besides the name. */
function titlesIn(article: Article): Map<string, string> {
  const { names: people } = peopleOf(article);
  return new Map(
    people.map((person) => [
      person,
      introductionsOf(person, article)
        .map(({ title }) => title)
        .join(" "),
    ]),
  );
}

/** "der Sprecher des US-Außenministeriums" before a name, ", Sprecherin der Initiative," behind it; "" for neither. */
function titleAt(
  text: string,
  { start, from, to }: Span & { readonly start: number },
  { language }: Article,
): string {
  const before = text.slice(start, from).replace(/,\s*$/u, "");
  const words = (before.split(/[,.;:„“”"()]/u).at(-1) ?? "").split(/\s+/u).filter(Boolean);
  const first = words.findLastIndex((word) => !isOfPhrase(word, language)) + 1;
  const [, behind = ""] = /^, ([^,.;:„“”"]{3,60})[,.]/u.exec(text.slice(to)) ?? [];
  return [...words.slice(first).slice(-TITLE_WORDS), isVerb(behind) ? "" : behind]
    .filter((word) => !IN_PHRASE.test(word))
    .join(" ")
    .trim();
}

/** In German a word in small letters is part of it with an adjective's ending alone: "russische". */
function isOfPhrase(word: string, language: string): boolean {
  if (IN_PHRASE.test(word) || /^\p{Lu}/u.test(word)) return true;
  const mayBe = language !== "de" || /e[mnrs]?$/u.test(word);
  return mayBe && contentWordTest(language)(word) && !isVerb(word);
}

function isVerb(words: string): boolean {
  return verbs.some((verb) => verb.isIn(words));
}

/** The phrase beside a verb of saying, or behind "nach Auffassung": who says it without being a person. */
function subjectIn(text: string, language: string): string | null {
  const open = blotOut(text, quotationsIn(text));
  const [source] = sources.findIn(open);
  if (source !== undefined) return phraseFrom(open.slice(source.to), language);
  const [verb] = verbs.flatMap((one) => one.findIn(open)).toSorted((a, b) => a.from - b.from);
  if (verb === undefined) return null;
  const before = (
    open
      .slice(0, verb.from)
      .split(/[,;:\uE000\uE001]/u)
      .at(-1) ?? ""
  ).trim();
  if (before === "") return phraseFrom(open.slice(verb.to), language);
  const words = before.split(/\s+/u);
  return words.every((word) => isOfPhrase(word, language)) ? before : phraseFrom(before, language);
}

/** The words up to the first that is no part of a noun's phrase. */
function phraseFrom(text: string, language: string): string | null {
  const words = text.trim().split(/\s+/u);
  const end = words.findIndex((word) => !isOfPhrase(word, language) || /[,.;:]/u.test(word));
  const phrase = words
    .slice(0, end < 0 ? words.length : end + 1)
    .filter((word) => /\p{L}/u.test(word));
  return phrase.length === 0 ? null : phrase.slice(0, TITLE_WORDS).join(" ");
}

/** Whether all the words name whoever is called so, by what they are or as a state. */
function names(words: readonly string[], called: string, { language }: Article): boolean {
  const parts = splitWords(called.replaceAll("-", " "), language).map(stem);
  if (words.every((word) => parts.some((part) => isSame(stem(word), part)))) return true;
  const asked = stateIds(withCapitals(words), language);
  const ofCalled = stateIds(called, language);
  return asked.some((id) => ofCalled.includes(id));
}

function withCapitals(words: readonly string[]): string {
  return words.map((word) => word.replace(/^\p{L}/u, (one) => one.toUpperCase())).join(" ");
}

/** "moscow/RU" is Moscow, and Russia speaks there. */
function stateIds(text: string, language: string): string[] {
  const spelt = [text, text.toUpperCase()].flatMap((one) => knownNamesIn(one, language));
  return spelt.flatMap(({ id }) => id.split("/"));
}

function isSame(word: string, part: string): boolean {
  if (word === part || soundsLike(soundOf(word), soundOf(part))) return true;
  const [short, long] = word.length < part.length ? [word, part] : [part, word];
  const isLonger = word.length > part.length + ENDING;
  return short.length >= PART_LENGTH && long.startsWith(short) && !isLonger;
}

/** Without the endings of cases: "Weißen Hauses" and "weiße haus"; "Köhler" and "koehler" are one. */
function stem(word: string): string {
  const folded = fold(word, "de").replace(/([aou])e/gu, "$1");
  return folded.length > 4 ? folded.replace(/(?:es|en|er|em|e|s|n)$/u, "") : folded;
}

/** Whether the articles name somebody so, or it is a state: not everybody is asked for by the article's own word. */
export function isKnown(name: readonly string[], { articles }: Corpus): boolean {
  return articles.some(
    (article) =>
      stateIds(withCapitals(name), article.language).length > 0 ||
      peopleOf(article).names.some((person) => names(name, person, article)),
  );
}

/** Whether the passage's sentence is in nobody's words and names this one. */
export function tellsOf(passage: Passage, sentence: number, name: readonly string[]): boolean {
  return (
    speechOf(passage, sentence) === null &&
    names(name, passage.sentences[sentence]?.text ?? "", passage.article)
  );
}
