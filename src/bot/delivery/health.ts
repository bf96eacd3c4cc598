/**
 * Whether Telegram answers: when it may not, nothing more is sent until a harmless call has gone well.
 *
 * So an outage costs at most what was on its way when it began, each message said once more. One for the process.
 *
 * @example
 * if (outcome.kind === "unknown") health.doubt();
 * if (await health.ready(until)) await send();
 */
import { GrammyError, type Api } from "grammy";
import type { UserFromGetMe } from "grammy/types";

import { growingPause, sleepBy, type Clock } from "../clock.ts";
import { describeError, type Log } from "../log.ts";
import { forGrammy } from "./calls.ts";

export interface Health {
  isUp(): boolean;
  /** A call failed so that Telegram may be out of reach. */
  doubt(): void;
  /** True as soon as Telegram answers; false where it does not until then, or the bot stops. */
  ready(until: number): Promise<boolean>;
  /** Ends all waiting. */
  stop(): void;
}

interface HealthParts {
  readonly api: Pick<Api, "getMe">;
  readonly clock: Clock;
  readonly log: Log;
  /** As `Math.random`. */
  readonly random: () => number;
}

const CALL_TIMEOUT_MS = 5000;
const PAUSES = { firstMs: 500, longestMs: 5000 };

export function createHealth({ api, clock, log, random }: HealthParts): Health {
  const stopping = new AbortController();
  const waiting = new Set<() => void>();
  let isUp = true;

  function endWaiting(): void {
    for (const settle of waiting) settle();
  }

  async function probeOn(): Promise<void> {
    const since = clock.now();
    for (let failures = 1; !stopping.signal.aborted; failures += 1) {
      const error = await probe(api);
      if (error === null) {
        isUp = true;
        const seconds = Math.round((clock.now() - since) / 1000);
        if (failures > 1) log.info({ seconds }, "Telegram answers again");
        return endWaiting();
      }
      if (failures === 1)
        log.warn({ error: describeError(error) }, "Telegram does not answer, nothing is sent");
      await sleepBy(clock, growingPause(failures, { ...PAUSES, random }), stopping.signal);
    }
  }

  return {
    isUp: () => isUp,
    doubt() {
      if (!isUp) return;
      isUp = false;
      void probeOn();
    },
    async ready(until) {
      if (isUp || stopping.signal.aborted) return isUp;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(Math.max(0, until - clock.now()), settle);
        waiting.add(settle);
        function settle(): void {
          cancel();
          waiting.delete(settle);
          resolve();
        }
      });
      return isUp;
    },
    stop() {
      stopping.abort();
      endWaiting();
    },
  };
}

/** Before it is said that Telegram cannot be reached, and before it is said again. */
const SAID_AFTER_MS = 2500;
const SAID_EVERY_MS = 60_000;

interface StartParts extends Pick<HealthParts, "api" | "clock"> {
  /** Told within three seconds that Telegram cannot be reached, and then once a minute. */
  readonly onUnreachable: () => void;
}

/** Who the bot is, as soon as Telegram can be reached. Rejects with what Telegram refuses. */
export async function waitForTelegram(parts: StartParts): Promise<UserFromGetMe> {
  const { api, clock, onUnreachable } = parts;
  let cancel = clock.after(SAID_AFTER_MS, say);
  function say(): void {
    onUnreachable();
    cancel = clock.after(SAID_EVERY_MS, say);
  }
  try {
    for (let failures = 1; ; failures += 1) {
      try {
        return await getMe(api);
      } catch (error) {
        if (isAnswer(error) && error.error_code !== 429) throw error;
      }
      await sleepBy(clock, growingPause(failures, { ...PAUSES, random: Math.random }));
    }
  } finally {
    cancel();
  }
}

/** Null when Telegram answers, be it with a refusal. */
async function probe(api: HealthParts["api"]): Promise<unknown> {
  try {
    await getMe(api);
  } catch (error) {
    if (!isAnswer(error)) return error;
  }
  return null;
}

function getMe(api: HealthParts["api"]): Promise<UserFromGetMe> {
  return api.getMe(forGrammy(AbortSignal.timeout(CALL_TIMEOUT_MS)));
}

function isAnswer(error: unknown): error is GrammyError {
  return error instanceof GrammyError && error.error_code < 500;
}
