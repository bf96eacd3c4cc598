/**
 * The only way a model is asked: the most it can cost is reserved, it writes, what it did cost is settled.
 *
 * This room is the model. In goes a request: rules, sources that may be cited, a question. Out comes text in pieces,
 * each with what it cites, as it is written. A request passes
 *
 * 1. `metered.ts`, with `price.ts` (what it may cost and did cost) and `budget.ts` (whether that is left);
 * 2. `breaker.ts`: a model that keeps failing is left alone for a minute;
 * 3. `claude.ts`: the rounds of an answer, with `claude-request.ts` (request → the API's blocks), `claude-client.ts`
 *    (the SDK), `claude-stream.ts` (which of its events are let in), `claude-reply.ts` (events → pieces),
 *    `marks.ts` (citations on servers that have none) and `claude-errors.ts` (why it failed);
 * 4. `retry.ts` and `idle-watch.ts`: an overloaded server, and one that falls silent.
 *
 * `model.ts` has the types, `known-models.ts` what each model costs and accepts, `prompts.ts` the rules' words, `citing.ts`
 * whether a server cites.
 *
 * @example
 * const metered = createMeteredModel({ model, budget, pricing, judge });
 * const outcome = await metered.write(request, { asker, signal, onPieces: showDraft });
 * if (outcome.kind === "written") show(outcome.pieces);
 */
import type { Budget, Payer, Reservation } from "./budget.ts";
import {
  ModelError,
  type Following,
  type LanguageModel,
  type ModelRequest,
  type ModelUsage,
  type Written,
} from "./model.ts";
import type { Pricing } from "./price.ts";

export interface MeteredModel {
  readonly name: string;
  /** One request, paid by itself. */
  write(request: ModelRequest, asking: Asking): Promise<MeteredOutcome>;
  /** Null: nothing is left that could pay for all of it, or the reservation must not begin. */
  open(wanted: Wanted): Promise<Account | null>;
}

export interface Asking extends Pick<Following, "signal"> {
  /** Whose share of the budget pays; null: nobody's, only the day's. */
  readonly asker: Payer | null;
  /** As in `Following`; left out where nobody reads along. */
  readonly onPieces?: Following["onPieces"];
}

/** What is reserved at once. */
export interface Wanted extends Pick<Asking, "asker"> {
  readonly requests: readonly ModelRequest[];
  /** What the judge may be asked, at its longest. */
  readonly readings: readonly ModelRequest[];
}

/** Pays for what was reserved and for nothing else. To be closed once, when all is written and read. */
export interface Account {
  write(request: ModelRequest, following: Following): Promise<MeteredOutcome>;
  /** What is written for each task, in order. Null: one of them failed, which ends the others, or was refused. */
  writeAll<Task extends { readonly request: ModelRequest }>(
    tasks: readonly Task[],
    signal: AbortSignal,
  ): Promise<readonly (Task & Written)[] | null>;
  /** What the judge writes. Null: it was not asked, as none is left of the readings, or wrote nothing whole. */
  readonly read: Read;
  /** Gives back what was not used. */
  close(): Promise<void>;
}

/** Asks the judge. */
export type Read = (request: ModelRequest, signal: AbortSignal) => Promise<string | null>;

export type MeteredOutcome =
  /** `cost` in micro-dollars. */
  | (Written & { readonly kind: "written"; readonly cost: number })
  /** What there is of the answer comes with the error. */
  | { readonly kind: "failed"; readonly error: ModelError }
  /** Not asked: nothing is left that could pay for it, or the reservation must not begin. */
  | { readonly kind: "over-budget" };

interface Priced {
  readonly model: LanguageModel;
  readonly pricing: Pricing;
}

interface MeteredParts extends Priced {
  readonly budget: Budget;
  /** Reads a second time what the model wrote; null: nobody does. */
  readonly judge?: Priced | null;
  /** Told of each call, for whoever counts. */
  readonly onCall?: (call: Called) => void;
}

export interface Called {
  readonly outcome: "written" | "failed";
  readonly usage: readonly ModelUsage[];
  /** In micro-dollars. */
  readonly cost: number;
  readonly ms: number;
}

export function createMeteredModel(parts: MeteredParts): MeteredModel {
  const { model, budget, pricing, judge = null, onCall = ignore } = parts;

  async function open({ asker, requests, readings }: Wanted): Promise<Account | null> {
    const read = judge === null ? [] : readings.map((reading) => judge.pricing.worstOf(reading));
    const reserved = sum([...requests.map((request) => pricing.worstOf(request)), ...read]);
    const reservation = await budget.reserve(asker, reserved);
    if (reservation === null || !(await begins(reservation))) return null;
    return createAccount({ model, pricing }, judge, { reservation, reserved, read, onCall });
  }

  return {
    name: model.name,
    open,
    async write(request, { asker, signal, onPieces = ignore }) {
      const account = await open({ asker, requests: [request], readings: [] });
      if (account === null) return { kind: "over-budget" };
      try {
        return await account.write(request, { signal, onPieces });
      } finally {
        await account.close();
      }
    },
  };
}

/** Where it does not begin, all is given back. */
async function begins(reservation: Reservation): Promise<boolean> {
  let begun = false;
  try {
    return (begun = await reservation.begin());
  } finally {
    if (!begun) await reservation.settle(0);
  }
}

interface Reserved {
  readonly reservation: Reservation;
  /** In micro-dollars: all of it, and each reading. */
  readonly reserved: number;
  readonly read: readonly number[];
  readonly onCall: (call: Called) => void;
}

function createAccount(
  writer: Priced,
  judge: Priced | null,
  { reservation, reserved, read, onCall }: Reserved,
): Account {
  let used = 0;
  let readings = 0;

  async function ask(
    { model, pricing }: Priced,
    ...asked: Parameters<LanguageModel["write"]>
  ): Promise<MeteredOutcome> {
    const start = performance.now();
    const tell = (outcome: Called["outcome"], usage: readonly ModelUsage[]) =>
      onCall({ outcome, usage, cost: pricing.of(usage), ms: performance.now() - start });
    try {
      const written = await model.write(...asked);
      const cost = pricing.of(written.usage);
      used += cost;
      tell("written", written.usage);
      return { kind: "written", ...written, cost };
    } catch (error) {
      // Where something else than a ModelError is thrown, nobody knows the cost: all that was reserved counts.
      used = error instanceof ModelError ? used + pricing.of(error.usage) : reserved;
      if (!(error instanceof ModelError)) throw error;
      tell("failed", error.usage);
      return { kind: "failed", error };
    }
  }

  return {
    write: (request, following) => ask(writer, request, following),
    async writeAll(tasks, signal) {
      const failed = new AbortController();
      const following = { signal: AbortSignal.any([signal, failed.signal]), onPieces: ignore };
      const written = await Promise.all(
        tasks.map(async (task) => {
          const outcome = await ask(writer, task.request, following);
          if (outcome.kind === "written" && outcome.end !== "refused")
            return { ...task, ...outcome };
          failed.abort();
          return null;
        }),
      );
      return written.every((one) => one !== null) ? written : null;
    },
    async read(request, signal) {
      const most = read[readings];
      if (judge === null || most === undefined || judge.pricing.worstOf(request) > most)
        return null;
      readings += 1;
      const outcome = await ask(judge, request, { signal, onPieces: ignore });
      if (outcome.kind !== "written" || outcome.end !== "complete") return null;
      return outcome.pieces.map(({ text }) => text).join("");
    },
    close: () => reservation.settle(used),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function ignore(): void {}
