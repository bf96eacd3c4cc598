/**
 * Sums up a talk in its own words: the messages that matter most, as they were written.
 */
import { choose, type Weighed } from "./choose.ts";
import { createCues, type Cues } from "./cues.ts";
import { kindOf } from "./kind.ts";
import { readMessages, type ReadMessage } from "./read-messages.ts";
import { createReceptions } from "./reception.ts";
import { FEWEST_MESSAGES, MOST_POINTS, type Point, type Summarizer, type Talk } from "./summary.ts";
import { weigh, weighRoughly } from "./weight.ts";

/** Of a long talk only so many are weighed closely. */
const CANDIDATES = 500;

/** Every point is one message; nothing leaves this machine, and nobody pays. */
export function createExtractiveSummarizer(): Summarizer {
  return {
    async sumUp(talk) {
      const points = talk.messages.length < FEWEST_MESSAGES ? allOf(talk) : bestOf(talk);
      return { points, isStandIn: false };
    },
  };
}

function allOf({ messages }: Talk): Point[] {
  return messages.map((message) => ({ kind: "point", text: null, messages: [message] }));
}

function bestOf(talk: Talk): Point[] {
  const cues = createCues(talk.language);
  const all = readMessages(talk);
  const receptionOf = createReceptions(all);
  const weighed = candidatesOf(all, cues).map((message): Weighed => ({
    message,
    weight: weigh(message, receptionOf(message), cues),
  }));
  const chosen = new Set(choose(weighed, all, MOST_POINTS));
  return all
    .filter((message) => chosen.has(message))
    .map((message) => ({
      kind: kindOf(message, receptionOf(message), cues),
      text: null,
      messages: [message.message],
    }));
}

function candidatesOf(all: readonly ReadMessage[], cues: Cues): ReadMessage[] {
  return all
    .filter((message) => !cues.isSmallTalk(message) && !cues.asksBot(message))
    .map((message) => ({ message, weight: weighRoughly(message) }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, CANDIDATES)
    .map(({ message }) => message);
}
