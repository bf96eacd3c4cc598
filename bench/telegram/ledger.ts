/**
 * What was asked and what was answered, from Telegram's side: where an answer is missing, doubled or out of order.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Message } from "grammy/types";

export interface Ledger {
  asked(message: Message): void;
  /** A message of the bot's, which replies to what it answers. */
  answered(message: Answered): void;
  /** Telegram has taken this answer, and the bot will not hear of it: the second one will not be its fault. */
  lostWord(chat: number, question: number): void;
  /** How many questions have no answer yet. */
  open(): number;
  /** Whether this one has none yet. */
  waits(chat: number, question: number): boolean;
  figures(): LedgerFigures;
}

export interface Answered {
  readonly chat: Pick<Message["chat"], "id">;
  readonly reply_to_message?: Pick<Message, "message_id">;
}

export interface LedgerFigures {
  readonly questions: number;
  /** Never answered. */
  readonly lost: number;
  /** Answered, for the first time, before an earlier question of the same chat. */
  readonly outOfOrder: number;
  /** Answers beyond the first of a question, where its first was not lost on the way back. */
  readonly repeated: number;
  /** Of those whose first answer's confirmation was lost. */
  readonly repeatedForLostWord: number;
  /** Of any question, in milliseconds. */
  readonly longestWaitMs: number;
}

interface Patience {
  /** For so long nothing was answered. */
  readonly patienceMs: number;
  /** Nothing will be answered any more. */
  readonly isOver?: () => boolean;
}

interface Question {
  readonly chat: number;
  readonly id: number;
  readonly at: number;
  answers: number;
  firstAt: number | null;
  lostWords: number;
}

const LOOK_MS = 50;

export function createLedger(now: () => number): Ledger {
  const questions = new Map<string, Question>();
  /** The newest question of each chat that has an answer. */
  const newest = new Map<number, number>();
  let open = 0;
  let outOfOrder = 0;

  return {
    asked({ chat, message_id: id }) {
      open += 1;
      const fresh = { chat: chat.id, id, at: now(), answers: 0, firstAt: null, lostWords: 0 };
      questions.set(keyOf(chat.id, id), fresh);
    },
    answered({ chat, reply_to_message: replied }) {
      const question = questions.get(keyOf(chat.id, replied?.message_id ?? 0));
      if (question === undefined) return;
      question.answers += 1;
      if (question.firstAt !== null) return;
      open -= 1;
      question.firstAt = now();
      if (question.id < (newest.get(chat.id) ?? 0)) outOfOrder += 1;
      newest.set(chat.id, Math.max(question.id, newest.get(chat.id) ?? 0));
    },
    lostWord(chat, id) {
      const question = questions.get(keyOf(chat, id));
      if (question !== undefined) question.lostWords += 1;
    },
    open: () => open,
    waits: (chat, id) => questions.get(keyOf(chat, id))?.firstAt === null,
    figures() {
      const all = [...questions.values()];
      const extra = all.map((one) => Math.max(0, one.answers - 1));
      const forLost = all.map((one, index) => Math.min(one.lostWords, extra[index] ?? 0));
      return {
        questions: all.length,
        lost: open,
        outOfOrder,
        repeated: sum(extra) - sum(forLost),
        repeatedForLostWord: sum(forLost),
        longestWaitMs: Math.max(0, ...all.map(({ at, firstAt }) => (firstAt ?? at) - at)),
      };
    },
  };
}

/** Until nothing is open, or it is no use to wait on. */
export async function waitForAnswers(
  ledger: Ledger,
  { patienceMs, isOver = () => false }: Patience,
): Promise<void> {
  let open = ledger.open();
  let since = Date.now();
  while (open > 0 && Date.now() - since < patienceMs && !isOver()) {
    await wait(LOOK_MS);
    if (ledger.open() !== open) since = Date.now();
    open = ledger.open();
  }
}

function keyOf(chat: number, message: number): string {
  return `${chat}/${message}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
