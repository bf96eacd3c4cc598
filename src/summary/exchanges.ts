/**
 * Joins messages that are understood together only: a question and its answer, a request and who takes it on, a motion
 * and its vote, a plan and what was added to it. What no longer holds is left out.
 */
import { findChanges, type Change } from "../grounding/talk-changes.ts";
import { addressesProgram } from "../grounding/talk-orders.ts";
import { isBallot, opensVote, readVote } from "../grounding/talk-votes.ts";
import { readTalkValues } from "../grounding/talk-values.ts";
import {
  accepts,
  asksForValue,
  isAssent,
  isNoAnswer,
  isQuestion,
  isRequest,
  isSmallTalk,
  saysYou,
  settles,
  speaksOfItself,
} from "./cues.ts";
import { readMessages, type ReadMessage } from "./read-messages.ts";
import type { Talk } from "./summary.ts";

export interface Exchange {
  /** In the order of time, one to three. */
  readonly messages: readonly ReadMessage[];
  /** What the last one is to the one before it. */
  readonly end: "answer" | "vote" | "addition" | "change" | null;
  /** Whether it moves an earlier day or time. */
  readonly isMoved: boolean;
}

const MOST_JOINED = 3;
/** A question that says so little is about what stands before it; in words. */
const SHORT_QUESTION = 4;
const SHORT_ASSENT = 3;
const SOON_MS = 6 * 60_000;
const ABOUT_MS = 20 * 60_000;
/** So far before it is looked for a question, and for what that is about; in messages. */
const NEAR = 3;
const WITHIN = 8;

/** Each message stands in one of them at most. */
export function findExchanges(talk: Talk): Exchange[] {
  const all = readMessages(talk);
  const changes = findChanges(talk.messages, talk.language);
  const isOut = (one: ReadMessage) =>
    addressesProgram(one.text) || changes.get(one.message.id)?.isSure === true;
  const kept = withoutBallots(all.filter((one) => !isOut(one)));
  const joins = findJoins(kept, changes);
  const moved = new Set([...changes.values()].filter(({ isMove }) => isMove).map(({ by }) => by));
  const later = new Map([...joins].map(([one, { to }]) => [to, one]));
  return kept.flatMap((one): Exchange[] => {
    if (later.has(one)) return [];
    const messages = [one];
    for (let join = joins.get(one); join !== undefined; join = joins.get(join.to)) {
      if (messages.includes(join.to) || messages.length === MOST_JOINED) break;
      messages.unshift(join.to);
    }
    const isMoved = messages.some(({ message }) => moved.has(message.id));
    return [{ messages, end: joins.get(one)?.as ?? null, isMoved }];
  });
}

/** Of a vote that has a result its ballots say nothing more. */
function withoutBallots(all: readonly ReadMessage[]): ReadMessage[] {
  const results = all.flatMap(({ text }, i) => (readVote(text).votes === null ? [] : [i]));
  const motions = results.map((i) => all.slice(0, i).findLastIndex(({ text }) => opensVote(text)));
  return all.filter(
    ({ text }, at) =>
      !isBallot(text) ||
      !results.some((end, i) => at < end && at > (motions[i] ?? -1) && (motions[i] ?? -1) >= 0),
  );
}

interface Join {
  /** The earlier message. */
  readonly to: ReadMessage;
  readonly as: NonNullable<Exchange["end"]>;
}

/** By the later message; each earlier one is joined to by one, the surest first. */
function findJoins(
  all: readonly ReadMessage[],
  changes: ReadonlyMap<number, Change>,
): Map<ReadMessage, Join> {
  const byId = new Map(all.map((one) => [one.message.id, one]));
  const joins = new Map<ReadMessage, Join>();
  const taken = new Set<ReadMessage>();
  function join(one: ReadMessage | undefined, to: ReadMessage | undefined, as: Join["as"]): void {
    if (one === undefined || to === undefined || taken.has(to) || joins.has(one)) return;
    joins.set(one, { to, as });
    taken.add(to);
  }
  const repliedTo = ({ message }: ReadMessage) => byId.get(message.replyTo ?? 0);

  for (const [i, one] of all.entries()) join(one, motionOf(i, all, repliedTo(one)), "vote");
  for (const [id, { by }] of changes) join(byId.get(by), byId.get(id), "change");
  for (const one of all) {
    const replied = repliedTo(one);
    const as = replied === undefined ? null : roleOfReply(one, replied);
    if (as !== null) join(one, replied, as);
  }
  for (const [i, one] of all.entries()) join(one, questionOf(i, all), "answer");
  for (const [one, { to, as }] of joins) {
    const known = repliedTo(to) ?? aboutOf(to, one, all).findLast((other) => !joins.has(other));
    if (as === "answer") join(to, known, "addition");
  }
  for (const [i, one] of all.entries()) join(one, continuedBy(i, all), "addition");
  return joins;
}

