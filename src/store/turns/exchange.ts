/**
 * A question with its answer as it is kept for an hour: cut to what a follow-up needs, and sealed.
 */
import type { StoreParts } from "../parts.ts";
import type { Spot } from "../sealing/seal.ts";

/** In plain text. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

export interface Answered extends Exchange {
  /** The message that asked; null where none did. */
  readonly askedIn: number | null;
}

export const EXCHANGE_KEPT_MS = 60 * 60 * 1000;

/** UTF-16 units; a follow-up needs their words, not their length. */
const KEPT_UNITS = { question: 500, answer: 1000 } as const;

/** What is sealed of it. */
export function encodeExchange({ question, answer }: Exchange): string {
  return JSON.stringify([
    question.slice(0, KEPT_UNITS.question),
    answer.slice(0, KEPT_UNITS.answer),
  ]);
}

/** Without those that cannot be opened. */
export async function openExchanges(
  { database, keys }: StoreParts,
  sealed: readonly { readonly exchange: Uint8Array; readonly spot: Spot }[],
): Promise<Exchange[]> {
  if (sealed.length === 0) return [];
  const texts = sealed.map(({ exchange }) => exchange);
  const open = await keys.opener(database, texts);
  return sealed.flatMap(({ exchange, spot }) => {
    const text = open(exchange, spot);
    if (text === null) return [];
    const [question = "", answer = ""] = JSON.parse(text) as string[];
    return [{ question, answer }];
  });
}
