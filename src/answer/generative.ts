/**
 * Has a model write the answer from passages and checks it; where that fails, the extractive answer is the fallback.
 */
import type { Excerpt } from "../corpus/passage.ts";
import type { Checked, Draft } from "../grounding/check-answer.ts";
import { createJudge, readingsOf, type JudgePrompt } from "../grounding/judge.ts";
import { createJudgedAnswer } from "../grounding/judged-answer.ts";
import type { Payer } from "../llm/budget.ts";
import type { Account, MeteredModel } from "../llm/metered.ts";
import type { ModelRequest, Piece, Written } from "../llm/model.ts";
import type { Prompt } from "../llm/prompts.ts";
import { isWorthRetrying } from "../llm/retry.ts";
import { prepareRequest, type AnswerRequest, type RequestParts } from "./answer-request.ts";
import type { Answer, Answerer, Question, Reader } from "./answer.ts";
import { cite } from "./cite.ts";
import { showNearest } from "./extractive.ts";

/** What writing takes apart from the articles. */
export interface Writing extends Pick<RequestParts, "prompt"> {
  readonly metered: MeteredModel;
  readonly judge: JudgePrompt;
  /** `prompts/again.md`: what was wrong with an answer of which nothing could be shown. */
  readonly again: Prompt<"removed">;
  /** For the whole answer, including the time the question waited and a second try. */
  readonly timeoutMs: number;
  /** Called with the result of each check of a finished or broken-off text. */
  readonly onChecked?: (checked: Checked) => void;
}

interface Parts extends Writing, RequestParts {
  /** The fallback. */
  readonly extractive: Answerer;
}

const TRIES = 2;
/** Share of the timeout. A question that waited longer is not sent to the model: its answer would be paid for and cut short. */
const LONGEST_WAIT = 1 / 2;
/** Beyond the sentences that are shown, so many may be judged in place of others that fall. */
export const SPARE_READINGS = 2;

const NOBODY: Reader = { signal: new AbortController().signal, onDraft() {} };

export function createGenerativeAnswerer(parts: Parts): Answerer {
  return {
    async answer(question, reader = NOBODY) {
      const { wish } = question;
      // Small talk and facts about the article need no model, nor does what nothing stands before.
      const isWritten = wish?.kind !== "last" || question.previous !== null;
      if (wish?.kind === "small-talk" || wish?.kind === "facts" || !isWritten)
        return parts.extractive.answer(question);
      return (
        (await write(parts, question, reader)) ?? {
          ...(await parts.extractive.answer(question)),
          isFallback: true,
        }
      );
    },
  };
}

/** Null where the model was not asked, failed, or cited nothing that there is. */
async function write(parts: Parts, question: Question, reader: Reader): Promise<Answer | null> {
  const { text, asker = null, waitedMs = 0 } = question;
  const left = parts.timeoutMs - waitedMs;
  if (waitedMs > parts.timeoutMs * LONGEST_WAIT) return null;
  const task = { ...prepareRequest(parts, question), question: text, asker };
  const signal = AbortSignal.any([AbortSignal.timeout(left), reader.signal]);
  return writeTwice(parts, task, { ...reader, signal }, reader.signal);
}

/** `stopped`: by whoever reads along, not by the deadline. */
async function writeTwice(
  parts: Parts,
  task: Task,
  reader: Reader,
  stopped: AbortSignal,
): Promise<Answer | null> {
  let { request } = task;
  let cited: readonly Excerpt[] = [];
  for (let left = TRIES; left > 0; left -= 1) {
    const outcome = await tryOnce(parts, { ...task, request }, reader);
    if (outcome.kind === "answer") return outcome.answer;
    if (stopped.aborted) return { kind: "stopped" };
    const found = outcome.checked?.excerpts ?? [];
    if (found.length > 0) cited = found;
    if (outcome.kind === "hopeless" || reader.signal.aborted) break;
    if (outcome.kind === "ungrounded")
      request = { ...request, question: tellWhy(parts.again, task.request, outcome.checked) };
  }
  return cited.length === 0 ? null : asQuotes(cited);
}

interface Task extends AnswerRequest {
  readonly question: string;
  readonly asker: Payer | null;
}

type Outcome =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** Nothing is left after the check; a request that tells why may help. */
  | { readonly kind: "ungrounded"; readonly checked: Checked }
  /** It may succeed a moment later. */
  | { readonly kind: "failed"; readonly checked: Checked }
  /** Another try would fail as well. */
  | { readonly kind: "hopeless"; readonly checked: Checked | null };

function tellWhy(again: Parts["again"], { question }: ModelRequest, { dropped }: Checked): string {
  const removed = dropped.map(({ text, reason }) => `- ${reason}: ${text}`);
  return `${question}\n\n${again({ removed: removed.join("\n") || "- unfinished" })}`;
}

/** The sentences that the model cited, themselves. */
function asQuotes(excerpts: readonly Excerpt[]): Answer {
  const sentences = excerpts.map(({ passage, from }) => ({ passage, sentence: from }));
  const cited = cite(sentences);
  return { kind: "quotes", sure: true, ...cited, isFallback: true };
}

