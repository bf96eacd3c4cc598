/**
 * Replies → Telegram: message by message, paced, tried for as long as they are of use, and never one that is known to have arrived.
 *
 * In comes a reply: collected (`reply.ts`), parted (`split.ts`) and stored before this. Each message waits until its chat
 * may have another (`pace.ts`) and Telegram answers (`health.ts`), then it goes out (`transmit.ts`, `calls.ts`). While an
 * answer is written, `stream.ts` shows that something is coming. A stored reply goes on where it stopped, whatever died
 * in between.
 *
 * @example
 * await outbox.sendStored(job, reply, apologise); // sent and closed, or put off
 * await outbox.sendAtOnce(chat, reply); // within seconds, or not at all
 */
import type { Claim, Job, Sent } from "../../store/jobs/job.ts";
import type { Store } from "../../store/store.ts";
import type { Clock } from "../clock.ts";
import { growingPause, sleepBy } from "../clock.ts";
import { isUnchanged } from "../groups/summary-fingerprint.ts";
import { describeError, type Log } from "../log.ts";
import { createGate } from "../queue/gate.ts";
import type { Health } from "./health.ts";
import type { Pace } from "./pace.ts";
import { halvesOf, type Outgoing, type Reply } from "./reply.ts";
import type { Outcome, Transmit } from "./transmit.ts";

export interface OutboxParts {
  readonly store: Pick<Store, "jobs" | "turns" | "chats" | "messages" | "moveChat" | "leaveChat">;
  readonly transmit: Transmit;
  readonly health: Health;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
  /** As `Math.random`. */
  readonly random: () => number;
}

export interface Outbox {
  /** What may still be said of a reply that has waited: without the rest that shows what is gone; null when nothing of it was sent. */
  recall(job: Pick<Job, "sent">, reply: Reply): Promise<Reply | null>;
  /** Sends what is left of a job's reply and closes the job, or puts it off. What cannot be sent ends in an apology. */
  sendStored(job: JobToSend, reply: Reply, apologise: Apologise): Promise<void>;
  /** For those who wait at this moment; what cannot be sent within seconds is dropped. */
  sendAtOnce(chat: number, reply: Reply): Promise<void>;
}

type JobToSend = Claim & Pick<Job, "chat" | "at" | "sent">;
/** The last word on a job; without messages where nobody waits for any. */
type Apologise = () => Promise<Reply>;

const MINUTE_MS = 60_000;
/** For so long an answer is of use, from when the question was written. */
const OF_USE_MS = { inPrivate: 30 * MINUTE_MS, inGroup: 10 * MINUTE_MS };
/** What is older when the process starts has so long. */
const AT_START_MS = MINUTE_MS;
/** So much longer the apology is tried. */
const APOLOGY_MS = 5 * MINUTE_MS;
/** Between two tries of the same message. */
const PAUSES = { firstMs: 1000, longestMs: 30_000 };
/** For what is sent at once. */
const PATIENCE_MS = 5000;
/** So many may be said again when the process dies; more at once would not be faster than Telegram allows. */
const SENDS_AT_ONCE = 16;
/** One at first, and one more for each so many that went well: what dies soon after its start may die again. */
const SENDS_A_STEP = 32;

/** A stored reply on its way. */
interface Going {
  readonly job: Claim & Pick<Job, "at">;
  readonly chat: number;
  readonly sent: Sent;
  readonly reply: Reply;
  readonly apologise: Apologise;
}

