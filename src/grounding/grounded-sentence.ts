/**
 * Whether passages bear out a sentence of the model: its numbers, dates, quotations, names, and who says what.
 */
import { type Article, type Excerpt, excerptText, type Passage } from "../corpus/passage.ts";
import { type HeldWords, readWordsOf } from "./names/held-words.ts";
import type { Holders } from "./names/name-reading.ts";
import { unheldName } from "./names/unheld-name.ts";
import { holdsWords, quotedIn } from "../text/quoted-words.ts";
import { claimedFigures, figuresOfDate, heldFigures, holdsFigures } from "./figures.ts";
import { inArticleOrder, joinTouching } from "../corpus/excerpts.ts";
import { peopleOf } from "../speech/people.ts";
import { namesWrongSpeaker } from "./speakers.ts";
import { wordsOf } from "./passage-words.ts";

interface Sentence {
  readonly text: string;
  /** ISO 639-1 */
  readonly language: string;
}

export interface CitedSentence extends Sentence {
  /** At least one. */
  readonly excerpts: readonly Excerpt[];
  /** What was asked; "" where it is not known. */
  readonly question: string;
  /** Its stretches, each with what is cited for it. */
  readonly parts: readonly { readonly text: string; readonly excerpts: readonly Excerpt[] }[];
}

/** Passages before and after a cited one in which a name may stand that its sentences leave out: "Sie sagte". */
const NEAR = 2;

export function isGrounded(sentence: CitedSentence): boolean {
  const { text, language, excerpts, parts } = sentence;
  // A quotation may run through sentences that are cited apart.
  const cited = joinTouching(inArticleOrder(excerpts)).map(excerptText);
  return (
    hasFiguresOf(sentence) &&
    quotedIn(text).every((quoted) => holdsWords(cited, quoted)) &&
    unheldName(text, language, holdersFor(sentence)) === null &&
    ![{ text, excerpts }, ...parts].some((part) => namesWrongSpeaker({ ...part, language }))
  );
}

function hasFiguresOf({ text, language, excerpts }: CitedSentence): boolean {
  const held = excerpts.map((excerpt) =>
    heldFigures(excerptText(excerpt), excerpt.passage.article.language),
  );
  return holdsFigures(
    [...held, ...articlesOf(excerpts).map(figuresOfDate)],
    claimedFigures(text, language),
  );
}

function holdersFor({ text, language, excerpts, question }: CitedSentence): Holders {
  const surroundings = excerpts.flatMap(({ passage }) => around(passage));
  const near = [...surroundings.map(wordsOf), ...surroundings.map(fullNamesIn)];
  const denied = [...text.matchAll(DENIED)].map(([words]) => words).join(", ");
  const asked = readWordsOf(question, language).sounds;
  const both = readWordsOf(denied, language);
  return {
    near: denied === "" ? near : [...near, only(both, asked)],
    all: articlesOf(excerpts)
      .flatMap(({ passages }) => passages)
      .map(wordsOf),
  };
}

/** The words around "not": what a sentence says no to may be what was asked, and need not stand in the article. */
const DENIED =
  /(?:[\p{L}-]+ ){0,3}(?:(?<!\p{L})(?:not|nor|neither|nothing|never|nicht|nichts|weder|noch|nie)|n['’]t)(?!\p{L})(?: [\p{L}-]+){0,3}/giu;

function articlesOf(excerpts: readonly Excerpt[]): Article[] {
  return [...new Set(excerpts.map(({ passage }) => passage.article))];
}

/** "Kim Jong Un", where the passage calls him "Kim". */
function fullNamesIn({ text, article }: Passage): HeldWords {
  const names = peopleOf(article)
    .mentionsIn(text)
    .map(({ name }) => name);
  return readWordsOf(names.join(", "), article.language);
}

/** What `words` shares with the sounds that were asked. */
function only(words: HeldWords, asked: readonly string[]): HeldWords {
  return {
    ...words,
    sounds: words.sounds.filter((sound) => asked.includes(sound)),
    words: [],
    entities: words.entities,
  };
}

function around(passage: Passage): readonly Passage[] {
  const { passages } = passage.article;
  const at = passages.indexOf(passage);
  return passages.slice(Math.max(0, at - NEAR), at + NEAR + 1);
}

/** Of a sentence that cites nothing: it says nothing that could be wrong in a way that counts. */
export function isHarmless({ text, language }: Sentence, sent: readonly Passage[]): boolean {
  const figures = claimedFigures(text, language);
  const holds = (passage: Passage) =>
    holdsFigures(
      [heldFigures(passage.text, passage.article.language), figuresOfDate(passage.article)],
      figures,
    );
  if (!sent.some(holds)) return false;
  const texts = sent.map((passage) => passage.text);
  if (!quotedIn(text).every((quoted) => holdsWords(texts, quoted))) return false;
  return unheldName(text, language, { near: sent.map(wordsOf), all: [] }) === null;
}
