/**
 * An answer's quotations, in the language the answer is written in: by the model, and never as the article's words.
 */
import type { Budget } from "../llm/budget.ts";
import { ModelError, type LanguageModel, type ModelRequest } from "../llm/model.ts";
import { estimateTokens, type Pricing } from "../llm/price.ts";
import type { Prompt } from "../llm/prompts.ts";
import type { Asker } from "../store/contract/turns.ts";
import { nameInEnglish } from "../text/language.ts";
import { answerLanguage } from "../grounding/answer-language.ts";
import { isActive, makeInert } from "../text/inert-text.ts";

/** Words under a mark: the article's, or their translation. */
export interface MarkedWords {
  readonly mark: number;
  readonly words: string;
}

export interface Wanted {
  /** At least one. */
  readonly quotations: readonly MarkedWords[];
  /** What stands above them: its language is the one to translate into. */
  readonly answer: string;
  readonly asker: Asker;
}

export type Translation =
  /** As many as were wanted, in the same order. */
  | { readonly kind: "translated"; readonly quotations: readonly MarkedWords[] }
  | { readonly kind: "over-budget" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed" };

export interface Translator {
  translate(wanted: Wanted, signal: AbortSignal): Promise<Translation>;
}

export interface TranslatorParts {
  readonly model: LanguageModel;
  readonly budget: Budget;
  readonly pricing: Pricing;
  /** `prompts/translate.md` with its slots filled. */
  readonly prompt: Prompt<"language">;
  readonly timeoutMs: number;
}

/** A translation takes no more than twice as many tokens; so many more for the marks. */
const SPARE_TOKENS = 200;

const STOPPED: Translation = { kind: "stopped" };
const FAILED: Translation = { kind: "failed" };

export function createTranslator(parts: TranslatorParts): Translator {
  const { model, budget, pricing, timeoutMs } = parts;
  return {
    async translate(wanted, signal) {
      const request = requestFor(wanted, parts.prompt);
      const payment = await budget.reserve(wanted.asker, pricing.worstOf(request));
      if (payment === null) return { kind: "over-budget" };
      const following = {
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), signal]),
        onPieces() {},
      };
      try {
        const { pieces, end, usage } = await model.write(request, following);
        await payment.settle(pricing.of(usage));
        const text = pieces.map((piece) => piece.text).join("");
        return end === "complete" ? read(text, wanted.quotations) : FAILED;
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        await payment.settle(pricing.of(error.usage));
        return signal.aborted ? STOPPED : FAILED;
      }
    },
  };
}

function requestFor({ quotations, answer }: Wanted, prompt: Prompt<"language">): ModelRequest {
  const list = quotations.map(({ mark, words }) => `[${mark}] ${words}`).join("\n");
  return {
    system: prompt({ language: nameInEnglish(answerLanguage(answer)) }),
    history: [],
    sources: [],
    sentAs: "search-results",
    question: `<answer>\n${answer}\n</answer>\n<quotations>\n${list}\n</quotations>`,
    maxTokens: 2 * estimateTokens(list) + SPARE_TOKENS,
    search: null,
  };
}

/** "[1] … [2] …", all of them, and nothing in them that does anything on a screen. */
function read(text: string, quotations: readonly MarkedWords[]): Translation {
  const parts = text.split(/^[ \t]*\[(\d{1,3})\]/mu).slice(1);
  const byMark = new Map<number, string>();
  for (let at = 0; at + 1 < parts.length; at += 2)
    byMark.set(
      Number(parts[at]),
      makeInert(parts[at + 1] ?? "")
        .text.replace(/\s+/gu, " ")
        .trim(),
    );
  const translated = quotations.map(({ mark }) => ({ mark, words: byMark.get(mark) ?? "" }));
  const isWhole = translated.every(({ words }) => words !== "" && !isActive(words));
  return isWhole ? { kind: "translated", quotations: translated } : FAILED;
}
