/**
 * Sums up a talk without a model: the messages that matter most, word for word.
 */
import { asksBot, isSmallTalk } from "./cues.ts";
import { labelOf } from "./label.ts";
import { readMessages, type ReadMessage } from "./read-messages.ts";
import { FEWEST_MESSAGES, MOST_POINTS, type Point, type Summarizer, type Talk } from "./summary.ts";
import { weigh } from "./weight.ts";

/** Each point is one message. */
export function createExtractiveSummarizer(): Summarizer {
  return {
    async sumUp(talk) {
      const points = talk.messages.length < FEWEST_MESSAGES ? allOf(talk) : bestOf(talk);
      return { points, isFallback: false };
    },
  };
}

function allOf({ messages }: Talk): Point[] {
  return messages
    .filter((message) => !asksBot(message))
    .map((message) => ({ kind: "point", text: null, messages: [message] }));
}

function bestOf(talk: Talk): Point[] {
  const all = readMessages(talk);
  const chosen = new Set(weightiest(all.filter((one) => !isSmallTalk(one) && !asksBot(one))));
  return all
    .filter((one) => chosen.has(one))
    .map((one) => ({ kind: labelOf(one, talk.language), text: null, messages: [one.message] }));
}

/** Of messages with the same words only the last. */
function weightiest(candidates: readonly ReadMessage[]): ReadMessage[] {
  const distinct = new Map(candidates.map((one) => [one.words.join(" "), one]));
  return [...distinct.values()]
    .map((message) => ({ message, weight: weigh(message) }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_POINTS)
    .map(({ message }) => message);
}
