/**
 * Has a model write the summary and checks each point against the messages it cites; where that fails, the extractive
 * summary is the fallback.
 */
import { createJudge, readingsOf, type JudgePrompt } from "../grounding/judge.ts";
import type { Account, MeteredModel } from "../llm/metered.ts";
import type { ModelRequest } from "../llm/model.ts";
import { estimateInput } from "../llm/price.ts";
import type { Payer } from "../llm/budget.ts";
import { nameInEnglish } from "../text/language.ts";
import { cutAtPauses } from "./cut-at-pauses.ts";
import { readPoints, toPoints, type CitedPoint } from "./points.ts";
import { FEWEST_MESSAGES, mostPoints, type Point, type Summarizer, type Talk } from "./summary.ts";
import {
  messageOf,
  prepareTalk,
  toDocument,
  type TalkDocument,
  type PreparedTalk,
} from "./talk-document.ts";

export interface GenerativeParts {
  readonly metered: MeteredModel;
  readonly judge: JudgePrompt;
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
/** About twice what sixteen points take. */
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
      ? await ask(parts, [whole], { ...asking, isLast: true })
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
  const found = (await ask(parts, tasks, { ...asking, isLast: false }))?.flat() ?? [];
  if (found.length === 0) return null;
  const cited = new Set(found.flatMap(({ lines }) => lines));
  const lines = prepared.lines.filter((line) => cited.has(line));
  const last = prepare(parts, talk, toDocument(lines), found);
  return ask(parts, [last], { ...asking, isLast: true });
}

interface Task {
  readonly request: ModelRequest;
  readonly document: TalkDocument;
  readonly language: Talk["language"];
  readonly most: number;
}

/** `notes` are the points of a longer talk's parts; the document then holds the messages they cite. */
function prepare(
  { prompt }: GenerativeParts,
  talk: Talk,
  document: TalkDocument,
  notes: readonly CitedPoint[] = [],
): Task {
  const { language } = talk;
  const most = mostPoints(talk);
  const request: ModelRequest = {
    system: prompt({ language: nameInEnglish(language), most: String(most) }),
    history: [],
    sources: [document.source],
    sentAs: "document",
    question: [REQUEST, ...notes.map(({ text }) => `• ${text}`)].join("\n"),
    maxTokens: MAX_TOKENS,
    search: null,
  };
  return { request, document, language, most };
}

/** Notes on parts are not judged: what is written from them is. */
interface Asked extends Asking {
  readonly isLast: boolean;
}

/** The points of each task; null where one of them fails or is over budget, which ends all of them. */
async function ask(
  { metered, judge }: GenerativeParts,
  tasks: readonly Task[],
  { asker, signal, isLast }: Asked,
): Promise<CitedPoint[][] | null> {
  const requests = tasks.map(({ request }) => request);
  const readings = isLast ? readingsOf(judge, tasks[0]?.most ?? 0) : [];
  const account = await metered.open({ asker, requests, readings });
  if (account === null) return null;
  try {
    const written = await account.writeAll(tasks, signal);
    if (written === null) return null;
    const points = written.map(({ document, language, most, pieces, end }) =>
      readPoints(pieces, document, { language, most, isComplete: end === "complete" }),
    );
    return isLast ? [await judgePoints(points.flat(), judge, { account, signal })] : points;
  } finally {
    await account.close();
  }
}

/** Those that follow from the messages they cite. */
async function judgePoints(
  points: readonly CitedPoint[],
  prompt: JudgePrompt,
  { account, signal }: { readonly account: Account; readonly signal: AbortSignal },
): Promise<CitedPoint[]> {
  const judge = createJudge(prompt, account.read, signal);
  if (judge === null) return [...points];
  const verdicts = await Promise.all(
    points.map(({ text, lines }, i) =>
      judge({
        number: i + 1,
        text,
        before: [],
        question: "",
        cited: lines.map((line) => ({ text: messageOf(line), context: line.day })),
      }),
    ),
  );
  return points.filter((_, i) => verdicts[i] === "ok");
}
