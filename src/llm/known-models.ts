/**
 * What each known model costs, and what its requests may hold beside the plainest.
 *
 * From Anthropic's model pages, as of 2026-11-23. A model that is not listed gets the plainest request.
 */
import type { MessageCreateParams } from "@anthropic-ai/sdk/resources/messages/messages";

/** US dollars for a million tokens, which is micro-dollars for one. */
export interface Rate {
  readonly input: number;
  readonly output: number;
}

export interface Price extends Rate {
  /** What counts for all of a request whose input is more than `over` tokens. */
  readonly long?: Rate & { readonly over: number };
}

export interface Model {
  readonly name: string;
  /** What a request holds beside the plainest. */
  readonly knobs: Pick<MessageCreateParams, "thinking" | "output_config">;
  /** Where thinking cannot be switched off: room for it in each request, as it counts against `max_tokens`. */
  readonly thinkingTokens: number;
  readonly price: Price;
}

/** Tokens; at low effort a short question takes far fewer. */
const ROOM_TO_THINK = 1500;

const PLAINEST = { knobs: {}, thinkingTokens: ROOM_TO_THINK };

/** Answers are short and rest on what is sent, so the least effort does. */
const ALWAYS_THINKS = {
  knobs: { output_config: { effort: "low" } },
  thinkingTokens: ROOM_TO_THINK,
} as const;

/** It does not think unless told to, and has no effort to set. */
const NEVER_THINKS = { knobs: {}, thinkingTokens: 0 };

const MODELS: Readonly<Record<string, Omit<Model, "name">>> = {
  "claude-haiku-5-5": {
    knobs: { thinking: { type: "disabled" }, output_config: { effort: "low" } },
    thinkingTokens: 0,
    price: { input: 0.1, output: 0.5, long: { over: 100_000, input: 0.5, output: 2.5 } },
  },
  "claude-sonnet-5-5": {
    // "disabled" is refused; this leaves thinking only to what follows a search.
    knobs: { thinking: { type: "between_tools" }, output_config: { effort: "low" } },
    thinkingTokens: ROOM_TO_THINK,
    price: { input: 2, output: 10 },
  },
  "claude-opus-5-5": { ...ALWAYS_THINKS, price: { input: 4, output: 20 } },
  "claude-fable-5-1": { ...ALWAYS_THINKS, price: { input: 10, output: 50 } },
  "claude-haiku-4-5": { ...NEVER_THINKS, price: { input: 1, output: 5 } },
  "claude-haiku-4-5-20251001": { ...NEVER_THINKS, price: { input: 1, output: 5 } },
};

export const KNOWN_MODELS: readonly string[] = Object.keys(MODELS);

/** Of the known ones. */
const DEAREST: Rate = { input: 10, output: 50 };

interface Choice {
  readonly model: string;
  /** As `PRICE_PER_MTOK` tells it; null: the model's own where it is known, wherever it is served, else the dearest that is. */
  readonly rate: Rate | null;
}

/** A gateway takes what the maker takes, unless its price is told. */
export function findModel({ model, rate }: Choice): Model {
  const known = MODELS[model];
  return { ...PLAINEST, ...known, name: model, price: rate ?? known?.price ?? DEAREST };
}

export function isAnthropic(baseUrl: string): boolean {
  return /(?:^|\.)anthropic\.com$/.test(new URL(baseUrl).hostname);
}
