/**
 * Takes out of a summary what people deleted or edited while it was being written.
 */
import { numberPeople } from "./numbered-people.ts";
import type { Summary, Talk, TalkMessage } from "./summary.ts";

/**
 * Leaves out the points that rest on a message which was deleted or edited meanwhile, and those that name somebody who
 * deleted a message.
 *
 * Read the same messages again right before the summary is used, and use what this leaves. Where no point is left, what
 * is still there can be summed up anew.
 *
 * @param before what was summed up
 * @param after what is still there of it
 */
export function withoutChanged(
  summary: Summary,
  before: Talk,
  after: readonly TalkMessage[],
): Summary {
  const texts = new Map(after.map(({ id, text }) => [id, text]));
  const deleted = before.messages.filter(({ id }) => !texts.has(id));
  const names = namesOf(deleted, before);
  const points = summary.points.filter(
    ({ text, messages }) =>
      messages.every((message) => texts.get(message.id) === message.text) &&
      !names.some((name) => text?.includes(name) === true),
  );
  return points.length === summary.points.length ? summary : { ...summary, points };
}

/** Of those who wrote the messages, as a summary of the talk names them. */
function namesOf(messages: readonly TalkMessage[], talk: Talk): string[] {
  if (messages.length === 0) return [];
  const people = numberPeople(talk.messages);
  const persons = new Set(messages.map(({ person }) => person));
  return [...persons].map((person) => people.restoreNames(people.numberOf(person)));
}
