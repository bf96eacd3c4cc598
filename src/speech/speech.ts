/**
 * The speaker of each sentence of an article: who says what is quoted or reported, and which sentence names them.
 *
 * German and English are read by their reporting verbs and by the German subjunctive; other languages by quotation marks alone.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { type Attribution, attributionIn, opensClause } from "./attribution.ts";
import type { Mention } from "./mentions.ts";
import { peopleOf, type People } from "./people.ts";
import type { Article, Passage } from "../corpus/passage.ts";
import { holdsName } from "../corpus/foreseen.ts";
import { perArticle } from "../corpus/per-article.ts";
import { blotOut, type Quotation, quotationsIn } from "./quotation-spans.ts";
import { continuesReporting, isReported } from "./subjunctive.ts";

export interface Speech {
  readonly how: "direct" | "indirect";
  /** The fullest form of the name that the article has; null where it names nobody ("hieß es"). */
  readonly speaker: string | null;
  /** The sentence that names the speaker, often the sentence itself; null where none does. */
  readonly speakerAt: SentencePlace | null;
}

interface SentencePlace {
  readonly passage: Passage;
  /** Index into the passage's sentences. */
  readonly sentence: number;
}

/** A speaker, and the sentence that names them. */
interface Source {
  readonly speaker: string | null;
  readonly place: SentencePlace;
}

/** „…“ Das sagte Karl Tal: such a sentence names the speaker of the previous one. */
const SAYS_PREVIOUS =
  /^(?:Das|So|Dies|That is what) (?:\p{Ll}+ )?(?:sagte|erklärte|betonte|schrieb|\p{L}+ said)/u;

/** Null for the article's own statements, and for captions and pull quotes. */
export function speechOf(passage: Passage, sentence: number): Speech | null {
  return speechIn(passage.article).get(passage)?.[sentence] ?? null;
}

/** The speaker by the fullest name the article has, a pull quote's speaker too; null where nobody is named. */
export function speakerOf(passage: Passage, sentence: number): string | null {
  return passage.speaker?.name ?? speechOf(passage, sentence)?.speaker ?? null;
}

const speechIn = perArticle(readSpeech);

/** The speech of each sentence, by paragraph. */
function readSpeech(article: Article): ReadonlyMap<Passage, readonly (Speech | null)[]> {
  const people = peopleOf(article);
  const found = new Map<Passage, readonly (Speech | null)[]>();
  let before: { readonly sources: Sources; readonly section: string | null } | null = null;
  for (const passage of article.passages) {
    if (passage.kind !== "paragraph") continue;
    const carried: Sources | null = before?.section === passage.section ? before.sources : null;
    const read = readPassage(passage, people, carried);
    found.set(
      passage,
      read.speech.map((speech, i) => asTold(passage, i, speech)),
    );
    before = { sources: read.sources, section: passage.section };
  }
  return found;
}

/** What the article's foreseen file says of the speaker wins, as far as the name stands in the article. */
function asTold(passage: Passage, sentence: number, speech: Speech | null): Speech | null {
  const speaker = passage.sentences[sentence]?.foreseen.speaker;
  if (speaker === undefined) return speech;
  if (speaker === null) return null;
  if (!holdsName(passage.article, speaker)) return speech;
  const own = { passage, sentence };
  return {
    how: speech?.how ?? "indirect",
    speaker,
    speakerAt: speech?.speaker === speaker ? speech.speakerAt : own,
  };
}

/** Whom the next sentence may refer to without naming them. */
interface Sources {
  /** Who spoke last, or was the subject last. */
  readonly speaker: Source | null;
  /** Whom "er" or "sie" refers to: the person mentioned last. */
  readonly person: Source | null;
}

const NO_SOURCES: Sources = { speaker: null, person: null };

interface ReadSentence {
  readonly place: SentencePlace;
  readonly text: string;
  /** The text with its quotations blotted out (`blotOut`), of the same length. */
  readonly blotted: string;
  /** The people named outside its quotations. */
  readonly mentions: readonly Mention[];
  /** Index of the quotation, if it is speech, that words of the sentence belong to; null for none. */
  readonly quotation: number | null;
  readonly how: Speech["how"] | null;
  readonly own: Attribution | null;
}

/** `before` are the previous paragraph's sources: a speaker is carried over to one paragraph, no further. */
function readPassage(
  passage: Passage,
  people: People,
  before: Sources | null,
): { speech: (Speech | null)[]; sources: Sources } {
  const sentences = readSentences(passage, people);
  let sources: Sources = before ?? NO_SOURCES;
  let isHere = false;
  const speech: (Speech | null)[] = [];
  for (const [at, read] of sentences.entries()) {
    const how = howSpoken(read, sentences[at + 1] ?? null, speech.at(-1) ?? null);
    const source = sourceAt(sentences, at, { ...sources, isHere });
    speech.push(how === null ? null : { how, ...spokenBy(source) });
    const speaker = how === null ? subjectIn(read) : source;
    if (speaker !== null) isHere = true;
    sources = { speaker: speaker ?? sources.speaker, person: personAfter(read, source, sources) };
  }
  return { speech, sources: isHere ? sources : { ...sources, speaker: null } };
}

