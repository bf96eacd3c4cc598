/**
 * How a message was taken: what others wrote after it in its topic or in reply to it, and how soon.
 */
import type { ReadMessage } from "./read-messages.ts";

export interface Reception {
  /** What others wrote right after it, then what they wrote in reply to it later. */
  readonly responses: readonly ReadMessage[];
  /** Until the next message, anybody's; 0 for the last, which may yet get one. */
  readonly silenceMs: number;
}

/** What is written later or further on is about something else; in messages. */
const REACH = 8;
const WITHIN_MS = 20 * 60_000;
/** Read at most. */
const RESPONSES = 6;
const REPLIES = 20;

/** `all` is the talk in its order; each topic is a talk of its own. */
export function createReceptions(all: readonly ReadMessage[]): (message: ReadMessage) => Reception {
  const topics = Map.groupBy(all, ({ message }) => message.topic);
  const places = new Map<ReadMessage, number>();
  for (const topic of topics.values()) for (const [i, one] of topic.entries()) places.set(one, i);
  const replies = Map.groupBy(
    all.filter(({ message }) => message.replyTo !== null),
    ({ message }) => message.replyTo,
  );
  return (one) => {
    const { id, person, at, topic } = one.message;
    const place = places.get(one) ?? 0;
    const following = (topics.get(topic) ?? []).slice(place + 1, place + 1 + REACH);
    const isOther = ({ message }: ReadMessage) => message.person !== person;
    const soon = following
      .filter((other) => isOther(other) && other.message.at - at <= WITHIN_MS)
      .slice(0, RESPONSES);
    const later = (replies.get(id) ?? [])
      .slice(0, REPLIES)
      .filter((other) => isOther(other) && !soon.includes(other));
    return {
      responses: [...soon, ...later],
      silenceMs: (following[0]?.message.at ?? at) - at,
    };
  };
}
