/**
 * The weightiest messages of a talk that do not say the same again (maximal marginal relevance).
 */
import type { ReadMessage } from "./read-messages.ts";

export interface Weighed {
  readonly message: ReadMessage;
  readonly weight: number;
}

/**
 * What a message loses for saying all that a chosen one says. On test/quality/talks/tuning, 2026-11, 1.8 and 2.4 hold
 * 75 of 105 points, 1.2 holds 74. That neighbours of a chosen message lose something as well, helped nowhere.
 */
const REPETITION = 1.8;

interface Candidate extends Weighed {
  /** What stays of the weight beside those chosen. */
  rest: number;
}

/** At most `limit`, best first; `all` is the talk that rare terms are told by. */
export function choose(
  weighed: readonly Weighed[],
  all: readonly ReadMessage[],
  limit: number,
): ReadMessage[] {
  const likeness = createLikeness(all);
  const left = new Set(weighed.map((one): Candidate => ({ ...one, rest: one.weight })));
  const chosen: ReadMessage[] = [];
  while (chosen.length < limit) {
    const best = bestOf(left);
    if (best === null) break;
    left.delete(best);
    chosen.push(best.message);
    for (const other of left)
      other.rest -= REPETITION * likeness(best.message.terms, other.message.terms);
  }
  return chosen;
}

function bestOf(candidates: Iterable<Candidate>): Candidate | null {
  let best: Candidate | null = null;
  for (const candidate of candidates)
    if (best === null || candidate.rest > best.rest) best = candidate;
  return best;
}

type Likeness = (a: readonly string[], b: readonly string[]) => number;

/** From 0 to 1, the cosine of the terms by their rarity: log(messages / messages with the term). */
function createLikeness(all: readonly ReadMessage[]): Likeness {
  const holding = new Map<string, number>();
  for (const { terms } of all)
    for (const term of terms) holding.set(term, (holding.get(term) ?? 0) + 1);
  const square = (term: string) => Math.log((all.length + 1) / (holding.get(term) ?? 1)) ** 2;
  const sum = (terms: readonly string[]) => terms.reduce((total, term) => total + square(term), 0);
  return (a, b) => {
    const shared = sum(a.filter((term) => b.includes(term)));
    return shared === 0 ? 0 : shared / Math.sqrt(sum(a) * sum(b));
  };
}
