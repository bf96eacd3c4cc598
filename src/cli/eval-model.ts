/**
 * What a model's answers are like, counted while `npm run eval -- --model` has it write them.
 */
import type { Writing } from "../answer/generative.ts";
import type { Config } from "../config.ts";
import type { Budget } from "../llm/budget.ts";
import { toUsd } from "../llm/price.ts";
import { composeWriting } from "../writing.ts";

export interface ModelFigures {
  readonly model: string;
  /** Of the sentences that the model wrote. */
  readonly sentences: number;
  /** The share of the shown ones that a citation of the corpus bears out. */
  readonly cited: number;
  /** Taken out by the check. */
  readonly removed: number;
  /** Citations that pointed nowhere. */
  readonly unresolved: number;
  /** Calls that brought no answer. */
  readonly failures: number;
  /** US dollars for one question, further tries included. */
  readonly usd_per_answer: number;
  /** Calls that were not made, because the budget was spent. */
  readonly unpaid: number;
}

export interface WatchedWriting {
  readonly writing: Writing;
  /** Over so many questions. */
  figures(questions: number): Promise<ModelFigures>;
}

/** Null without a key. */
export async function watchWriting(config: Config, budget: Budget): Promise<WatchedWriting | null> {
  let [shown, cited, removed, unresolved, failures, unpaid] = [0, 0, 0, 0, 0, 0];
  const composed = await composeWriting(config, {
    budget: {
      ...budget,
      async reserve(payer, amount) {
        const reservation = await budget.reserve(payer, amount);
        if (reservation === null) unpaid += 1;
        return reservation;
      },
    },
    now: Date.now,
    onFailure: () => void (failures += 1),
  });
  if (composed === null) return null;
  return {
    writing: {
      ...composed,
      onChecked(checked) {
        shown += checked.sentences.length;
        cited += checked.sentences.filter(({ marks }) => marks.length > 0).length;
        removed += checked.dropped.length;
        unresolved += checked.unresolved;
      },
    },
    figures: async (questions) => ({
      model: composed.metered.name,
      sentences: shown + removed,
      cited: shown === 0 ? 0 : Number((cited / shown).toFixed(4)),
      removed,
      unresolved,
      failures,
      usd_per_answer: Number((toUsd(await budget.spent()) / Math.max(1, questions)).toFixed(6)),
      unpaid,
    }),
  };
}

/** For people; null: the model was not run. */
export function describeModel(figures: ModelFigures | null): string {
  if (figures === null)
    return "\nThe model was not run: ANTHROPIC_API_KEY is not set. These are the passages' own answers.";
  const { model, sentences, cited, removed, unresolved, failures, unpaid } = figures;
  return [
    "",
    `${model} wrote ${sentences} sentences: ${removed} taken out by the check, ${(cited * 100).toFixed(1)} % of the others with a citation that holds`,
    `${unresolved} citations pointed nowhere; ${failures} calls failed; a question cost $${figures.usd_per_answer}`,
    ...(unpaid === 0 ? [] : [`${unpaid} calls were not made: --max-usd was spent.`]),
  ].join("\n");
}
