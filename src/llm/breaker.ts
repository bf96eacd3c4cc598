/**
 * Stops asking a model that keeps failing, so that people do not wait for answers that will not come.
 */
import { ModelError, type LanguageModel, type ModelErrorReason } from "./model.ts";

interface BreakerParts {
  readonly model: LanguageModel;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** Each failure that counts, for the log and for who runs the bot. */
  readonly onFailure: (error: ModelError) => void;
}

const FAILURES = 3;
const WITHIN_MS = 60_000;
const REST_MS = 60_000;

/** Failures of the model and its server; that somebody stopped it is none. */
const FAILS: ReadonlySet<ModelErrorReason> = new Set([
  "busy",
  "spent",
  "unauthorized",
  "rejected",
  "unreachable",
  "cut",
  "stalled",
]);

/**
 * After three failures in a minute the model is not asked for a minute. Then one request is tried: where it fails,
 * another minute begins, else all are asked again.
 */
export function createBreaker({ model, now, onFailure }: BreakerParts): LanguageModel {
  let failures: readonly number[] = [];
  let restsUntil = 0;
  let isTrying = false;

  function noteFailure(wasTrial: boolean): void {
    const at = now();
    failures = [...failures.filter((failure) => at - failure < WITHIN_MS), at];
    if (wasTrial || failures.length >= FAILURES) restsUntil = at + REST_MS;
  }

  return {
    name: model.name,
    async write(request, following) {
      const isTrial = restsUntil > 0;
      if (isTrial && (isTrying || now() < restsUntil)) throw new ModelError("resting");
      if (isTrial) isTrying = true;
      try {
        const written = await model.write(request, following);
        failures = [];
        if (isTrial) restsUntil = 0;
        return written;
      } catch (error) {
        if (isFailure(error, following.signal)) {
          noteFailure(isTrial);
          onFailure(error);
        }
        throw error;
      } finally {
        if (isTrial) isTrying = false;
      }
    },
  };
}

/** A deadline counts as a failure: it passed because the model was too slow. */
function isFailure(error: unknown, signal: AbortSignal): error is ModelError {
  if (!(error instanceof ModelError)) return false;
  if (error.reason !== "stopped") return FAILS.has(error.reason);
  return signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
}
