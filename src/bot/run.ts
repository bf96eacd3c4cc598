/**
 * The bot at work: takes updates in, stores, answers, and stops cleanly.
 */
import type { Bot } from "grammy";
import type { Update } from "grammy/types";

import { unmetered, type Meter } from "../meter.ts";
import { sleepBy, systemClock, type Clock } from "./clock.ts";
import type { BotContext } from "./context.ts";
import { createIntake } from "./intake/intake.ts";
import { createHealth } from "./delivery/health.ts";
import { createOutbox } from "./delivery/outbox.ts";
import { createPace, type Pace } from "./delivery/pace.ts";
import type { Stalls } from "./operator/stalls.ts";
import type { Parts } from "./parts.ts";
import type { Feed } from "./intake/feed.ts";
import { startPolling } from "./intake/poll.ts";
import type { WebhookPlace } from "./intake/webhook.ts";
import { createTransmit } from "./delivery/transmit.ts";
import { readUpdate } from "./incoming/read-update.ts";
import { createAtOnce } from "./queue/at-once.ts";
import { createHandler, type Handler } from "./queue/handler.ts";
import { createWorker } from "./queue/worker.ts";

export interface RunOptions {
  readonly clock?: Clock;
  /** Telegram's limits unless told. */
  readonly pace?: Pace;
  /** Is told what is under way. */
  readonly stalls?: Pick<Stalls, "during">;
  /** Where Telegram sends updates to; null: they are fetched. */
  readonly webhook?: WebhookPlace | null;
  readonly meter?: Pick<Meter, "send">;
}

export interface Running {
  /** Settles after `stop()`; rejects with a PollError when it cannot go on. */
  readonly ended: Promise<void>;
  /** Settles when everything that has come in is handled. */
  idle(): Promise<void>;
  /** Takes in nothing more, and waits for what was begun, 8 s at most; the rest is handed back. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 8000;
const UNWATCHED: Pick<Stalls, "during"> = { during: (_, work) => work() };

/** For a bot that knows its name. */
export function runBot(
  bot: Bot<BotContext>,
  parts: Parts,
  {
    clock = systemClock,
    pace = createPace(clock.now),
    stalls = UNWATCHED,
    webhook = null,
    meter = unmetered,
  }: RunOptions = {},
): Running {
  const { store, admitted, log, now } = parts;
  const { jobs, leader } = store;
  const unwatched = createHandler(bot, parts);
  const handler: Handler = {
    ...unwatched,
    handle: (incoming, attempt, job) =>
      stalls.during(incoming.name, () => unwatched.handle(incoming, attempt, job)),
  };
  const sleep = (milliseconds: number) => sleepBy(clock, milliseconds);
  const { random } = Math;
  const transmit = createTransmit({ api: bot.api, log, meter });
  const health = createHealth({ api: bot.api, clock, log, random });
  const outbox = createOutbox({ store, transmit, health, pace, clock, log, random });
  const me = bot.botInfo;
  const read = (update: Update, chat: number | null) => readUpdate(update, me, chat);
  const worker = createWorker({ jobs, handler, read, outbox, clock, log });
  const atOnce = createAtOnce({ handler, outbox, log, now });
  const { handle: handleAtOnce } = atOnce;
  const intake = createIntake({ store, admitted, me, handleAtOnce, wake: worker.wake, log, now });
  // What was begun before the last stop comes first.
  worker.wake();
  const feed = startFeed();
  const ended = feed.then((one) => one.ended);

  async function startFeed(): Promise<Feed> {
    if (webhook === null) return startPolling({ api: bot.api, intake, leader, log });
    // Here and not above: a bot that polls starts without a server, and sooner.
    const { startWebhook } = await import("./intake/webhook.ts");
    return startWebhook({ ...webhook, api: bot.api, intake, clock, log, random });
  }

  return {
    ended,
    async idle() {
      await worker.idle();
      await atOnce.idle();
    },
    async stop() {
      await feed.then((one) => one.stop()).catch(() => {});
      health.stop();
      await ended.catch(() => {});
      await leader.release();
      await Promise.all([
        worker.stop(PATIENCE_MS),
        Promise.race([atOnce.idle(), sleep(PATIENCE_MS)]),
      ]);
    },
  };
}
