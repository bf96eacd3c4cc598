/**
 * What each model takes: thinking, effort, forced tools, lengths.
 */
import type Anthropic from "@anthropic-ai/sdk";

export type Effort = NonNullable<Anthropic.OutputConfig["effort"]>;
type Thinking = Anthropic.ThinkingConfigParam["type"];

export interface ModelRules {
  /** Tokens of a prompt, and of an answer. */
  readonly window: number;
  readonly longestAnswer: number;
  /** None: it has no such parameter. */
  readonly efforts: readonly Effort[];
  /** The efforts each way of thinking goes with; a way that is not named is refused. */
  readonly thinking: Readonly<Partial<Record<Thinking, readonly Effort[]>>>;
  readonly canForceTools: boolean;
}

const ALL: readonly Effort[] = ["low", "medium", "high", "xhigh", "max"];
const UP_TO_HIGH: readonly Effort[] = ["low", "medium", "high"];

const LATEST: ModelRules = {
  window: 1_000_000,
  longestAnswer: 128_000,
  efforts: ALL,
  thinking: { adaptive: ALL },
  canForceTools: true,
};

/** Takes none of the parameters that only some models know. */
export const PLAIN: ModelRules = {
  window: 200_000,
  longestAnswer: 64_000,
  efforts: [],
  thinking: {},
  canForceTools: true,
};

const HAIKU_4_5: ModelRules = { ...PLAIN, thinking: { enabled: ALL, disabled: ALL } };

export const MODELS: Readonly<Record<string, ModelRules>> = {
  "claude-haiku-5-5": { ...LATEST, thinking: { adaptive: ALL, disabled: UP_TO_HIGH } },
  "claude-sonnet-5-5": {
    ...LATEST,
    thinking: { adaptive: ALL, between_tools: UP_TO_HIGH },
    canForceTools: false,
  },
  "claude-opus-5-5": LATEST,
  "claude-fable-5-1": LATEST,
  "claude-haiku-4-5": HAIKU_4_5,
  "claude-haiku-4-5-20251001": HAIKU_4_5,
};
