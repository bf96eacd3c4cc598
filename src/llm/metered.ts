/**
 * The only way a model is asked: the most it can cost is reserved, it writes, what it did cost is settled.
 *
 * This room is the model. In goes a request: rules, sources that may be cited, a question. Out comes text in pieces,
 * each with what it cites, as it is written. A request passes
 *
 * 1. `metered.ts`, with `price.ts` (what it may cost and did cost) and `budget.ts` (whether that is left);
 * 2. `breaker.ts`: a model that keeps failing is left alone for a minute;
 * 3. `claude.ts`: the rounds of an answer, with `claude-request.ts` (request → the API's blocks), `claude-client.ts`
 *    (the SDK), `claude-stream.ts` (which of its events are let in), `claude-reply.ts` (events → pieces) and
 *    `claude-errors.ts` (why it failed);
 * 4. `retry.ts` and `idle-watch.ts`: an overloaded server, and one that falls silent.
 *
 * `model.ts` has the types, `known-models.ts` what each model costs and accepts, `prompts.ts` the rules' words.
 *
 * @example
 * const metered = createMeteredModel({ model, budget, pricing });
 * const outcome = await metered.write(request, { asker, signal, onPieces: showDraft });
 * if (outcome.kind === "written") show(outcome.pieces);
 */
import type { Budget, Payer, Reservation } from "./budget.ts";
import {
  ModelError,
  type Following,
  type LanguageModel,
  type ModelRequest,
  type Written,
} from "./model.ts";
import type { Pricing } from "./price.ts";

export interface MeteredModel {
  /** "claude-haiku-5-5" */
  readonly name: string;
  /** Rejects only with what `search` or `onPieces` throws, or with a fault of the store. */
  write(request: ModelRequest, asking: Asking): Promise<MeteredOutcome>;
  /**
   * Has the requests of all tasks written at the same time; returns each task with what was written for it.
   *
   * Nothing is sent unless all of them can be paid. Null where they cannot, or where one fails or is refused: then the
   * others end, too.
   */
  writeAll<Task extends { readonly request: ModelRequest }>(
    tasks: readonly Task[],
    asking: Pick<Asking, "asker" | "signal">,
  ): Promise<readonly (Task & Written)[] | null>;
}

export interface Asking {
  /** Whose share of the budget pays; null: nobody's, only the day's. */
  readonly asker: Payer | null;
  readonly signal: AbortSignal;
  /** As in `Following`; left out where nobody reads along. */
  readonly onPieces?: Following["onPieces"];
}

export type MeteredOutcome =
  /** `cost` in micro-dollars. */
  | (Written & { readonly kind: "written"; readonly cost: number })
  /** What there is of the answer comes with the error. */
  | { readonly kind: "failed"; readonly error: ModelError }
  /** Not asked: nothing is left that could pay for it, or the reservation must not begin. */
  | { readonly kind: "over-budget" };

interface MeteredParts {
  readonly model: LanguageModel;
  readonly budget: Budget;
  readonly pricing: Pricing;
}

interface Paid {
  readonly request: ModelRequest;
  /** In micro-dollars. */
  readonly reserved: number;
  readonly reservation: Reservation;
}

export function createMeteredModel({ model, budget, pricing }: MeteredParts): MeteredModel {
  async function reserve(request: ModelRequest, asker: Payer | null): Promise<Paid | null> {
    const reserved = pricing.worstOf(request);
    const reservation = await budget.reserve(asker, reserved);
    return reservation === null ? null : { request, reserved, reservation };
  }

  async function ask(
    { request, reserved, reservation }: Paid,
    following: Following,
  ): Promise<MeteredOutcome> {
    let cost = 0;
    try {
      if (!(await reservation.begin())) return { kind: "over-budget" };
      // Where something else than a ModelError is thrown, nobody knows the cost: all that was reserved counts.
      cost = reserved;
      const written = await model.write(request, following);
      cost = pricing.of(written.usage);
      return { kind: "written", ...written, cost };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      cost = pricing.of(error.usage);
      return { kind: "failed", error };
    } finally {
      await reservation.settle(cost);
    }
  }

  return {
    name: model.name,
    async write(request, { asker, signal, onPieces = ignore }) {
      const paid = await reserve(request, asker);
      return paid === null ? { kind: "over-budget" } : ask(paid, { signal, onPieces });
    },
    async writeAll(tasks, { asker, signal }) {
      const all: { readonly task: (typeof tasks)[number]; readonly paid: Paid }[] = [];
      for (const task of tasks) {
        const paid = await reserve(task.request, asker);
        if (paid === null) {
          await Promise.all(all.map((other) => other.paid.reservation.settle(0)));
          return null;
        }
        all.push({ task, paid });
      }
      const failed = new AbortController();
      const following = { signal: AbortSignal.any([signal, failed.signal]), onPieces: ignore };
      const written = await Promise.all(
        all.map(async ({ task, paid }) => {
          const outcome = await ask(paid, following);
          if (outcome.kind === "written" && outcome.end !== "refused")
            return { ...task, ...outcome };
          failed.abort();
          return null;
        }),
      );
      return written.every((one) => one !== null) ? written : null;
    },
  };
}

function ignore(): void {}