function motionOf(
  i: number,
  all: readonly ReadMessage[],
  replied: ReadMessage | undefined,
): ReadMessage | undefined {
  if (readVote(all[i]?.text ?? "").votes === null) return undefined;
  return replied ?? all.slice(0, i).findLast(({ text }) => opensVote(text));
}

function roleOfReply(one: ReadMessage, replied: ReadMessage): Join["as"] | null {
  if (isSameAuthor(one, replied)) return "addition";
  return concludes(one, replied) ? "answer" : null;
}

/** Which question shortly before it a message answers, though it is no reply. */
function questionOf(i: number, all: readonly ReadMessage[]): ReadMessage | undefined {
  return all
    .slice(Math.max(0, i - NEAR), i)
    .findLast((other) => all[i] !== undefined && isAnsweredBy(other, all[i]));
}

/** With which message its author began what it goes on with; small talk between is passed over. */
function continuedBy(i: number, all: readonly ReadMessage[]): ReadMessage | undefined {
  const one = all[i];
  if (one === undefined) return undefined;
  const before = all
    .slice(0, i)
    .findLast((other) => !isSmallTalk(other) || isSameAuthor(one, other));
  return before !== undefined && continues(one, before) ? before : undefined;
}

/** "until when?" and "will you?" are about what one of the two said before. */
function aboutOf(
  question: ReadMessage,
  answer: ReadMessage,
  all: readonly ReadMessage[],
): ReadMessage[] {
  const isShort = question.words.length <= SHORT_QUESTION;
  const at = all.indexOf(question);
  return all
    .slice(Math.max(0, at - WITHIN), at)
    .filter(
      (other) =>
        ((isShort && isSameAuthor(other, question)) ||
          ((isShort || saysYou(question)) && isSameAuthor(other, answer))) &&
        question.message.at - other.message.at <= ABOUT_MS &&
        !isSmallTalk(other),
    );
}

function isSameAuthor(one: ReadMessage, other: ReadMessage): boolean {
  return one.message.person === other.message.person;
}

/** Whether a reply answers a question, or takes on or settles what was said. */
function concludes(one: ReadMessage, replied: ReadMessage): boolean {
  if (isQuestion(one)) return false;
  if (isQuestion(replied)) return !isNoAnswer(one) || isAssent(one);
  if (isRequest(replied)) return accepts(one);
  return settles(one) || (one.words.length > SHORT_ASSENT && accepts(one));
}

function isAnsweredBy(question: ReadMessage, one: ReadMessage): boolean {
  if (one.message.replyTo !== null || isQuestion(one)) return false;
  if (!isQuestion(question) || !question.responses.includes(one)) return false;
  if (question.message.topic !== one.message.topic || one.message.text !== one.text) return false;
  if (isNoAnswer(one) && !isAssent(one)) return false;
  if (asksForValue(question)) return namesValue(one.text);
  return isAskedOf(one.message.name, question) || accepts(one) || speaksOfItself(one);
}

/** "Wolle, könntest du?" `name`: of whom it may be asked. */
export function isAskedOf(name: string, question: ReadMessage): boolean {
  const [first = ""] = name.toLowerCase().match(/\p{L}+/u) ?? [];
  return first.length > 1 && question.words.includes(first);
}

/** "wolle, man sieht den boden" is said to somebody else. */
function isAddressed({ text }: ReadMessage): boolean {
  return /^@?\p{L}+, /u.test(text);
}

function namesValue(text: string): boolean {
  const { days, times, numbers } = readTalkValues(text);
  return days.size + times.size + numbers.size > 0;
}

/** Whether somebody goes on, and with the same thing: two days are two things. */
function continues(one: ReadMessage, before: ReadMessage): boolean {
  return (
    one.message.replyTo === null &&
    isSameAuthor(one, before) &&
    one.message.at - before.message.at <= SOON_MS &&
    one.message.topic === before.message.topic &&
    !isAddressed(one) &&
    ![one, before].some((each) => isSmallTalk(each) || isQuestion(each) || isBallot(each.text)) &&
    ![one, before].every(({ text }) => readTalkValues(text).days.size > 0)
  );
}
