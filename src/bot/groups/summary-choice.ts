/**
 * Which of a group's recorded messages a summary is about.
 */
import type { MessageRange } from "../../store/recording/read.ts";
import type { RecordedMessage } from "../../store/recording/recorded.ts";
import type { Asker } from "../../store/turns/turns.ts";
import type { LastSummary } from "../../store/chats/settings.ts";
import type { Store } from "../../store/store.ts";
import type { Parts } from "../parts.ts";
import { fingerprintOf, type Fingerprint } from "./summary-fingerprint.ts";
import { MOST_MESSAGES, type Wanted } from "./summary-range.ts";
import { startOfDay } from "./summary-times.ts";

export interface Choice {
  /** In the order of time. */
  readonly messages: readonly RecordedMessage[];
  /** What was asked for begins there, in milliseconds; null when it was not asked by time. */
  readonly from: number | null;
  /** The same ones as they are by now, without what was forgotten since. */
  again(): Promise<Again>;
}

export interface Again extends Pick<Choice, "messages"> {
  readonly fingerprint: Fingerprint;
}

interface Asked {
  readonly wanted: Wanted;
  readonly asker: Asker;
  readonly topic: MessageRange["topic"];
  readonly last: LastSummary | null;
}

type ReadingStore = Pick<Store["messages"], "read" | "states">;

type ChoosingParts = Pick<Parts, "store" | "summaries" | "now">;

const DAY_MS = 86_400_000;

export async function choose(asked: Asked, parts: ChoosingParts): Promise<Choice> {
  const { asker, topic } = asked;
  const { messages } = parts.store;
  const {
    from,
    to = null,
    limit = MOST_MESSAGES,
    isMeant = () => true,
  } = await readRange(asked, parts);
  const range = { chat: asker.chat, topic, from, to, limit };
  const found = await messages.read(range);
  return choiceOf(messages, range, { messages: found.filter(isMeant), from });
}

/** All of a range. */
export async function chooseBetween(messages: ReadingStore, range: MessageRange): Promise<Choice> {
  const found = await messages.read(range);
  return choiceOf(messages, range, { messages: found, from: range.from });
}

function choiceOf(store: ReadingStore, range: MessageRange, chosen: Omit<Choice, "again">): Choice {
  const { messages } = chosen;
  const edits = new Map(messages.map(({ id, editedAt }) => [id, editedAt]));
  const [first, last] = [messages[0], messages.at(-1)];
  // More may have been written in the last one's second.
  const whole = { ...range, from: first?.at ?? 0, to: last?.at ?? 0, limit: MOST_MESSAGES };
  return {
    ...chosen,
    async again() {
      const states = await store.states(whole);
      const chosenStates = states.filter(({ id }) => edits.has(id));
      const isSame =
        chosenStates.length === messages.length &&
        chosenStates.every(({ id, editedAt }) => edits.get(id) === editedAt);
      if (isSame) return { messages, fingerprint: fingerprintOf(whole, states) };
      const still = await store.read(whole);
      return {
        messages: still.filter(({ id }) => edits.has(id)),
        fingerprint: fingerprintOf(whole, still),
      };
    },
  };
}

interface ReadRange {
  readonly from: number | null;
  readonly to?: number | null;
  readonly limit?: number;
  readonly isMeant?: (message: RecordedMessage) => boolean;
}

async function readRange(asked: Asked, parts: ChoosingParts): Promise<ReadRange> {
  const { wanted, last } = asked;
  const now = parts.now();
  const earliest = now - DAY_MS;
  switch (wanted.kind) {
    case "last":
      return { from: null, limit: wanted.count };
    case "span":
      return { from: now - wanted.ms };
    case "between":
      // The end is a moment after, and all of a second is read.
      return { from: wanted.from, to: wanted.to === null ? null : wanted.to - 1 };
    case "today":
      return { from: startOfDay(now, parts.summaries.timeZone) };
    case "from":
      return {
        from: wanted.at,
        isMeant: ({ id, at }) => id >= wanted.message || at !== wanted.at,
      };
    case "since-me":
      return sinceOwn(asked, (await lastOwn(asked, parts)) ?? earliest);
    case "new":
      return sinceLast(last, earliest);
    case "unseen":
      break;
  }
  return unseen(asked, await lastOwn(asked, parts), earliest);
}

/** Where all topics are asked for, in any of them. */
function lastOwn({ asker, topic }: Asked, { store, now }: ChoosingParts): Promise<number | null> {
  return store.messages.lastOf({ ...asker, topic }, now() + 1);
}

/** Whoever never wrote, or was never told, may have seen nothing. */
function unseen(asked: Asked, own: number | null, earliest: number): ReadRange {
  const { last } = asked;
  if (last === null || own === null) return { from: earliest };
  if (own >= last.coveredAt) return sinceLast(last, earliest);
  return own < earliest ? { from: earliest } : sinceOwn(asked, own);
}

function sinceOwn({ asker }: Asked, own: number): ReadRange {
  return { from: own, isMeant: ({ at, person }) => at > own || person !== asker.person };
}

function sinceLast(last: LastSummary | null, earliest: number): ReadRange {
  if (last === null || last.coveredAt < earliest) return { from: earliest };
  return { from: last.coveredAt, isMeant: (message) => isAfter(message, last) };
}

/** Ids count from 1 again where a group has become another one. */
function isAfter({ chat, id, at }: RecordedMessage, last: LastSummary): boolean {
  return chat === last.chat ? id > last.covered : at > last.coveredAt;
}
