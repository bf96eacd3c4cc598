/**
 * Tells how a server cites: Anthropic's own by itself, any other as it shows when it is asked one small question.
 */
import { isAnthropic } from "./known-models.ts";
import type { Citing } from "./marks.ts";
import type { MeteredModel } from "./metered.ts";

interface CitingParts {
  /** As `CITATIONS` has it. */
  readonly wanted: Citing | "auto";
  readonly baseUrl: string;
  /** Asks the server with native citations. */
  readonly metered: MeteredModel;
  /** `prompts/probe.md`. */
  readonly prompt: string;
}

const SOURCE = { source: "probe", title: "The bridge", blocks: ["The bridge is painted green."] };
/** A model on one's own machine may have to be loaded first. */
const TIMEOUT_MS = 20_000;
const MAX_TOKENS = 60;

/** Asks once, when it is first called. Marks where no citation comes back, or nothing at all: they work everywhere. */
export function tellCiting({
  wanted,
  baseUrl,
  metered,
  prompt,
}: CitingParts): () => Promise<Citing> {
  let told: Promise<Citing> | null = null;
  const ask = async (): Promise<Citing> => {
    if (wanted !== "auto") return wanted;
    if (isAnthropic(baseUrl)) return "native";
    const request = {
      system: prompt,
      history: [],
      sources: [SOURCE],
      sentAs: "search-results" as const,
      question: prompt,
      maxTokens: MAX_TOKENS,
      search: null,
    };
    const asking = { asker: null, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const outcome = await metered.write(request, asking);
    if (outcome.kind !== "written") return "marks";
    const pointers = outcome.pieces.flatMap((piece) => piece.pointers);
    return pointers.some(({ source }) => source === SOURCE.source) ? "native" : "marks";
  };
  return () => (told ??= ask());
}
