/**
 * Translates an answer's quotations into the language that the answer is written in.
 */
import type { MeteredModel } from "../llm/metered.ts";
import type { ModelRequest } from "../llm/model.ts";
import { estimateTokens } from "../llm/price.ts";
import type { Prompt } from "../llm/prompts.ts";
import type { Asker } from "../store/turns/turns.ts";
import { nameInEnglish } from "../text/language.ts";
import { checkTranslation, type MarkedWords } from "../grounding/check-translation.ts";

export interface Wanted {
  /** At least one. */
  readonly quotations: readonly MarkedWords[];
  /** ISO 639-1: the language of the answer above them, into which they are translated. */
  readonly language: string;
  /** That answer, so that names are spelled alike; "" when it is no longer stored. */
  readonly answer: string;
  readonly asker: Asker;
}

export type Translation =
  /** One for each quotation, in the same order. */
  | { readonly kind: "translated"; readonly quotations: readonly MarkedWords[] }
  | { readonly kind: "over-budget" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed" };

export interface Translator {
  translate(wanted: Wanted, signal: AbortSignal): Promise<Translation>;
}

export interface TranslatorParts {
  readonly metered: MeteredModel;
  /** `prompts/translate.md` with its slots filled. */
  readonly prompt: Prompt<"language">;
  readonly timeoutMs: number;
}

/** Tokens for the marks, on top of twice the quotations' own. */
const SPARE_TOKENS = 200;

const FAILED: Translation = { kind: "failed" };

export function createTranslator({ metered, prompt, timeoutMs }: TranslatorParts): Translator {
  return {
    async translate(wanted, signal) {
      const outcome = await metered.write(requestFor(wanted, prompt), {
        asker: wanted.asker,
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), signal]),
      });
      if (outcome.kind === "over-budget") return outcome;
      if (outcome.kind === "failed") return signal.aborted ? { kind: "stopped" } : FAILED;
      if (outcome.end !== "complete") return FAILED;
      const written = outcome.pieces.map(({ text }) => text).join("");
      const quotations = checkTranslation(written, wanted.quotations);
      return quotations === null ? FAILED : { kind: "translated", quotations };
    },
  };
}

function requestFor(
  { quotations, language, answer }: Wanted,
  prompt: Prompt<"language">,
): ModelRequest {
  const list = quotations.map(({ mark, words }) => `[${mark}] ${words}`).join("\n");
  return {
    system: prompt({ language: nameInEnglish(language) }),
    history: [],
    sources: [],
    sentAs: "search-results",
    question: `<answer>\n${answer}\n</answer>\n<quotations>\n${list}\n</quotations>`,
    maxTokens: 2 * estimateTokens(list) + SPARE_TOKENS,
    search: null,
  };
}
