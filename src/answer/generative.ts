/**
 * Answers written by a model from the passages and checked by `grounding/`; the passages' own sentences where it cannot.
 */
import type { MeteredModel } from "../llm/metered.ts";
import type { Piece, Written } from "../llm/model.ts";
import { isWorthRetrying } from "../llm/retry.ts";
import type { Asker } from "../store/turns/turns.ts";
import { prepareRequest, type AnswerRequest, type RequestParts } from "./answer-request.ts";
import type { Answer, Answerer, Question, Reader } from "./answer.ts";
import { checkAnswer, type Checked } from "../grounding/check-answer.ts";

/** What it takes to have a model write, whatever the articles are. */
export interface Writing extends Pick<RequestParts, "prompt"> {
  readonly metered: MeteredModel;
  /** For the whole answer, what the question waited and the second try included. */
  readonly timeoutMs: number;
  /** Called with what the check left of each answer that the model finished or broke off. */
  readonly onChecked?: (checked: Checked) => void;
}

interface Parts extends Writing, RequestParts {
  /** Answers when the model cannot. */
  readonly extractive: Answerer;
}

const TRIES = 2;
/** Share of the time for an answer. No model is asked for somebody who waited longer: it would be paid for and cut. */
const LONGEST_WAIT = 1 / 2;
const CITE = "Cite the passages that each sentence rests on.";

const NOBODY: Reader = { signal: new AbortController().signal, onDraft() {} };

export function createGenerativeAnswerer(parts: Parts): Answerer {
  return {
    async answer(question, reader = NOBODY) {
      const { wish } = question;
      // The front matter answers these, and so does courtesy.
      if (wish !== null && wish.kind !== "overview") return parts.extractive.answer(question);
      return (
        (await write(parts, question, reader)) ?? {
          ...(await parts.extractive.answer(question)),
          isStandIn: true,
        }
      );
    },
  };
}

/** Null where nothing can be shown of what the model wrote, if it wrote at all. */
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
  readonly asker: Asker | null;
}

type Outcome =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** Nothing of it can be shown; asked for citations, the model may do better. */
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

/** An answer has no more sentences than these, and so short a text is read in no time. */
const FREE_READS = 8;
/** Of the time that reading a draft took: after those, for so many times as long, nothing is read again. */
const DRAFT_PAUSE = 4;

/** Shows each sentence as soon as it is whole and grounded; a server that sends a flood is not read at every event. */
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
    /** The answer itself is next. */
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
  // Only a model that was given everything knows that it is not there.
  const nearest =
    isAll || top === undefined || finding.confidence === "absent"
      ? null
      : { passage: top.passage, from: 0, to: top.passage.sentences.length };
  return { kind: "answer", answer: { kind: "declined", nearest, hasReadAll: isAll } };
}

function toAnswer({ sentences, citations }: Checked, isComplete: boolean): Answer {
  return { kind: "written", sentences, citations, isComplete };
}

/** Ends of sentences, pieces and citations: while their number stays, no sentence can have become whole or grounded. */
function countEnds(pieces: readonly Piece[]): number {
  return pieces.reduce(
    (sum, { text, pointers }) =>
      sum + 1 + pointers.length + (text.match(/\p{Sentence_Terminal}/gu)?.length ?? 0),
    0,
  );
}

/** As it is read, without marks. */
function proseOf({ sentences }: Checked): string {
  return sentences.map(({ text }) => text).join(" ");
}
