/**
 * Whether a sentence that a model wrote is grounded in the passages' sentences it cites, as far as words tell.
 *
 * Its numbers, dates and quotations must be in them, its names near them, and nobody may be given another's words.
 */
import { type Article, type Excerpt, excerptText, type Passage } from "../corpus/passage.ts";
import { joinTouching } from "../corpus/excerpts.ts";
import { peopleOf } from "../speech/people.ts";
import { holdsWords, quotedIn } from "../text/quoted-words.ts";
import { dateFigures, hasFigures, sourceFigures, writtenFigures } from "./grounded-figures.ts";
import type { Grounds } from "./names/grounds.ts";
import { readSourceWords, type SourceWords } from "./names/source-words.ts";
import { ungroundedName } from "./names/ungrounded-name.ts";
import { wordsOf } from "./passage-words.ts";
import { hasWrongSpeaker } from "./speakers.ts";

interface Sentence {
  readonly text: string;
  /** ISO 639-1 */
  readonly language: string;
}

export interface CitingSentence extends Sentence {
  /** What it cites. */
  readonly excerpts: readonly Excerpt[];
  /** What was asked; "" where it is not known. */
  readonly question: string;
  /** The stretches of it that have citations of their own. */
  readonly citedSpans: readonly { readonly text: string; readonly excerpts: readonly Excerpt[] }[];
}

/** A name may be so many passages before or after the cited one, which may only say "she". */
const NEAR = 2;

/** What the words tell that is wrong with a sentence. */
export type Fault = "uncited" | "figure" | "quotation" | "name" | "speaker";

/** Of a sentence that cites something; null: its words may stand. */
export function faultOf(sentence: CitingSentence): Fault | null {
  const { text, language, excerpts, citedSpans } = sentence;
  // A quotation may run through sentences that are cited apart.
  const cited = joinTouching(excerpts).map(excerptText);
  if (!hasFigures(figuresOf(excerpts), writtenFigures(text, language))) return "figure";
  if (!quotedIn(text).every((quoted) => holdsWords(cited, quoted))) return "quotation";
  if (ungroundedName(text, language, groundsOf(sentence)) !== null) return "name";
  const spans = [{ text, excerpts }, ...citedSpans];
  return spans.some((span) => hasWrongSpeaker({ ...span, language })) ? "speaker" : null;
}

function figuresOf(excerpts: readonly Excerpt[]) {
  const cited = excerpts.map((excerpt) =>
    sourceFigures(excerptText(excerpt), excerpt.passage.article.language),
  );
  return [...cited, ...articlesOf(excerpts).map(dateFigures)];
}

function groundsOf({ text, language, excerpts, question }: CitingSentence): Grounds {
  const surroundings = excerpts.flatMap(({ passage }) => around(passage));
  const near = [...surroundings.map(wordsOf), ...surroundings.map(fullNamesIn)];
  const passages = articlesOf(excerpts).flatMap((article) => article.passages);
  return {
    near: [...near, ...deniedOf(text, question, language)],
    all: passages.map(wordsOf),
  };
}

/** The words around "not": a sentence may deny what the question supposes, which need not be in the article. */
const DENIED =
  /(?:[\p{L}-]+ ){0,3}(?:(?<!\p{L})(?:not|nor|neither|nothing|never|nicht|nichts|weder|noch|nie)|n['’]t)(?!\p{L})(?: [\p{L}-]+){0,3}/giu;

/** Words that the sentence denies and the question holds; none where it denies nothing. */
function deniedOf(text: string, question: string, language: string): SourceWords[] {
  const denied = [...text.matchAll(DENIED)].map(([words]) => words).join(", ");
  if (denied === "") return [];
  const asked = readSourceWords(question, language).sounds;
  const words = readSourceWords(denied, language);
  return [{ ...words, sounds: words.sounds.filter((sound) => asked.includes(sound)), words: [] }];
}

function articlesOf(excerpts: readonly Excerpt[]): Article[] {
  return [...new Set(excerpts.map(({ passage }) => passage.article))];
}

/** The full names of the people in a passage: "Kim Jong Un", where it says "Kim". */
function fullNamesIn({ text, article }: Passage): SourceWords {
  const names = peopleOf(article)
    .mentionsIn(text)
    .map(({ name }) => name);
  return readSourceWords(names.join(", "), article.language);
}

function around(passage: Passage): readonly Passage[] {
  const { passages } = passage.article;
  const at = passages.indexOf(passage);
  return passages.slice(Math.max(0, at - NEAR), at + NEAR + 1);
}

/** Whether a sentence without citations may lead in: its figures, names and quotations are all in what was sent. */
export function mayLeadIn({ text, language }: Sentence, sent: readonly Passage[]): boolean {
  const figures = writtenFigures(text, language);
  const hasThem = ({ text: own, article }: Passage) =>
    hasFigures([sourceFigures(own, article.language), dateFigures(article)], figures);
  const texts = sent.map((passage) => passage.text);
  return (
    sent.some(hasThem) &&
    quotedIn(text).every((quoted) => holdsWords(texts, quoted)) &&
    ungroundedName(text, language, { near: sent.map(wordsOf), all: [] }) === null
  );
}
