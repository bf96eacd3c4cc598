/**
 * What became of a question, as it is counted.
 */
import type { Answer } from "../../answer/answer.ts";

/** `stand-in`: the passages answered in the model's place; `refused`: there were too many. */
export type Fate = Answer["kind"] | "stand-in" | "refused";

export function fateOf({ kind, isStandIn = false }: Answer): Fate {
  return isStandIn && kind === "quotes" ? "stand-in" : kind;
}
