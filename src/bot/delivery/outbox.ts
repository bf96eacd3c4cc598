/**
 * Replies → Telegram: message by message, paced, and never one that is known to have arrived.
 *
 * A stored reply goes on where it stopped, whatever died in between.
 */
import type { Claim, Job, Sent } from "../../store/jobs/job.ts";
import type { Store } from "../../store/store.ts";
import type { Clock } from "../clock.ts";
import { sleepBy } from "../clock.ts";
import { describeError, type Log } from "../log.ts";
import { createGate } from "../queue/gate.ts";
import type { Pace } from "./pace.ts";
import type { Outgoing, Reply } from "./reply.ts";
import { isUnchanged } from "../groups/summary-fingerprint.ts";
import type { Outcome, Transmit } from "./transmit.ts";

export interface OutboxParts {
  readonly store: Pick<Store, "jobs" | "turns" | "chats" | "messages" | "moveChat" | "leaveChat">;
  readonly transmit: Transmit;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Outbox {
  /** What may still be said of a reply that has waited: without the rest that shows what is gone; null when nothing of it was sent. */
  recall(job: Pick<Job, "sent">, reply: Reply): Promise<Reply | null>;
  /** Sends what is left of a job's reply and closes the job, or puts it off. False: it was refused before anything of it was sent, and the job is open. */
  sendStored(job: Pick<Job, "chat" | "sent"> & Claim, reply: Reply): Promise<boolean>;
  /** For those who wait at this moment; what cannot be sent within seconds is dropped. */
  sendAtOnce(chat: number, reply: Reply): Promise<void>;
}

/** For what is sent at once. */
const PATIENCE_MS = 5000;
/** So many may be said again when the process dies; more at once would not be faster than Telegram allows. */
const SENDS_AT_ONCE = 16;
/** One at first, and one more for each so many that went well: what dies soon after its start may die again. */
const SENDS_A_STEP = 32;

interface Step {
  readonly job: Claim;
  readonly chat: number;
  readonly sent: Sent;
}

export function createOutbox({ store, transmit, pace, clock, log }: OutboxParts): Outbox {
  let sends = 0;
  const gate = createGate(() => Math.min(SENDS_AT_ONCE, 1 + Math.floor(sends / SENDS_A_STEP)));

  /** As `transmit`, in the chat's pace, and in the chat that a group has become. */
  async function send(chat: number, message: Outgoing): Promise<Outcome & { chat: number }> {
    const wait = pace.take(chat);
    if (wait > 0) return { kind: "wait", milliseconds: wait, chat };
    const outcome = await transmit(chat, message);
    if (outcome.kind === "moved") {
      await store.moveChat(chat, outcome.to);
      // In its new form the group has other messages, and no topics yet.
      const moved = { ...message, thread: null, replyTo: null };
      return { ...(await transmit(outcome.to, moved)), chat: outcome.to };
    }
    if (outcome.kind === "wait") {
      pace.hold(chat, outcome.milliseconds);
      await store.chats.hold(chat, clock.now() + outcome.milliseconds);
    } else if (outcome.kind === "gone") {
      log.info({ dropped: await store.leaveChat(chat) }, "Nobody there to answer");
    }
    return { ...outcome, chat };
  }

  /** What became of a stored message that did not go out. */
  async function giveUp(claim: Claim, outcome: Outcome): Promise<void> {
    if (outcome.kind === "wait") {
      const until = clock.now() + outcome.milliseconds;
      await store.jobs.postpone(claim, { until, countsAsTry: false });
    } else if (outcome.kind !== "gone") {
      const error = "error" in outcome ? describeError(outcome.error) : outcome.kind;
      log.error({ error }, "An answer could not be sent");
      await store.jobs.bury(claim);
    }
  }

  /** What the reply says of the chat, once it is sent. */
  async function keepNote(chat: number, { note }: Reply, [message = 0]: readonly number[]) {
    if (note === undefined) return;
    await store.chats.changeSettings(chat, (settings) => {
      const summary = { ...note.summary, message };
      return { ...settings, lastSummary: { ...settings.lastSummary, [note.topic]: summary } };
    });
  }

  async function close({ job: claim, chat }: Step, reply: Reply, sent: Sent): Promise<void> {
    if (!reply.isApology) {
      await keepNote(chat, reply, sent.messages);
      await store.jobs.finish(claim, sent, reply);
      return;
    }
    await store.jobs.markSent(claim, sent);
    await store.jobs.bury(claim);
  }

  /** The next of a stored reply's messages. Resolves with what is left to do, or with how the reply ended. */
  async function sendNext(step: Step, reply: Reply): Promise<Step | "closed" | "refused"> {
    const { job, chat, sent } = step;
    const message = reply.messages[sent.parts];
    if (message === undefined) {
      await close(step, reply, sent);
      return "closed";
    }
    const outcome = await send(chat, message);
    if (outcome.kind === "refused" && sent.parts === 0 && !reply.isApology) {
      log.warn({ error: describeError(outcome.error) }, "An answer was refused");
      return "refused";
    }
    if (outcome.kind !== "sent") {
      await giveUp(job, outcome);
      return "closed";
    }
    sends += 1;
    const more = { parts: sent.parts + 1, messages: [...sent.messages, outcome.message] };
    if (more.parts === reply.messages.length) {
      await close({ ...step, chat: outcome.chat }, reply, more);
      return "closed";
    }
    const isOurs = await store.jobs.markSent(job, more);
    return isOurs ? { job, chat: outcome.chat, sent: more } : "closed";
  }

  return {
    async recall({ sent }, reply) {
      const { fingerprint, messages } = reply;
      if (fingerprint === undefined || (await isUnchanged(fingerprint, store.messages)))
        return reply;
      log.info({ sent: sent.parts }, "What a reply shows is gone");
      return sent.parts === 0 ? null : { ...reply, messages: messages.slice(0, sent.parts) };
    },

    async sendStored(job, reply) {
      if (job.chat === null) throw new Error("A reply needs a chat");
      let next: Step | "closed" | "refused" = { job, chat: job.chat, sent: job.sent };
      while (typeof next !== "string") {
        const step: Step = next;
        next = await gate(() => sendNext(step, reply));
      }
      return next === "closed";
    },

    async sendAtOnce(chat, reply) {
      let place = chat;
      const ids: number[] = [];
      const until = clock.now() + PATIENCE_MS;
      for (const message of reply.messages) {
        let outcome = await send(place, message);
        while (outcome.kind === "wait" && clock.now() + outcome.milliseconds <= until) {
          await sleepBy(clock, outcome.milliseconds);
          outcome = await send(place, message);
        }
        place = outcome.chat;
        if (outcome.kind === "gone") return;
        if (outcome.kind !== "sent") {
          const error = "error" in outcome ? describeError(outcome.error) : outcome.kind;
          log.warn({ error }, "What a button asked for could not be sent");
          return;
        }
        ids.push(outcome.message);
      }
      await keepNote(place, reply, ids);
      if (reply.turn !== null) await store.turns.asked({ ...reply.turn, chat: place });
      await store.turns.answered(place, ids, reply);
    },
  };
}
