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
import { antecedentOf, pointsBack } from "./antecedent.ts";
import { denialOf } from "./denials.ts";
import { withWholeQuotation } from "./quotation-spans.ts";
import { footnotesOf, namedBeside, shownWords } from "./shown-words.ts";
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

/** The sentence that names the speaker becomes a piece of its own when it stands farther away than this; in sentences. */
const REACH = 2;

/** The asked sentences with the context of each, in the article's order, no sentence twice. */
export function show(asked: readonly Excerpt[]): readonly Shown[] {
  const needed = asked.map(withContext);
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
    if (passage.kind !== "paragraph" || !pointsBack(passage.sentences[from]?.text ?? ""))
      return true;
    const before = from === 0 ? lastBefore(passage) : null;
    return before !== null && shown.some((one) => isIn([before], one));
  });
}

function withContext(asked: Excerpt): Excerpt[] {
  const needed = sentencesOf(asked).flatMap(({ passage, from }) => [
    ...excerptsFor(passage, from),
    ...[denialOf(passage, from)].filter((denial) => denial !== null),
  ]);
  return joinTouching([asked, ...needed]);
}

function excerptsFor(passage: Passage, sentence: number): Excerpt[] {
  if (passage.kind === "question") return [];
  if (passage.kind !== "paragraph") return [{ passage, from: 0, to: passage.sentences.length }];
  const leans = sentence > 0 && pointsBack(passage.sentences[sentence]?.text ?? "");
  const from = leans ? sentence - 1 : sentence;
  const own = withWholeQuotation({ passage, from, to: sentence + 1 });
  const other = speakerSentence(passage, sentence) ?? (own.from === 0 ? lastBefore(passage) : null);
  if (other === null) return [own];
  if (other.passage !== passage || Math.abs(sentence - other.from) > REACH)
    return [withWholeQuotation(other), own];
  const both = { from: Math.min(own.from, other.from), to: Math.max(own.to, other.to) };
  return [withWholeQuotation({ passage, ...both })];
}

/** The other sentence that names the speaker; null where the sentence names its own, or none does. */
function speakerSentence(passage: Passage, sentence: number): Excerpt | null {
  const place = speechOf(passage, sentence)?.speakerAt ?? null;
  if (place === null || (place.passage === passage && place.sentence === sentence)) return null;
  return { passage: place.passage, from: place.sentence, to: place.sentence + 1 };
}

function lastBefore(passage: Passage): Excerpt | null {
  const before = antecedentOf(passage);
  if (before === null) return null;
  const { length } = before.sentences;
  return { passage: before, from: length - 1, to: length };
}
