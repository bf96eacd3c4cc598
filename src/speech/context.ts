/**
 * Shows sentences with their context, without which they would be misread: the sentence that a pronoun points to, the one
 * that names the speaker, the denial of what is claimed, a list's lead-in, a table's header, an interview's question.
 *
 * Nothing else makes a `Shown`, and whoever shows an article's words to people takes nothing else. It is found in this
 * order:
 *
 * 1. `people.ts`: the people an article names, from `capital-runs.ts`, `name-words.ts` and `mentions.ts`.
 * 2. `attribution.ts`: the speaker that one sentence names, with `quotation-spans.ts` and `subjunctive.ts`.
 * 3. `speech.ts`: the speaker of every sentence, which another sentence may name.
 * 4. `antecedent.ts` and `denials.ts`: the other sentences that belong to one.
 * 5. `shown-words.ts`: the words as they are shown.
 *
 * @example
 * const [shown] = show([{ passage, from: 2, to: 3 }]);
 * shown.words; // "Freibad: Erwachsene 4 €, Kinder 2 €"
 */
import { holdsExcerpt, joinTouching } from "../corpus/excerpts.ts";
import {
  mayAnswer,
  type Article,
  type Excerpt,
  type Passage,
  type Speaker,
} from "../corpus/passage.ts";
import { placeOf } from "../corpus/foreseen.ts";
import { perArticle } from "../corpus/per-article.ts";
import {
  announces,
  pointsBack,
  pointsBackInside,
  sentenceBefore,
  sentenceBehind,
} from "./antecedent.ts";
import { denialOf } from "./denials.ts";
import { withWholeQuotation } from "./quotation-spans.ts";
import { footnotesOf, leadInOf, namedBeside, shownWords } from "./shown-words.ts";
import { speechOf } from "./speech.ts";

const made = Symbol("made");

/** Sentences as they are shown in one piece. */
export interface Shown extends Excerpt {
  readonly [made]: true;
  /** The article's words, to stand behind the bar. */
  readonly words: string;
  /** Whose words they are, to be named beside them; null where nobody's, and where the words name them. */
  readonly speaker: Speaker | null;
  /** Which of the asked sentences it holds; none where it is their context alone. */
  readonly answers: readonly number[];
  /** Of which asked sentences, standing elsewhere, it is context. */
  readonly contextOf: readonly number[];
  /** At the foot of the page, belonging to its words, in order. */
  readonly footnotes: readonly string[];
}

/** So many sentences between a sentence and its context are shown as well, so that it is one piece. */
const GAP = 1;

/** So far back the sentences are shown that a pronoun at a sentence's beginning points to, one after the other. */
const ANTECEDENTS = 2;

/** An answer in an interview is shown from its beginning, up to this sentence. */
const FROM_BEGINNING = 2;

/** The asked sentences with the context of each, in the article's order, no sentence twice. */
export function show(asked: readonly Excerpt[]): readonly Shown[] {
  const needed = asked.map((one) => {
    const leadIn = leadInOf(one.passage);
    return leadIn !== null && asked.some((other) => isIn([leadIn], other))
      ? [leadIn]
      : withContext(one);
  });
  return joinTouching(needed.flat()).map((piece) => {
    const owners = [...asked.keys()].filter((i) => isIn(needed[i] ?? [], piece));
    const answers = owners.filter((i) => isIn(asked.slice(i, i + 1), piece));
    return make(piece, { answers, contextOf: owners.filter((i) => !answers.includes(i)) });
  });
}

/** The same where each of the asked excerpts stays a piece of its own, in the given order; its context is around it. */
export function showApart(asked: readonly Excerpt[]): readonly Shown[] {
  const before: Excerpt[] = [];
  return asked.flatMap((own, i) => {
    const needed = withContext(own)
      .flatMap(sentencesOf)
      .filter(
        (one) => isIn([one], own) || ![...asked, ...before].some((other) => isIn([one], other)),
      );
    before.push(...needed);
    return joinTouching(needed).map((piece) => {
      const isOwn = isIn([own], piece);
      return make(piece, { answers: isOwn ? [i] : [], contextOf: isOwn ? [] : [i] });
    });
  });
}

function isIn(excerpts: readonly Excerpt[], piece: Excerpt): boolean {
  return excerpts.some((one) => holdsExcerpt(piece, one));
}

function sentencesOf({ passage, from, to }: Excerpt): Excerpt[] {
  return passage.sentences
    .slice(from, to)
    .map((_, i) => ({ passage, from: from + i, to: from + i + 1 }));
}