function personAfter(
  read: ReadSentence,
  source: Source | null,
  { person }: Sources,
): Source | null {
  const named = read.own === null || read.own.speaker === null ? null : source;
  return personIn(read) ?? named ?? person;
}

function readSentences(passage: Passage, people: People): ReadSentence[] {
  const { language } = passage.article;
  const german = language === "de";
  const quotations = quotationsIn(passage.text);
  const blotted = blotOut(passage.text, quotations);
  const isContent = contentWordTest(language);
  return passage.sentences.map(({ text, start, end }, sentence) => {
    const shown = blotted.slice(start, end);
    const mentions = people.mentionsIn(shown);
    const quotation = spokenQuotation(quotations, start, start + text.trimEnd().length);
    const own = attributionIn({ people, text: shown, mentions, german, isContent });
    const reported = own !== null || (german && isReported(shown));
    return {
      place: { passage, sentence },
      text,
      blotted: shown,
      mentions,
      quotation,
      how: quotation === null ? (reported ? "indirect" : null) : "direct",
      own,
    };
  });
}

function spokenQuotation(
  quotations: readonly Quotation[],
  start: number,
  end: number,
): number | null {
  const at = quotations.findLastIndex(
    ({ from, to, isSpeech }) => isSpeech && from < end && to > start,
  );
  return at < 0 ? null : at;
}

function howSpoken(
  read: ReadSentence,
  next: ReadSentence | null,
  before: Speech | null,
): Speech["how"] | null {
  return read.how ?? (continuesReport(read, next, before) ? "indirect" : null);
}

function spokenBy(source: Source | null): Pick<Speech, "speaker" | "speakerAt"> {
  return { speaker: source?.speaker ?? null, speakerAt: source?.place ?? null };
}

/** The speaker of the sentence at `at`. `isHere`: `speaker` was named in this paragraph. */
function sourceAt(
  sentences: readonly ReadSentence[],
  at: number,
  { speaker, person, isHere }: Sources & { readonly isHere: boolean },
): Source | null {
  const read = sentences[at];
  if (read === undefined) return null;
  if (read.own !== null) return sourceOf(read, person);
  const near = speakerOfQuotation(sentences, at, person) ?? (isHere ? speaker : null);
  return near ?? speakerNamedLater(sentences, at) ?? speaker;
}

/** By its subjunctive, or where both the sentence before it and the one behind it report. */
function continuesReport(
  { blotted, place }: ReadSentence,
  next: ReadSentence | null,
  before: Speech | null,
): boolean {
  if (before === null || place.passage.article.language !== "de") return false;
  return (
    continuesReporting(blotted) ||
    (before.how === "indirect" &&
      next?.own === null &&
      (continuesReporting(next.blotted) || isReported(next.blotted)))
  );
}

/** Whom the sentence's own attribution means; "sie sagte" means the person mentioned before. */
function sourceOf(read: ReadSentence, person: Source | null): Source {
  const { own, place } = read;
  if (own === null || !own.byPronoun) return { speaker: own?.speaker ?? null, place };
  return personIn(read) ?? person ?? { speaker: null, place };
}

/** The speaker of a quotation over several sentences: named in its last or first sentence, or in the one after it. */
function speakerOfQuotation(
  sentences: readonly ReadSentence[],
  at: number,
  person: Source | null,
): Source | null {
  const quotation = sentences[at]?.quotation ?? null;
  if (quotation === null) return null;
  const parts = sentences.filter((read) => read.quotation === quotation);
  const naming = parts.findLast(({ own }) => own !== null) ?? namedInNext(sentences, at);
  return naming === undefined ? null : sourceOf(naming, person);
}

function namedInNext(sentences: readonly ReadSentence[], at: number): ReadSentence | undefined {
  const next = sentences[at + 1];
  return next !== undefined && SAYS_PREVIOUS.test(next.text) && next.own !== null
    ? next
    : undefined;
}

/** Where quotations begin a paragraph, a later one of them may name the speaker. */
function speakerNamedLater(sentences: readonly ReadSentence[], at: number): Source | null {
  if (sentences[at]?.how !== "direct") return null;
  for (const read of sentences.slice(at + 1)) {
    if (read.how !== "direct") return null;
    if (read.own !== null) return sourceOf(read, null);
  }
  return null;
}

/** Whom the sentence is about: the name that opens a clause, else the first that is no genitive. */
function personIn({ blotted, mentions, place }: ReadSentence): Source | null {
  const named = mentions.filter(({ genitive }) => !genitive);
  const person = named.find(({ from }) => opensClause(blotted, from)) ?? named[0];
  return person === undefined ? null : { speaker: person.name, place };
}

/** The subject of a statement: "Sein Kollege Peter Wolff sah es anders." */
function subjectIn({ blotted, mentions, place }: ReadSentence): Source | null {
  const [first] = mentions;
  return first !== undefined &&
    !first.genitive &&
    !blotted.slice(0, first.from).includes(",") &&
    opensClause(blotted, first.from)
    ? { speaker: first.name, place }
    : null;
}