/** `paced`: not tried, for the chat has had as much as it may. */
type Tried = (Outcome | { readonly kind: "paced"; readonly milliseconds: number }) & {
  /** What the chat has become by now. */
  readonly chat: number;
};

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, transmit, health, pace, clock, log, random } = parts;
  const startedAt = clock.now();
  let sends = 0;
  let repeats = 0;
  const gate = createGate(() => Math.min(SENDS_AT_ONCE, 1 + Math.floor(sends / SENDS_A_STEP)));

  /** As `transmit`, in the chat's pace, and in the chat that a group has become. */
  async function send(chat: number, message: Outgoing): Promise<Tried> {
    const wait = pace.take(chat);
    if (wait > 0) return { kind: "paced", milliseconds: wait, chat };
    const outcome = await transmit(chat, message);
    if (outcome.kind !== "moved") return note(chat, outcome);
    await store.moveChat(chat, outcome.to);
    // In its new form the group has other messages, and no topics yet.
    const moved = { ...message, thread: null, replyTo: null };
    return note(outcome.to, await transmit(outcome.to, moved));
  }

  /** What an outcome says of the chat and of Telegram. */
  async function note(chat: number, outcome: Outcome): Promise<Tried> {
    const { kind } = outcome;
    if (kind === "wait") {
      pace.hold(chat, outcome.milliseconds);
      await store.chats.hold(chat, clock.now() + outcome.milliseconds);
    } else if (kind === "gone") {
      log.info({ dropped: await store.leaveChat(chat) }, "Nobody there to answer");
    } else if (kind === "unknown" || kind === "unreachable") {
      if (kind === "unknown")
        log.warn({ error: describeError(outcome.error) }, "A message may not have arrived");
      health.doubt();
    }
    return { ...outcome, chat };
  }

  /** In milliseconds; null where trying again is no use. `tries`: from 1. */
  function pauseAfter(tried: Tried, tries: number): number | null {
    if (tried.kind === "paced" || tried.kind === "wait") return tried.milliseconds;
    if (tried.kind !== "unknown" && tried.kind !== "unreachable") return null;
    return growingPause(tries, { ...PAUSES, random });
  }

  function lastMomentOf({ job, chat, reply }: Going): number {
    const ofUse = job.at + (chat < 0 ? OF_USE_MS.inGroup : OF_USE_MS.inPrivate);
    const until = Math.max(ofUse, startedAt + AT_START_MS);
    return reply.isApology ? until + APOLOGY_MS : until;
  }

  /** The next of a stored reply's messages. Resolves with what is left to do; null when the job is closed or put off. */
  async function sendNext(going: Going): Promise<Going | null> {
    const { chat, sent, reply } = going;
    const message = reply.messages[sent.parts];
    if (message === undefined) return close(going);
    const tried = await send(chat, message);
    if (tried.kind === "sent") return goOn(going, tried);
    if (tried.kind === "gone") return null;
    const halves = tried.kind === "too-long" ? halvesOf(message) : [];
    if (halves.length < 2) return putOff(going, tried);
    return sayInstead(going, reply.messages.toSpliced(sent.parts, 1, ...halves));
  }

  async function goOn(
    going: Going,
    { message, chat }: Extract<Tried, { kind: "sent" }>,
  ): Promise<Going | null> {
    const { job, sent, reply } = going;
    sends += 1;
    if ((sent.doubtful ?? 0) > 0) countRepeat(reply.messages[sent.parts]);
    const more = { parts: sent.parts + 1, messages: [...sent.messages, message] };
    const next = { ...going, chat, sent: more };
    if (more.parts === reply.messages.length) return close(next);
    return (await store.jobs.markSent(job, more)) ? next : null;
  }

  /** An edit that is made twice is seen once. */
  function countRepeat(message: Outgoing | undefined): void {
    if (message?.edits !== null) return;
    repeats += 1;
    log.info({ repeats }, "A message was sent again that may have arrived before");
  }

  async function close({ job, chat, sent, reply }: Going): Promise<null> {
    if (reply.isApology) {
      await store.jobs.markSent(job, sent);
      await store.jobs.bury(job);
    } else {
      await keepNote(chat, reply, sent.messages);
      await store.jobs.finish(job, sent, reply);
    }
    return null;
  }

  /** Until Telegram answers. Then the job is claimed anew, for what it shows may have been forgotten meanwhile. */
  async function waitFor(going: Going): Promise<Going | null> {
    const lastMoment = lastMomentOf(going);
    const isReady = await health.ready(lastMoment);
    if (!isReady && clock.now() >= lastMoment) return giveUp(going, "no connection");
    await store.jobs.release(going.job);
    return null;
  }

  async function putOff(going: Going, tried: Tried): Promise<Going | null> {
    const { job, sent } = going;
    const doubtful = (sent.doubtful ?? 0) + (tried.kind === "unknown" ? 1 : 0);
    const pause = pauseAfter(tried, Math.max(1, doubtful));
    if (pause === null) return giveUp(going, describe(tried));
    const until = clock.now() + pause;
    if (tried.kind !== "paced" && until > lastMomentOf(going))
      return giveUp(going, describe(tried));
    await store.jobs.postpone(job, { until, countsAsTry: false, sent: { ...sent, doubtful } });
    return null;
  }

  /** An apology takes the place of what is left. */
  async function giveUp(going: Going, error: string): Promise<Going | null> {
    const { job, sent, reply, apologise } = going;
    const fields = { error, parts: sent.parts };
    if (!reply.isApology) {
      log.warn(fields, "An answer could not be sent");
      const apology = await apologise();
      const messages = [...reply.messages.slice(0, sent.parts), ...apology.messages];
      if (apology.messages.length > 0) return sayInstead({ ...going, reply: apology }, messages);
    } else log.error(fields, "An apology could not be sent");
    await store.jobs.bury(job);
    return null;
  }

  /** What was sent stays the beginning of it. */
  async function sayInstead(going: Going, messages: readonly Outgoing[]): Promise<Going | null> {
    const reply = { ...going.reply, messages };
    const isOurs = await store.jobs.keepReply(going.job, JSON.stringify(reply));
    return isOurs ? { ...going, reply, sent: { ...going.sent, doubtful: 0 } } : null;
  }

  /** What the reply says of the chat, once it is sent. */
  async function keepNote(chat: number, { note: own }: Reply, [message = 0]: readonly number[]) {
    if (own === undefined) return;
    await store.chats.changeSettings(chat, (settings) => {
      const summary = { ...own.summary, message };
      return { ...settings, lastSummary: { ...settings.lastSummary, [own.topic]: summary } };
    });
  }

  /** As `send`, again and again until then. */
  async function sendBy(until: number, chat: number, message: Outgoing): Promise<Tried> {
    let tried: Tried = { kind: "unreachable", error: null, chat };
    let isDoubtful = false;
    for (let tries = 1; await health.ready(until); tries += 1) {
      tried = await send(tried.chat, message);
      if (tried.kind === "sent" && isDoubtful) countRepeat(message);
      isDoubtful ||= tried.kind === "unknown";
      const pause = pauseAfter(tried, tries);
      if (pause === null || clock.now() + pause > until) break;
      await sleepBy(clock, pause);
    }
    return tried;
  }

  return {
    async recall({ sent }, reply) {
      const { fingerprint, messages } = reply;
      if (fingerprint === undefined || (await isUnchanged(fingerprint, store.messages)))
        return reply;
      log.info({ sent: sent.parts }, "What a reply shows is gone");
      return sent.parts === 0 ? null : { ...reply, messages: messages.slice(0, sent.parts) };
    },

    async sendStored({ chat, sent, ...job }, reply, apologise) {
      if (chat === null) throw new Error("A reply needs a chat");
      let next: Going | null = { job, chat, sent, reply, apologise };
      while (next !== null) {
        const going: Going = next;
        next = health.isUp()
          ? await gate(async () => (health.isUp() ? sendNext(going) : going))
          : await waitFor(going);
      }
    },

    async sendAtOnce(chat, reply) {
      let place = chat;
      const ids: number[] = [];
      const until = clock.now() + PATIENCE_MS;
      const rest = [...reply.messages];
      for (let message = rest.shift(); message !== undefined; message = rest.shift()) {
        const tried = await sendBy(until, place, message);
        place = tried.chat;
        const halves = tried.kind === "too-long" ? halvesOf(message) : [];
        if (tried.kind === "sent") ids.push(tried.message);
        else if (halves.length > 1) rest.unshift(...halves);
        else {
          if (tried.kind !== "gone")
            log.warn({ error: describe(tried) }, "What a button asked for could not be sent");
          return;
        }
      }
      await keepNote(place, reply, ids);
      if (reply.turn !== null) await store.turns.asked({ ...reply.turn, chat: place });
      await store.turns.answered(place, ids, reply);
    },
  };
}

function describe(tried: Tried): string {
  return "error" in tried && tried.error !== null ? describeError(tried.error) : tried.kind;
}
