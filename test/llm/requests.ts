/**
 * What the tests of the model ask it, and who follows the answer.
 */
import { createClaude, type Claude } from "../../src/llm/claude.ts";
import type { Following, ModelRequest, Piece, Source } from "../../src/llm/model.ts";
import { findModel } from "../../src/llm/known-models.ts";
import type { TestClock } from "../support/test-clock.ts";
import { CITING } from "../support/prompts.ts";

export const PRESS: Source = {
  source: "press#1",
  title: "Der Buchdruck",
  blocks: ["Gutenberg druckte in Mainz. ", "Die Bibel erschien um 1455. ", "Er starb 1468."],
};

export const BRIDGE: Source = {
  source: "bridge#4",
  title: "Die Brücke",
  blocks: ["Sie wurde 1892 gebaut."],
};

export function ask(changes: Partial<ModelRequest> = {}): ModelRequest {
  return {
    system: "Answer from the passages.",
    history: [],
    sources: [PRESS],
    sentAs: "search-results",
    question: "Wo wurde die Bibel gedruckt?",
    maxTokens: 1500,
    search: null,
    ...changes,
  };
}

/** Keeps every state of the answer; `onPieces` is called after that. */
export function follow(changes: Partial<Following> = {}): Following & { seen: string[] } {
  const seen: string[] = [];
  return {
    signal: changes.signal ?? new AbortController().signal,
    seen,
    onPieces(pieces) {
      seen.push(textOf(pieces));
      changes.onPieces?.(pieces);
    },
  };
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

interface Choice {
  readonly url: string;
  readonly model?: string;
  readonly clock?: TestClock;
}

export function claudeAt({ url, model = "claude-haiku-5-5", clock }: Choice): Claude {
  return createClaude({
    apiKey: "sk-ant-test",
    baseUrl: url,
    model: findModel({ model, rate: null }),
    ...CITING,
    ...(clock && { after: (milliseconds, run) => clock.after(milliseconds, run) }),
  });
}

/** For what is handed in and has a bug. */
export function fail(): never {
  throw new RangeError("a bug");
}
