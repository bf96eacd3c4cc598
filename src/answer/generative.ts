/**
 * Has a model write the answer from passages and checks it; where that fails, the extractive answer is the fallback.
 */
import type { Payer } from "../llm/budget.ts";
import type { MeteredModel } from "../llm/metered.ts";
import type { Piece, Written } from "../llm/model.ts";
import { isWorthRetrying } from "../llm/retry.ts";
import { prepareRequest, type AnswerRequest, type RequestParts } from "./answer-request.ts";
import type { Answer, Answerer, Question, Reader } from "./answer.ts";
import { checkAnswer, type Checked } from "../grounding/check-answer.ts";
import { showNearest } from "./extractive.ts";

/** What writing takes apart from the articles. */
export interface Writing extends Pick<RequestParts, "prompt"> {
  readonly metered: MeteredModel;
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
const CITE = "Cite the passages that each sentence rests on.";

const NOBODY: Reader = { signal: new AbortController().signal, onDraft() {} };

export function createGenerativeAnswerer(parts: Parts): Answerer {
  return {
    async answer(question, reader = NOBODY) {
      const { wish } = question;
      // Small talk and facts of the front matter need no model.
      if (wish !== null && wish.kind !== "overview") return parts.extractive.answer(question);
      return (
        (await write(parts, question, reader)) ?? {
          ...(await parts.extractive.answer(question)),
          isFallback: true,
        }
      );
    },
  };
}

/** Null where the model was not asked, failed, or wrote nothing that can be shown. */
async function write(parts: Parts, question: Question, reader: Reader): Promise<Answer | null> {
  const { text, asker = null, waitedMs = 0 } = question;
  const { timeoutMs } = parts;
  if (waitedMs > timeoutMs * LONGEST_WAIT) return null;
  const task = { ...prepareRequest(parts, question), question: text, asker };
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs - waitedMs), reader.signal]);
  let { request } = task;
  for (let left = TRIES; left > 0; left -= 1) {
    const outcome = await tryOnce(parts, { ...task, request }, { ...reader, signal });
    if (outcome.kind === "answer") return outcome.answer;
    if (reader.signal.aborted) return { kind: "stopped" };
    if (outcome.kind === "hopeless" || signal.aborted) return null;
    if (outcome.kind === "uncited")
      request = { ...request, question: `${request.question}\n\n${CITE}` };
  }
  return null;
}

interface Task extends AnswerRequest {
  readonly question: string;
  readonly asker: Payer | null;
}

type Outcome =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** Nothing is left after the check; a request that asks for citations may help. */
  | { readonly kind: "uncited" }
  /** It may succeed a moment later. */
  | { readonly kind: "failed" }
  /** Another try would fail as well. */
  | { readonly kind: "hopeless" };

async function tryOnce(parts: Parts, task: Task, reader: Reader): Promise<Outcome> {
  const check: Check = (pieces, isComplete) =>
    checkAnswer({
      pieces,
      sent: task.sent,
      isComplete,
      question: task.question,
    });
  const drafting = startDrafting(check, reader);
  const { asker, request } = task;
  const outcome = await parts.metered
    .write(request, { asker, signal: reader.signal, ...drafting })
    .finally(() => drafting.end());
  if (outcome.kind === "over-budget") return { kind: "hopeless" };
  if (outcome.kind === "written") {
    const checked = check(outcome.pieces, outcome.end === "complete");
    parts.onChecked?.(checked);
    return readOutcome(outcome, checked, task);
  }
  const checked = check(outcome.error.pieces, false);
  parts.onChecked?.(checked);
  if (checked.citations.length > 0) return { kind: "answer", answer: toAnswer(checked, false) };
  return { kind: isWorthRetrying(outcome.error) && !drafting.hasShown() ? "failed" : "hopeless" };
}

type Check = (pieces: readonly Piece[], isComplete: boolean) => Checked;

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
    const draft = proseOf(check(latest, false));
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
    /** Stops drafting, before the answer itself is sent. */
    end() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function readOutcome({ end }: Written, checked: Checked, { finding, isAll }: Task): Outcome {
  if (end === "refused") return { kind: "hopeless" };
  if (checked.citations.length > 0)
    return { kind: "answer", answer: toAnswer(checked, end === "complete") };
  if (!checked.isDeclined) return { kind: "uncited" };
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
