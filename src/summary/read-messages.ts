/**
 * Reads a talk's messages: the words of each, and the responses of others to it.
 */
import { splitWords } from "../text/words.ts";
import type { Talk, TalkMessage } from "./summary.ts";

export interface ReadMessage {
  readonly message: TalkMessage;
  /** Its beginning, without the placeholder for what is no text: "das Café" of "[Foto] das Café". */
  readonly text: string;
  /** Lower case, in order. */
  readonly words: readonly string[];
  /** What others wrote in the same topic soon after it, then what they wrote later in reply to it. */
  readonly responses: readonly ReadMessage[];
}

/** Only this much of a text is read, in UTF-16 units: people say what matters first. */
const READ_LENGTH = 1000;
/** Of all messages together: of a thousand long ones only the beginning of each, for nobody is answered meanwhile. */
const READ_IN_ALL = 100_000;

/** "[Foto] das Café" */
const PLACEHOLDER = /^\[[^\]\n]{1,40}\]\s*/u;

/** A message counts as a response within this many messages and this time; later ones are about something else. */
const WITHIN_MESSAGES = 8;
const WITHIN_MS = 20 * 60_000;
/** Of one message. */
const MOST_SOON = 6;
const MOST_RESPONSES = 26;

/** In the talk's order. */
export function readMessages({ messages, language }: Talk): ReadMessage[] {
  const length = lengthToRead(messages);
  const all = messages.map((message) => {
    const text = message.text.slice(0, length).replace(PLACEHOLDER, "");
    const responses: ReadMessage[] = [];
    return { message, text, words: splitWords(text.toLowerCase(), language), responses };
  });
  for (const topic of Map.groupBy(all, ({ message }) => message.topic).values())
    for (const [i, one] of topic.entries()) {
      const following = topic.slice(i + 1, i + 1 + WITHIN_MESSAGES);
      one.responses.push(...following.filter((other) => isSoon(one, other)).slice(0, MOST_SOON));
    }
  const byId = new Map(all.map((one) => [one.message.id, one]));
  for (const reply of all) {
    const replied = byId.get(reply.message.replyTo ?? 0);
    if (replied === undefined || !isByOther(replied, reply)) continue;
    const { responses } = replied;
    if (responses.length < MOST_RESPONSES && !responses.includes(reply)) responses.push(reply);
  }
  return all;
}

/** Short messages are read whole: the longest lose first. */
function lengthToRead(messages: readonly TalkMessage[]): number {
  let length = READ_LENGTH;
  const sum = () => messages.reduce((all, { text }) => all + Math.min(text.length, length), 0);
  while (length > 1 && sum() > READ_IN_ALL) length = Math.floor(length / 2);
  return length;
}

function isSoon(one: ReadMessage, other: ReadMessage): boolean {
  return isByOther(one, other) && other.message.at - one.message.at <= WITHIN_MS;
}

function isByOther(one: ReadMessage, other: ReadMessage): boolean {
  return one.message.person !== other.message.person;
}
