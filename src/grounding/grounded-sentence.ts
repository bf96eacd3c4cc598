/**
 * Whether a sentence that a model wrote is grounded in the passages' sentences it cites, as far as words tell.
 *
 * Its numbers, dates and quotations must be in them, and its names in their article.
 */
import { type Article, type Excerpt, excerptText, type Passage } from "../corpus/passage.ts";
import { joinTouching } from "../corpus/excerpts.ts";
import { isCapitalised } from "../speech/capital-runs.ts";
import { holdsWords, quotedIn, type Quoted } from "../text/quoted-words.ts";
import { dateFigures, hasFigures, sourceFigures, writtenFigures } from "./grounded-figures.ts";
import { holdsName, readSourceWords, ungroundedName, type SourceWords } from "./names.ts";
import { wordsOf } from "./passage-words.ts";

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
}

/** What the words tell that is wrong with a sentence. */
export type Fault = "uncited" | "figure" | "quotation" | "name";

/** Of a sentence that cites something; null: its words may stand. */
export function faultOf(sentence: CitingSentence): Fault | null {
  const { text, language, excerpts } = sentence;
  // A quotation may run through sentences that are cited apart.
  const cited = joinTouching(excerpts).map(excerptText);
  if (!hasFigures(figuresOf(excerpts), writtenFigures(text, language))) return "figure";
  const sources = sourcesOf(sentence);
  const isHeld = (quoted: Quoted) =>
    holdsWords(cited, quoted) || isTitle(quoted, { language, sources });
  if (!quotedIn(text).every(isHeld)) return "quotation";
  return ungroundedName(text, language, sources) === null ? null : "name";
}

/** «Интерфакс» is no quotation but a name, and may be transcribed. */
function isTitle(
  { words }: Quoted,
  { language, sources }: { readonly language: string; readonly sources: readonly SourceWords[] },
): boolean {
  const parts = words.split(" ");
  const isName = (part: string) => isCapitalised(part) && holdsName(sources, part, language);
  return parts.length <= LONGEST_TITLE && parts.every(isName);
}

const LONGEST_TITLE = 2;

function figuresOf(excerpts: readonly Excerpt[]) {
  const cited = excerpts.map((excerpt) =>
    sourceFigures(excerptText(excerpt), excerpt.passage.article.language),
  );
  return [...cited, ...articlesOf(excerpts).map(dateFigures)];
}

/** A sentence may deny what the question supposes, which need not be in the article. */
const DENIES =
  /(?<!\p{L})(?:not?|nor|neither|nothing|never|nicht|nichts|kein\p{L}*|weder|noch|nie|pas|jamais|ninguna?|nunca|не|нет|değil)(?!\p{L})|n['’]t(?!\p{L})/iu;

/** Where its names may stand. */
function sourcesOf({ text, language, excerpts, question }: CitingSentence): SourceWords[] {
  const passages = articlesOf(excerpts).flatMap((article) => article.passages);
  const asked = DENIES.test(text) ? [readSourceWords(question, language)] : [];
  return [...passages.map(wordsOf), ...asked];
}

function articlesOf(excerpts: readonly Excerpt[]): Article[] {
  return [...new Set(excerpts.map(({ passage }) => passage.article))];
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
    ungroundedName(text, language, sent.map(wordsOf)) === null
  );
}
