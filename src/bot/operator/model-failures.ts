/**
 * What the model's failures mean to those who run the bot: a line in the log, and a word where they must act.
 */
import type { ModelError, ModelErrorReason } from "../../llm/model.ts";
import { describeError, type Log } from "../log.ts";

interface FailureParts {
  readonly tell: (words: string) => Promise<void>;
  readonly log: Log;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
}

/** In English, as everything that operators read. */
export const NEARLY_SPENT =
  "Four fifths of today's model budget (DAILY_BUDGET_USD) are spent. When it is gone, the passages answer by themselves until tomorrow.";

export const EXCEEDED =
  "An answer of the model cost more than the most that was thought possible; it counts as the model's server told. Look at what that server says of its tokens, and at PRICE_PER_MTOK.";

/** What does not pass by itself. */
const MENDABLE: Partial<Record<ModelErrorReason, string>> = {
  unauthorized:
    "The model refuses the key (ANTHROPIC_API_KEY). Until it is right, the passages answer by themselves.",
  spent:
    "The model's account has reached its spending limit. Until that is raised, the passages answer by themselves.",
  rejected:
    "The model refuses the bot's requests; ANTHROPIC_MODEL or ANTHROPIC_BASE_URL may be wrong, the log says more. Until then the passages answer by themselves.",
};

const AGAIN_MS = 60 * 60_000;

/** To be called for each failure; the owners hear of one kind once an hour. */
export function modelFailures({ tell, log, now }: FailureParts): (error: ModelError) => void {
  const toldAt = new Map<ModelErrorReason, number>();
  return ({ reason, cause }) => {
    const why = cause === undefined ? {} : { error: describeError(cause) };
    log.warn({ reason, ...why }, "The model did not answer");
    const words = MENDABLE[reason];
    if (words === undefined || now() - (toldAt.get(reason) ?? -Infinity) < AGAIN_MS) return;
    toldAt.set(reason, now());
    void tell(words).catch((error: unknown) =>
      log.warn({ error: describeError(error) }, "The owners could not be told"),
    );
  };
}
