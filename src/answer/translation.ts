/**
 * Translates an answer's quotations into the language that the answer is written in.
 */
import type { MeteredModel } from "../llm/metered.ts";
import type { ModelRequest } from "../llm/model.ts";
import { estimateTokens } from "../llm/price.ts";
import type { Prompt } from "../llm/prompts.ts";
import type { Asker } from "../store/turns/turns.ts";
import { nameInEnglish } from "../text/language.ts";
import { checkTranslation, rightOnes, type MarkedWords } from "../grounding/check-translation.ts";
import { createJudge, readingsOf, type JudgePrompt } from "../grounding/judge.ts";

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
  /** In the order of the quotations; one whose translation says something else is left out. */
  | { readonly kind: "translated"; readonly quotations: readonly MarkedWords[] }
  | { readonly kind: "over-budget" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed" };

export interface Translator {
  translate(wanted: Wanted, signal: AbortSignal): Promise<Translation>;
}

export interface TranslatorParts {
  readonly metered: MeteredModel;
  readonly judge: JudgePrompt;
  /** `prompts/translate.md` with its slots filled. */
  readonly prompt: Prompt<"language">;
  readonly timeoutMs: number;
}

/** Tokens for the marks, on top of twice the quotations' own. */
const SPARE_TOKENS = 200;

const FAILED: Translation = { kind: "failed" };

export function createTranslator(parts: TranslatorParts): Translator {
  return {
    async translate(wanted, signal) {
      const { asker, quotations } = wanted;
      const request = requestFor(wanted, parts.prompt);
      const readings = readingsOf(parts.judge, quotations.length);
      const account = await parts.metered.open({ asker, requests: [request], readings });
      if (account === null) return { kind: "over-budget" };
      const ends = AbortSignal.any([AbortSignal.timeout(parts.timeoutMs), signal]);
      try {
        const outcome = await account.write(request, { signal: ends, onPieces() {} });
        if (outcome.kind !== "written") return signal.aborted ? { kind: "stopped" } : FAILED;
        if (outcome.end !== "complete") return FAILED;
        const written = outcome.pieces.map(({ text }) => text).join("");
        const translated = checkTranslation(written, quotations);
        if (translated === null) return FAILED;
        const judge = createJudge(parts.judge, account.read, ends);
        const right = await rightOnes(translated, quotations, judge);
        return right.length === 0 ? FAILED : { kind: "translated", quotations: right };
      } finally {
        await account.close();
      }
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
