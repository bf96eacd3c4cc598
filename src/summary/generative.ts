/**
 * Has a model write the summary and checks each point against the messages it cites; where that fails, the extractive
 * summary is the fallback.
 */
import type { MeteredModel } from "../llm/metered.ts";
import type { ModelRequest } from "../llm/model.ts";
import { estimateInput } from "../llm/price.ts";
import type { Payer } from "../llm/budget.ts";
import { nameInEnglish } from "../text/language.ts";
import { cutAtPauses } from "./cut-at-pauses.ts";
import { readPoints, toPoints, type CitedPoint } from "./points.ts";
import { FEWEST_MESSAGES, MOST_POINTS, type Point, type Summarizer, type Talk } from "./summary.ts";
import { prepareTalk, toDocument, type TalkDocument, type PreparedTalk } from "./talk-document.ts";

export interface GenerativeParts {
  readonly metered: MeteredModel;
  /** `prompts/summary.md` with its slots filled. */
  readonly prompt: (slots: Readonly<Record<"language" | "most", string>>) => string;
  /** For the whole summary, all its calls included. */
  readonly timeoutMs: number;
  /** Sums up when the model cannot, and talks that are too short for one. */
  readonly extractive: Summarizer;
}

/** In estimated tokens; above 100,000 the prices of some models are five times as high. */
const ONE_CALL = 90_000;
const ONE_PART = 60_000;
/** About three times what eight points take. */
const MAX_TOKENS = 3000;
/** Sent as the question; the prompt says what to do with the talk. */
const REQUEST = "/summary";

/** When `signal` aborts, the fallback comes at once: the messages themselves. */
export function createGenerativeSummarizer(parts: GenerativeParts): Summarizer {
  const { extractive, timeoutMs } = parts;
  return {
    async sumUp(talk, asker, signal) {
      if (talk.messages.length < FEWEST_MESSAGES) return extractive.sumUp(talk, asker, signal);
      const deadline = AbortSignal.timeout(timeoutMs);
      const ends = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
      const points = await write(parts, talk, { asker, signal: ends });
      if (points.length > 0) return { points, isFallback: false };
      return { ...(await extractive.sumUp(talk, asker, signal)), isFallback: true };
    },
  };
}

interface Asking {
  readonly asker: Payer;
  readonly signal: AbortSignal;
}

/** Empty where the model could not write, or nothing it wrote is grounded. */
async function write(parts: GenerativeParts, talk: Talk, asking: Asking): Promise<Point[]> {
  const prepared = prepareTalk(talk);
  if (prepared.lines.length === 0) return [];
  const whole = prepare(parts, talk, toDocument(prepared.lines));
  const found =
    estimateInput(whole.request) <= ONE_CALL
      ? await ask(parts, [whole], asking)
      : await writeInParts(parts, { talk, prepared }, asking);
  return toPoints(found?.flat() ?? [], prepared);
}

/** Has points written for each part of the talk, then those of the whole talk from the messages that these cite. */
async function writeInParts(
  parts: GenerativeParts,
  { talk, prepared }: { readonly talk: Talk; readonly prepared: PreparedTalk },
  asking: Asking,
): Promise<CitedPoint[][] | null> {
  const tasks = cutAtPauses(prepared.lines, ONE_PART).map((lines) =>
    prepare(parts, talk, toDocument(lines)),
  );
  const found = (await ask(parts, tasks, asking))?.flat() ?? [];
  if (found.length === 0) return null;
  const cited = new Set(found.flatMap(({ lines }) => lines));
  const lines = prepared.lines.filter((line) => cited.has(line));
  return ask(parts, [prepare(parts, talk, toDocument(lines), found)], asking);
}

interface Task {
  readonly request: ModelRequest;
  readonly document: TalkDocument;
  readonly language: Talk["language"];
}

/** `notes` are the points of a longer talk's parts; the document then holds the messages they cite. */
function prepare(
  { prompt }: GenerativeParts,
  { language }: Talk,
  document: TalkDocument,
  notes: readonly CitedPoint[] = [],
): Task {
  const request: ModelRequest = {
    system: prompt({ language: nameInEnglish(language), most: String(MOST_POINTS) }),
    history: [],
    sources: [document.source],
    sentAs: "document",
    question: [REQUEST, ...notes.map(({ text }) => `• ${text}`)].join("\n"),
    maxTokens: MAX_TOKENS,
    search: null,
  };
  return { request, document, language };
}

/** The points of each task; null where one of them fails or is over budget, which ends all of them. */
async function ask(
  { metered }: GenerativeParts,
  tasks: readonly Task[],
  asking: Asking,
): Promise<CitedPoint[][] | null> {
  const written = await metered.writeAll(tasks, asking);
  return (
    written?.map(({ document, language, pieces, end }) =>
      readPoints(pieces, document, { language, isComplete: end === "complete" }),
    ) ?? null
  );
}
