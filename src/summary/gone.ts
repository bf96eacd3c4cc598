/**
 * What became of a talk while it was summed up: what is gone by then is in no summary either.
 */
import { numberPeople } from "./people.ts";
import type { Summary, Talk, TalkMessage } from "./summary.ts";

/**
 * Without the points that rest on a message which is gone or was edited since, and without those that name somebody
 * whose message is gone.
 *
 * For who sums up: read the same messages again right before the summary is used, and use what this leaves. Where no
 * point is left, what is still there can be summed up anew.
 *
 * `before` is what was summed up, `after` what is still there of it.
 */
export function withoutGone(
  summary: Summary,
  before: Talk,
  after: readonly TalkMessage[],
): Summary {
  const texts = new Map(after.map(({ id, text }) => [id, text]));
  const names = namesOfGone(before, texts);
  const points = summary.points.filter(
    ({ text, messages }) =>
      messages.every((message) => texts.get(message.id) === message.text) &&
      !names.some((name) => text?.includes(name) === true),
  );
  return points.length === summary.points.length ? summary : { ...summary, points };
}

/** As a summary names them. */
function namesOfGone({ messages }: Talk, kept: Pick<ReadonlyMap<number, string>, "has">): string[] {
  const gone = new Set(messages.filter(({ id }) => !kept.has(id)).map(({ person }) => person));
  if (gone.size === 0) return [];
  const people = numberPeople(messages);
  return [...gone].map((person) => people.restore(people.numberOf(person)));
}
