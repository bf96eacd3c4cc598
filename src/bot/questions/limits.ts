/**
 * How much a person and a chat may ask for: questions, taps and inline queries, each counted by itself.
 *
 * The counters are the store's, so they hold across restarts and processes.
 */
import { createHash } from "node:crypto";

import { createDays } from "../../store/day.ts";
import type { Counter, Usage } from "../../store/usage.ts";

export interface Limits {
  question(asker: { readonly chat: number; readonly person: number }): Promise<Verdict>;
  tap(person: number): Promise<Verdict>;
  inline(person: number): Promise<Verdict>;
  /** Whether this is the first of its name for half a minute, in whichever process the others come. */
  isFirst(name: string): Promise<boolean>;
}

export type Verdict =
  /** `missed`: how many questions a pause before it did not take, where nobody has said so yet. */
  | { readonly kind: "free"; readonly missed: number }
  /** Over the limit of a minute; `isFirst`: and not told so yet. */
  | { readonly kind: "too-fast"; readonly seconds: number; readonly isFirst: boolean }
  | { readonly kind: "too-many-today"; readonly isFirst: boolean };

interface LimitParts {
  readonly usage: Pick<Usage, "take" | "takeInTurn" | "read">;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  readonly questionsPerMinute: number;
  /** Where a day begins: IANA, "Europe/Berlin". */
  readonly timeZone: string;
}

const QUESTIONS_A_DAY = 200;
const TAPS_A_MINUTE = 30;
const INLINE_A_MINUTE = 60;
const MINUTE_MS = 60_000;
/** What is repeated sooner was tapped twice, or is a part or a copy of the same. */
const AGAIN_MS = 30_000;

interface Limit {
  readonly scope: "question" | "tap" | "inline";
  readonly most: number;
}

/** This minute's counter, with what the last minute has left of it. */
interface Minute extends Limit {
  readonly counter: Counter;
  /** How many were taken in the minute before. */
  readonly before: number;
  /** Of this one, in milliseconds. */
  readonly left: number;
}

const FREE: Verdict = { kind: "free", missed: 0 };
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

export function createLimits({ usage, now, questionsPerMinute, timeZone }: LimitParts): Limits {
  const dayOf = createDays(timeZone);

  async function takeMinute(person: number, limit: Limit): Promise<Verdict> {
    const minute = await minuteOf(person, limit);
    const { taken, used } = await usage.take(minute.counter, 1, roomOf(minute));
    return taken ? FREE : refuseMinute(minute, used);
  }

  async function minuteOf(person: number, limit: Limit): Promise<Minute> {
    const at = now();
    const windowStart = at - (at % MINUTE_MS);
    const counter = { scope: `${limit.scope}/minute`, key: String(person), windowStart };
    const before = await usage.read({ ...counter, windowStart: windowStart - MINUTE_MS });
    return { ...limit, counter, before, left: windowStart + MINUTE_MS - at };
  }

  async function refuseMinute(minute: Minute, used: number): Promise<Verdict> {
    const seconds = Math.max(1, Math.ceil(waitOf(minute, used) / 1000));
    return { kind: "too-fast", seconds, isFirst: await isFirstRefused(minute.counter) };
  }

  /** Counts what is refused, so that one of many is told why, and all are named afterwards. */
  async function isFirstRefused(counter: Counter): Promise<boolean> {
    const { used } = await usage.take(refusedIn(counter), 1, NO_LIMIT);
    return used === 1;
  }

  /** How many this minute and the one before refused that were not named yet; they are named now. */
  async function takeMissed({ counter, before }: Minute, used: number): Promise<number> {
    if (before === 0 && used === 1) return 0;
    let missed = 0;
    for (const windowStart of [counter.windowStart - MINUTE_MS, counter.windowStart]) {
      const refused = refusedIn({ ...counter, windowStart });
      const named = { ...refused, scope: `${refused.scope}/named` };
      const count = await usage.read(refused);
      const left = count === 0 ? 0 : count - (await usage.read(named));
      if (left > 0 && (await usage.take(named, left, count)).taken) missed += left;
    }
    return missed;
  }

  return {
    async question({ chat, person }) {
      const minute = await minuteOf(person, { scope: "question", most: questionsPerMinute });
      const day = {
        scope: "question/day",
        key: String(chat),
        windowStart: dayOf(now()),
      };
      const [ofMinute, ofDay] = await usage.takeInTurn([
        { counter: minute.counter, limit: roomOf(minute) },
        { counter: day, limit: QUESTIONS_A_DAY },
      ]);
      if (ofMinute?.taken !== true) return refuseMinute(minute, ofMinute?.used ?? 0);
      if (ofDay?.taken === true)
        return { kind: "free", missed: await takeMissed(minute, ofMinute.used) };
      return { kind: "too-many-today", isFirst: await isFirstRefused(day) };
    },
    tap: (person) => takeMinute(person, { scope: "tap", most: TAPS_A_MINUTE }),
    inline: (person) => takeMinute(person, { scope: "inline", most: INLINE_A_MINUTE }),
    async isFirst(name) {
      const key = createHash("sha256").update(name).digest("base64url");
      const at = now();
      const counter = { scope: "once", key, windowStart: at - (at % AGAIN_MS) };
      const { taken } = await usage.take(counter, 1, 1);
      const before = { ...counter, windowStart: counter.windowStart - AGAIN_MS };
      return taken && (await usage.read(before)) === 0;
    },
  };
}

function refusedIn(counter: Counter): Counter {
  return { ...counter, scope: `${counter.scope}/refused` };
}

/**
 * How many this minute has room for. What was taken in the last one goes out of count little by little: nobody gets
 * twice the limit by asking at its end and at the beginning of this one, but one more.
 */
function roomOf({ most, before, left }: Minute): number {
  const room = Math.floor(most - (before * left) / MINUTE_MS) + 1;
  return Math.min(most, Math.max(1, room));
}

/** Until there is room for one more, in milliseconds. */
function waitOf({ most, before, left }: Minute, used: number): number {
  if (used >= most || before === 0) return left;
  return left - ((most - used) / before) * MINUTE_MS;
}
