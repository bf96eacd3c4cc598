/**
 * How much a person and a chat may ask for: questions, taps and inline queries, each counted by itself.
 *
 * The counters are the store's, so they hold across restarts and processes.
 */
import type { Taken, Usage } from "../store/store.ts";

export interface Limits {
  question(asker: { readonly chat: number; readonly person: number }): Promise<Verdict>;
  tap(person: number): Promise<Verdict>;
  inline(person: number): Promise<Verdict>;
}

export type Verdict =
  | { readonly kind: "free" }
  /** Over the limit of a minute; `isFirst`: and not told so yet. */
  | { readonly kind: "too-fast"; readonly seconds: number; readonly isFirst: boolean }
  | { readonly kind: "too-many-today"; readonly isFirst: boolean };

interface LimitParts {
  readonly usage: Pick<Usage, "take">;
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

interface Limit {
  readonly scope: "question" | "tap" | "inline";
  readonly most: number;
}

const FREE: Verdict = { kind: "free" };

export function createLimits({ usage, now, questionsPerMinute, timeZone }: LimitParts): Limits {
  const localDay = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });

  async function takeMinute(person: number, { scope, most }: Limit): Promise<Verdict> {
    const at = now();
    const windowStart = at - (at % MINUTE_MS);
    const counter = { scope: `${scope}/minute`, key: String(person), windowStart };
    if ((await usage.take(counter, 1, most)).taken) return FREE;
    const seconds = Math.ceil((windowStart + MINUTE_MS - at) / 1000);
    return { kind: "too-fast", seconds, isFirst: (await tell(counter)).taken };
  }

  /** So that one of many that are refused at once is told why. */
  function tell(counter: {
    readonly scope: string;
    key: string;
    windowStart: number;
  }): Promise<Taken> {
    return usage.take({ ...counter, scope: `${counter.scope}/told` }, 1, 1);
  }

  return {
    async question({ chat, person }) {
      const minute = await takeMinute(person, { scope: "question", most: questionsPerMinute });
      if (minute.kind !== "free") return minute;
      const counter = {
        scope: "question/day",
        key: String(chat),
        windowStart: dayOf(localDay, now()),
      };
      if ((await usage.take(counter, 1, QUESTIONS_A_DAY)).taken) return FREE;
      return { kind: "too-many-today", isFirst: (await tell(counter)).taken };
    },
    tap: (person) => takeMinute(person, { scope: "tap", most: TAPS_A_MINUTE }),
    inline: (person) => takeMinute(person, { scope: "inline", most: INLINE_A_MINUTE }),
  };
}

/** The day's date as it is there, as the milliseconds at which it began in Greenwich. */
function dayOf(format: Intl.DateTimeFormat, at: number): number {
  const parts = format.formatToParts(at);
  const part = (wanted: "year" | "month" | "day") =>
    Number(parts.find(({ type }) => type === wanted)?.value ?? 0);
  return Date.UTC(part("year"), part("month") - 1, part("day"));
}
