/**
 * Long polling: a batch is stored, and only then confirmed by asking for the next.
 *
 * Telegram's faults are waited out; a wrong token or a second bot on the same token ends it. Of several processes
 * on one database one polls, and while too much is waiting, none.
 */
import { setTimeout as wait } from "node:timers/promises";

import { GrammyError, type Api } from "grammy";
import type { Update } from "grammy/types";

import type { Leader } from "../../store/database/engine.ts";
import { growingPause } from "../clock.ts";
import { forGrammy } from "../delivery/calls.ts";
import { describeError, type Log } from "../log.ts";
import { HANDLED, isUpdate, PollError, type Feed } from "./feed.ts";
import type { Intake } from "./intake.ts";

export interface PollParts {
  readonly api: Pick<Api, "getUpdates" | "deleteWebhook">;
  /** A batch is confirmed when it is delivered; when that rejects, Telegram is asked for the same batch again. */
  readonly intake: Intake;
  readonly leader: Pick<Leader, "tryAcquire">;
  readonly log: Log;
  /** Rejects when the signal aborts. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** As `Math.random`. */
  readonly random?: () => number;
}

const POLL_SECONDS = 25;
const PAUSES = { firstMs: 1000, longestMs: 30_000 };
/** Between two removals of a webhook. */
const WEBHOOK_PAUSES = { firstMs: 1000, longestMs: 60_000 };
const CONFLICT_WAIT_MS = 5000;
/** Before it is asked again who leads. */
const FOLLOWER_WAIT_MS = 2000;
/** Before it is counted again how much is waiting. */
const FULL_WAIT_MS = 500;
/** An instance that is just being replaced is gone by then. */
const CONFLICTS_WAITED = 3;

export function startPolling({
  api,
  intake,
  leader,
  log,
  sleep = sleepUntil,
  random = Math.random,
}: PollParts): Feed {
  const stopping = new AbortController();
  const { signal } = stopping;
  let offset = 0;
  let failures = 0;
  let conflicts = 0;
  /** How often a webhook was removed. */
  let webhooks = 0;

  /** Resolves with how long to wait before the next poll, in milliseconds. */
  async function takeTurn(): Promise<number> {
    const leading = await leader.tryAcquire();
    if (leading === null) return FOLLOWER_WAIT_MS;
    if (await intake.isFull()) return FULL_WAIT_MS;
    try {
      await pollOnce(leading);
    } catch (error) {
      if (!leading.aborted) throw error;
      log.info({}, "Another process polls now");
    }
    return 0;
  }

  async function pollOnce(leading: AbortSignal): Promise<void> {
    const batch: unknown = await api.getUpdates(
      { offset, timeout: POLL_SECONDS, allowed_updates: HANDLED },
      forGrammy(AbortSignal.any([signal, leading])),
    );
    const updates = checked(batch);
    await intake.deliver(updates);
    for (const { update_id } of updates) offset = update_id + 1;
    if (failures > 0) log.info({ failures }, "Telegram answers again");
    failures = 0;
    conflicts = 0;
  }

  /** How long to wait before asking again, in milliseconds. */
  function waitAfter(error: unknown): number {
    const code = error instanceof GrammyError ? error.error_code : null;
    if (code === 401 || code === 404) throw new PollError("unauthorized");
    if (code === 409) {
      conflicts += 1;
      if (conflicts > CONFLICTS_WAITED) throw new PollError("conflict");
      return CONFLICT_WAIT_MS;
    }
    failures += 1;
    const asked = error instanceof GrammyError ? error.parameters.retry_after : undefined;
    return asked === undefined ? growingPause(failures, { ...PAUSES, random }) : asked * 1000;
  }

  /** Told once: another program may set it again and again. */
  async function removeWebhook(): Promise<void> {
    webhooks += 1;
    if (webhooks === 1)
      log.warn(
        {},
        "A webhook was set for this bot and is removed, as it will be if it is set again",
      );
    await api
      .deleteWebhook({ drop_pending_updates: false }, forGrammy(signal))
      .catch((error: unknown) =>
        log.warn({ error: describeError(error) }, "The webhook could not be removed"),
      );
    await sleep(growingPause(webhooks, { ...WEBHOOK_PAUSES, random }), signal);
  }

  async function recover(error: unknown): Promise<void> {
    if (isWebhookConflict(error)) return removeWebhook();
    const milliseconds = waitAfter(error);
    log.warn(
      { error: describeError(error), milliseconds: Math.round(milliseconds) },
      "Polling failed, trying again",
    );
    await sleep(milliseconds, signal);
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        const milliseconds = await takeTurn();
        if (milliseconds > 0) await sleep(milliseconds, signal);
      } catch (error) {
        if (!signal.aborted) await recover(error).catch(rethrowUnless(() => signal.aborted));
      }
    }
  }

  return { stop: () => stopping.abort(), ended: run() };
}

function isWebhookConflict(error: unknown): boolean {
  if (!(error instanceof GrammyError) || error.error_code !== 409) return false;
  return error.description.toLowerCase().includes("webhook");
}

/** What Telegram calls updates; throws where none of it is one, for asking on would never end. */
function checked(batch: unknown): Update[] {
  if (!Array.isArray(batch)) throw new TypeError("getUpdates gave no list");
  const updates = batch.filter(isUpdate);
  if (updates.length === 0 && batch.length > 0) throw new TypeError("getUpdates gave no updates");
  return updates;
}

function rethrowUnless(isExpected: () => boolean): (error: unknown) => void {
  return (error) => {
    if (!isExpected()) throw error;
  };
}

async function sleepUntil(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}
