/**
 * A webhook: Telegram sends each update here, and it is confirmed when it is stored.
 *
 * Every process of several takes what is sent to it. What the store cannot take just now Telegram is asked to send
 * again; what is no update is confirmed, or it would come again for a day.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Server } from "node:http";

import { createAdaptorServer } from "@hono/node-server";
import { GrammyError, type Api } from "grammy";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";

import { close, listen } from "../../serve.ts";
import { growingPause, sleepBy, type Clock } from "../clock.ts";
import { forGrammy } from "../delivery/calls.ts";
import { describeError, type Log } from "../log.ts";
import { HANDLED, isUpdate, PollError, type Feed } from "./feed.ts";
import type { Intake } from "./intake.ts";

export interface WebhookPlace {
  /** As Telegram reaches it; its path counts here, too. */
  readonly url: string;
  /** 1 to 256 of `[A-Za-z0-9_-]`. */
  readonly secret: string;
  /** On every address of this machine. */
  readonly port: number;
}

interface WebhookParts extends WebhookPlace {
  readonly api: Pick<Api, "setWebhook" | "getWebhookInfo">;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly log: Log;
  /** As `Math.random`. */
  readonly random: () => number;
}

/** The Bot API's largest update is far smaller. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** After it Telegram sends the same update again. */
const RETRY_SECONDS = 5;
/** At most so many updates come at the same time, of as many chats. */
const MAX_CONNECTIONS = 40;
const PAUSES = { firstMs: 1000, longestMs: 30_000 };
/** Between two looks whether the webhook is still this one. */
const LOOK_EVERY_MS = 60_000;
const DRAIN_MS = 5000;

export interface Webhook extends Feed {
  /** The one that was opened. */
  readonly port: number;
}

/** Throws a PortTakenError. */
export async function startWebhook(parts: WebhookParts): Promise<Webhook> {
  const { url, secret, port, intake, log } = parts;
  const app = createApp({ path: new URL(url).pathname, secret, intake, log });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const opened = await listen(server, { variable: "PORT", port, host: "::" });
  const stopping = new AbortController();
  return { port: opened, stop: () => stopping.abort(), ended: run() };

  async function run(): Promise<void> {
    try {
      await keepRegistered(parts, stopping.signal);
    } finally {
      await close(server, DRAIN_MS);
    }
  }
}

type AppParts = Pick<WebhookParts, "secret" | "intake" | "log"> & { readonly path: string };

function createApp({ path, secret, intake, log }: AppParts): Hono {
  const app = new Hono();
  app.use(path, async (c, next) => {
    const given = c.req.header("x-telegram-bot-api-secret-token") ?? "";
    return isSame(given, secret) ? next() : c.body(null, 401);
  });
  app.use(path, bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: (c) => c.body(null, 413) }));
  app.post(path, async (c) => {
    const update = parse(await c.req.text());
    if (!isUpdate(update)) {
      log.warn({}, "What was sent to the webhook is no update");
      return c.body(null, 200);
    }
    try {
      if (await intake.isFull()) return later(c);
      await intake.deliver([update]);
      return c.body(null, 200);
    } catch (error) {
      log.warn(
        { error: describeError(error) },
        "An update was not stored, Telegram sends it again",
      );
      return later(c);
    }
  });
  return app;
}

function later(c: Context): Response {
  return c.body(null, 503, { "Retry-After": String(RETRY_SECONDS) });
}

/** In the same time, whatever they have in common. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(hash(given), hash(secret));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Null for what is no JSON. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Tells Telegram of the webhook until it knows, and again when somebody else has changed it. Rejects with a PollError. */
async function keepRegistered(
  { api, url, secret, clock, log, random }: WebhookParts,
  signal: AbortSignal,
): Promise<void> {
  let isSet = false;
  let isTold = false;
  let failures = 0;

  /** Resolves with how long to wait before the next look, in milliseconds. */
  async function look(): Promise<number> {
    if (isSet) {
      const { url: found } = await api.getWebhookInfo(forGrammy(signal));
      if (found === url) return LOOK_EVERY_MS;
      if (!isTold)
        log.warn(
          {},
          "Another program has changed this bot's webhook; it is set back, as it will be again",
        );
      isTold = true;
    }
    await api.setWebhook(
      url,
      { secret_token: secret, allowed_updates: HANDLED, max_connections: MAX_CONNECTIONS },
      forGrammy(signal),
    );
    isSet = true;
    failures = 0;
    return LOOK_EVERY_MS;
  }

  function waitAfter(error: unknown): number {
    const code = error instanceof GrammyError ? error.error_code : null;
    if (code === 401 || code === 404) throw new PollError("unauthorized");
    failures += 1;
    log.warn({ error: describeError(error) }, "The webhook could not be set, trying again");
    return growingPause(failures, { ...PAUSES, random });
  }

  while (!signal.aborted) {
    const wait = await look().catch((error: unknown) => (signal.aborted ? 0 : waitAfter(error)));
    await sleepBy(clock, wait, signal);
  }
}
