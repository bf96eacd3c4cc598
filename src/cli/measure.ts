/**
 * Questions with known passages, put to a library: what it finds, answers and declines, and how fast.
 */
import { isSure, type Answer } from "../answer/answer.ts";
import { readQuestion } from "../answer/wish.ts";
import type { Library } from "../library.ts";
import type { KnownQuestion } from "./questions.ts";
import { ratioOf, round, shareOf } from "./shares.ts";

/** How one question fared. */
export interface Outcome {
  readonly question: KnownQuestion;
  /** The place of the first right passage, from 1; null when it is not among the first ten. */
  readonly rank: number | null;
  /** The place of the first cited sentence that answers, from 1, the best sentence first; null when none does. */
  readonly answerRank: number | null;
  readonly declined: boolean;
  /** Whether it was answered, and not only offered a passage. */
  readonly sure: boolean;
  readonly ms: number;
}

export async function askAll(
  questions: readonly KnownQuestion[],
  library: Library,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions) outcomes.push(await askOne(question, library));
  return outcomes;
}

/** As `--json` prints them. */
export function figuresOf(outcomes: readonly Outcome[]) {
  const [answerable, unanswerable] = splitByAnswer(outcomes);
  const share = (claim: (outcome: Outcome) => boolean) => ratioOf(shareOf(answerable, claim));
  const reciprocals = answerable.map(({ rank }) => (rank === null ? 0 : 1 / rank));
  const times = outcomes.map(({ ms }) => ms);
  return {
    questions: outcomes.length,
    "recall@1": share(({ rank }) => within(rank, 1)),
    "recall@3": share(({ rank }) => within(rank, 3)),
    "recall@5": share(({ rank }) => within(rank, 5)),
    "mrr@10": round(
      reciprocals.reduce((sum, one) => sum + one, 0) / Math.max(1, answerable.length),
    ),
    "answer@1": share(({ answerRank }) => within(answerRank, 1)),
    "answer@3": share(({ answerRank }) => within(answerRank, 3)),
    kept: share(({ declined }) => !declined),
    refused: ratioOf(shareOf(unanswerable, ({ declined }) => declined)),
    sure_unanswerable: ratioOf(shareOf(unanswerable, ({ sure }) => sure)),
    query_ms_p50: round(quantile(times, 0.5)),
    query_ms_p99: round(quantile(times, 0.99)),
  };
}

/** Those that the articles answer, and those that they do not. */
export function splitByAnswer(
  outcomes: readonly Outcome[],
): [answerable: readonly Outcome[], unanswerable: readonly Outcome[]] {
  const byKind = Map.groupBy(outcomes, ({ question }) => question.passages.length > 0);
  return [byKind.get(true) ?? [], byKind.get(false) ?? []];
}

async function askOne(question: KnownQuestion, { find, answerer }: Library): Promise<Outcome> {
  const start = performance.now();
  const answer = await answerer.answer(readQuestion(question.question));
  const ms = performance.now() - start;
  const found = find(question.question, null).passages.map(({ passage }) => passage);
  const passages = answer.kind === "overview" ? [answer.lead.passage, ...found] : found;
  return {
    question,
    rank: placeOf(passages.slice(0, 10), (passage) => holds(passage.text, question.passages)),
    answerRank: placeOf(citedSentences(answer), (sentence) => holds(sentence, question.answer)),
    declined: answer.kind === "declined",
    sure: isSure(answer),
    ms,
  };
}

/** The best sentence of each citation in the order of their ranking, then the sentences they are shown with. */
function citedSentences(answer: Answer): string[] {
  if (answer.kind === "overview") return answer.lead.passage.sentences.map(({ text }) => text);
  if (answer.kind === "written")
    return answer.citations.flatMap(({ passage, from, to }) =>
      passage.sentences.slice(from, to).map(({ text }) => text),
    );
  if (answer.kind !== "quotes") return [];
  const ranked = answer.ranking.flatMap((mark) =>
    answer.citations
      .filter((citation) => citation.mark === mark)
      .toSorted((a, b) => b.answers.length - a.answers.length),
  );
  const best = ranked.map(({ passage, best: sentence }) => passage.sentences[sentence]?.text ?? "");
  const context = ranked.flatMap(({ passage, from, to, best: sentence }) =>
    passage.sentences
      .slice(from, to)
      .filter((_, i) => from + i !== sentence)
      .map(({ text }) => text),
  );
  return [...best, ...context];
}

export function within(place: number | null, first: number): boolean {
  return place !== null && place <= first;
}

/** `share` of 0.5 is the median; 0 of no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function placeOf<Item>(items: readonly Item[], isRight: (item: Item) => boolean): number | null {
  const at = items.findIndex(isRight);
  return at < 0 ? null : at + 1;
}

/** White space counts as one space. */
export function holds(text: string, strings: readonly string[]): boolean {
  const folded = foldSpace(text);
  return strings.some((string) => folded.includes(foldSpace(string)));
}

function foldSpace(text: string): string {
  return text.replace(/\s+/g, " ");
}
