/**
 * What each model accepts beside the plainest request, and what it costs.
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
  /** What a request may hold beside the plainest. */
  readonly knobs: Pick<MessageCreateParams, "thinking" | "output_config">;
  /** Where thinking cannot be switched off: room for it in each request, as it counts against `max_tokens`. */
  readonly thinkingTokens: number;
  readonly price: Price;
}

type Row = Pick<Model, "knobs" | "thinkingTokens" | "price">;

/** Tokens; at low effort a short question takes far fewer. */
const ROOM_TO_THINK = 1500;

const PLAINEST = { knobs: {}, thinkingTokens: ROOM_TO_THINK } as const;

/** Answers are short and rest on what is sent, so the least effort does. */
const ALWAYS_THINKS = {
  knobs: { output_config: { effort: "low" } },
  thinkingTokens: ROOM_TO_THINK,
} as const;

const MODELS: Readonly<Record<string, Row>> = {
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
  // It does not think unless told to, and knows no effort.
  "claude-haiku-4-5": { knobs: {}, thinkingTokens: 0, price: { input: 1, output: 5 } },
  "claude-haiku-4-5-20251001": { knobs: {}, thinkingTokens: 0, price: { input: 1, output: 5 } },
};

export const KNOWN_MODELS: readonly string[] = Object.keys(MODELS);

const DEAREST: Rate = Object.values(MODELS).reduce<Rate>(
  (dearest, { price }) => ({
    input: Math.max(dearest.input, price.input, price.long?.input ?? 0),
    output: Math.max(dearest.output, price.output, price.long?.output ?? 0),
  }),
  { input: 0, output: 0 },
);

interface Choice {
  readonly model: string;
  readonly baseUrl: string;
  /** What counts where the price is not known; null: the dearest that is. */
  readonly rate: Rate | null;
}

/** Another server sets its own prices, whatever it calls its models. */
export function findModel({ model, baseUrl, rate }: Choice): Model {
  const row = MODELS[model];
  const price = isAnthropic(baseUrl) ? row?.price : undefined;
  return { name: model, ...PLAINEST, ...row, price: price ?? rate ?? DEAREST };
}

export function isAnthropic(baseUrl: string): boolean {
  return /(?:^|\.)anthropic\.com$/.test(new URL(baseUrl).hostname);
}
