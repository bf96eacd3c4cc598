/**
 * Times as the benches tell them: the median, and what 99 of 100 stay within.
 */
import { quantile } from "../../src/cli/measure.ts";

/** Milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

export function timesOf(values: readonly number[]): Times {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}