async function tryOnce(parts: Parts, task: Task, reader: Reader): Promise<Outcome> {
  const { request, asker, length } = task;
  const readings = readingsOf(parts.judge, length.sentences + SPARE_READINGS);
  const account = await parts.metered.open({ asker, requests: [request], readings });
  if (account === null) return { kind: "hopeless", checked: null };
  try {
    return await writeAndCheck(parts, task, { account, reader });
  } finally {
    await account.close();
  }
}

async function writeAndCheck(
  parts: Parts,
  task: Task,
  { account, reader }: { readonly account: Account; readonly reader: Reader },
): Promise<Outcome> {
  const { request, sent, question, length } = task;
  const { signal } = reader;
  const draftOf = (pieces: readonly Piece[], isComplete: boolean): Draft => {
    return { pieces, isComplete, sent, question, length };
  };
  const judge = createJudge(parts.judge, account.read, signal);
  const judged = createJudgedAnswer(judge, () => drafting.onVerdict());
  const drafting = startDrafting((pieces) => judged.soFar(draftOf(pieces, false)), reader);
  try {
    const outcome = await account.write(request, { signal, ...drafting });
    if (outcome.kind === "over-budget") return { kind: "hopeless", checked: null };
    const { pieces } = outcome.kind === "written" ? outcome : outcome.error;
    const isComplete = outcome.kind === "written" && outcome.end === "complete";
    const checked = await judged.whole(draftOf(pieces, isComplete));
    parts.onChecked?.(checked);
    if (outcome.kind === "written") return readOutcome(outcome, checked, task);
    if (checked.citations.length > 0) return { kind: "answer", answer: toAnswer(checked, false) };
    const mayRetry = isWorthRetrying(outcome.error) && !drafting.hasShown();
    return { kind: mayRetry ? "failed" : "hopeless", checked };
  } finally {
    drafting.end();
  }
}

/** Of a text that grows. */
type Check = (pieces: readonly Piece[]) => Checked;

/** The first so many checks of a draft run without a pause: an answer has no more sentences. */
const FREE_READS = 8;
/** After those, the next check waits this many times as long as the last one took. */
const DRAFT_PAUSE = 4;

/** Shows each sentence as soon as it is whole and grounded; checks less often where a server sends a flood. */
function startDrafting(check: Check, { signal, onDraft }: Reader) {
  let shown = "";
  let ends = 0;
  let latest: readonly Piece[] = [];
  let reads = 0;
  let restsUntil = 0;
  let timer: NodeJS.Timeout | null = null;

  function read(): void {
    timer = null;
    reads += 1;
    const began = performance.now();
    const draft = proseOf(check(latest));
    const ended = performance.now();
    restsUntil = ended + DRAFT_PAUSE * (ended - began);
    if (draft === shown || signal.aborted) return;
    shown = draft;
    onDraft(draft);
  }

  onDraft(shown);
  return {
    hasShown: () => shown !== "",
    onPieces(pieces: readonly Piece[]) {
      latest = pieces;
      const known = ends;
      ends = countEnds(pieces);
      if (ends === known || timer !== null) return;
      const rest = restsUntil - performance.now();
      if (rest <= 0 || reads < FREE_READS) read();
      else timer = setTimeout(read, rest);
    },
    /** A sentence waits for nothing any more. */
    onVerdict() {
      if (timer !== null) clearTimeout(timer);
      read();
    },
    /** Stops drafting, before the answer itself is sent. */
    end() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function readOutcome({ end }: Written, checked: Checked, { finding, isAll }: Task): Outcome {
  if (end === "refused") return { kind: "hopeless", checked };
  if (checked.citations.length > 0)
    return { kind: "answer", answer: toAnswer(checked, end === "complete") };
  if (!checked.isDeclined) {
    // Where only verdicts are missing, they would be missing again.
    const isUnjudged = checked.dropped.some(({ reason }) => reason === "unjudged");
    return { kind: isUnjudged ? "hopeless" : "ungrounded", checked };
  }
  const [top] = finding.passages;
  // Only a model that read the whole corpus can say that the answer is not in it.
  const nearest =
    isAll || top === undefined || finding.confidence === "absent" ? null : showNearest(top);
  return { kind: "answer", answer: { kind: "declined", nearest, hasReadAll: isAll } };
}

function toAnswer({ sentences, citations }: Checked, isComplete: boolean): Answer {
  return { kind: "written", sentences, citations, isComplete };
}

/** Counts ends of sentences, pieces and citations: while it stays the same, no further sentence can be complete. */
function countEnds(pieces: readonly Piece[]): number {
  return pieces.reduce(
    (sum, { text, pointers }) =>
      sum + 1 + pointers.length + (text.match(/\p{Sentence_Terminal}/gu)?.length ?? 0),
    0,
  );
}

/** The draft's text, without marks. */
function proseOf({ sentences }: Checked): string {
  return sentences.map(({ text }) => text).join(" ");
}