function make(piece: Excerpt, roles: Pick<Shown, "answers" | "contextOf">): Shown {
  return {
    ...piece,
    ...roles,
    [made]: true,
    words: shownWords(piece),
    speaker: namedBeside(piece),
    footnotes: footnotesOf(piece),
  };
}

/** The paragraph that an article opens with, whole; null where it has no passage. */
export function showLead({ passages }: Article): Shown | null {
  const lead = passages.find(({ kind }) => kind === "paragraph") ?? passages.find(mayAnswer);
  if (lead === undefined) return null;
  const whole = { passage: lead, from: 0, to: lead.sentences.length };
  return make(whole, { answers: [0], contextOf: [] });
}

/** Whether what is shown can be read without the article: no pronoun points to what is not shown, no speaker is missing. */
export function standsAlone(shown: readonly Shown[]): boolean {
  const last = shown.findLastIndex(({ answers }) => answers.length > 0);
  return shown.slice(0, last + 1).every((piece) => {
    const { passage, from } = piece;
    const speech = speechOf(passage, from);
    if (speech?.how === "indirect" && speech.speakerAt === null) return false;
    const isOpen = leans(piece, pointsBack) && !leans(piece, isQuoted);
    if (passage.kind !== "paragraph" || passage.question !== null || !isOpen) return true;
    const before = from === 0 ? sentenceBefore(piece) : null;
    return before !== null && shown.some((one) => isIn([before], one));
  });
}

function withContext(asked: Excerpt): Excerpt[] {
  return joinTouching([asked, ...sentencesOf(asked).flatMap(contextOf)]);
}

/** The context of each sentence that was asked for once. */
const contexts = perArticle(() => new Map<string, readonly Excerpt[]>());

function contextOf({ passage, from }: Excerpt): readonly Excerpt[] {
  const known = contexts(passage.article);
  const key = `${passage.id} ${from}`;
  let found = known.get(key);
  if (found === undefined) {
    found = toldContext(passage, from) ?? [
      ...excerptsFor(passage, from),
      ...[denialOf(passage, from)].filter((denial) => denial !== null),
    ];
    known.set(key, found);
  }
  return found;
}

/** What the article's foreseen file says of it; null where that says nothing. */
function toldContext(passage: Passage, sentence: number): Excerpt[] | null {
  const told = passage.sentences[sentence]?.foreseen.with;
  if (told === undefined || passage.kind === "pull-quote") return null;
  const others = told.map((words) => placeOf(passage.article, words));
  const own = { passage, from: sentence, to: sentence + 1 };
  return joinTouching([own, ...others.filter((one) => one !== null)], GAP);
}

function excerptsFor(passage: Passage, sentence: number): Excerpt[] {
  const own = { passage, from: sentence, to: sentence + 1 };
  if (passage.kind === "question" || passage.table !== null) return [own];
  if (passage.kind !== "paragraph") return [{ passage, from: 0, to: passage.sentences.length }];
  const speaker = speakerSentence(own);
  const antecedents = antecedentsOf(own, speaker);
  const speakers = [speaker, ...antecedents.map(speakerSentence)].filter((one) => one !== null);
  const needed = [own, ...antecedents, ...speakers];
  if (leans(own, announces)) needed.push(...[sentenceBehind(own)].filter((one) => one !== null));
  if (passage.question !== null && sentence <= FROM_BEGINNING) needed.push({ ...own, from: 0 });
  return joinTouching(joinTouching(needed, GAP).map(withWholeQuotation));
}

/** What its pronouns point to. A sentence that names the speaker in another paragraph explains them as well. */
function antecedentsOf(own: Excerpt, speaker: Excerpt | null): Excerpt[] {
  const found: Excerpt[] = [];
  let at = own;
  while (found.length < ANTECEDENTS) {
    if (!leans(at, pointsBack) && !(at === own && leans(at, pointsBackInside))) break;
    const before = sentenceBefore(at);
    const isFar = before?.passage !== own.passage && (speaker !== null || leans(at, isQuoted));
    if (before === null || isFar) break;
    found.push(before);
    at = before;
  }
  return found;
}

function isQuoted(sentence: string): boolean {
  return /^["„“»«]/u.test(sentence);
}

function leans({ passage, from }: Excerpt, how: (sentence: string) => boolean): boolean {
  return how(passage.sentences[from]?.text ?? "");
}

/** The other sentence that names the speaker; null where the sentence names its own, or none does. */
function speakerSentence({ passage, from }: Excerpt): Excerpt | null {
  const place = speechOf(passage, from)?.speakerAt ?? null;
  if (place === null || (place.passage === passage && place.sentence === from)) return null;
  return { passage: place.passage, from: place.sentence, to: place.sentence + 1 };
}
