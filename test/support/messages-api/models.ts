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

function support<T extends string>(all: readonly T[], some: readonly string[]) {
  return Object.fromEntries(
    all.map((name) => [name, { supported: some.includes(name) }]),
  ) as Record<T, Anthropic.CapabilitySupport>;
}

/** What `GET /v1/models/{id}` tells of a model. */
export function describeModel(id: string, rules: ModelRules): Anthropic.ModelInfo {
  const yes = { supported: true };
  const no = { supported: false };
  return {
    type: "model",
    id,
    display_name: id,
    line: null,
    lifecycle: "active",
    created_at: "2026-10-07T00:00:00Z",
    deprecated_at: null,
    retires_at: null,
    max_input_tokens: rules.window,
    max_tokens: rules.longestAnswer,
    capabilities: {
      batch: yes,
      citations: yes,
      code_execution: no,
      context_management: {
        supported: false,
        clear_thinking_20251015: null,
        clear_tool_uses_20250919: null,
        compact_20260112: null,
      },
      effort: { supported: rules.efforts.length > 0, ...support(ALL, rules.efforts) },
      image_input: yes,
      pdf_input: yes,
      server_tools: { supported: false, code_execution: no, web_search: no },
      structured_outputs: yes,
      thinking: {
        supported: Object.keys(rules.thinking).length > 0,
        types: support(
          ["adaptive", "between_tools", "disabled", "enabled"] as const,
          Object.keys(rules.thinking),
        ),
      },
    },
  };
}
