/**
 * What the bot remembers of a conversation: each person's last question, and which of its messages are answers.
 *
 * In memory, an hour at most, and bounded: the oldest go first.
 */

export interface Turns {
  /** `person` is whoever asked, in the chat and topic that `place` names. */
  asked(place: string, person: number, question: string): void;
  /** The person's last question there; null when there was none within the hour. */
  previous(place: string, person: number): string | null;
  /** A message of the bot's that answers `question`. */
  answered(chat: number, message: number, question: string): void;
  /** The question a message answers; null when it is no answer, or one from before. */
  questionOf(chat: number, message: number): string | null;
}

const KEPT_MS = 60 * 60 * 1000;
const KEPT_ENTRIES = 10_000;
/** Of a question no more than this; a follow-up needs its words, not its length. */
const KEPT_UNITS = 500;

export function createTurns(now: () => number): Turns {
  const questions = createShortMemory(now);
  const answers = createShortMemory(now);
  return {
    asked: (place, person, question) => questions.keep(`${place} ${person}`, question),
    previous: (place, person) => questions.recall(`${place} ${person}`),
    answered: (chat, message, question) => answers.keep(`${chat} ${message}`, question),
    questionOf: (chat, message) => answers.recall(`${chat} ${message}`),
  };
}

function createShortMemory(now: () => number) {
  const entries = new Map<string, { readonly text: string; readonly at: number }>();
  let timer: NodeJS.Timeout | null = null;

  /** A Map keeps its order, so the oldest entries stand first. */
  function forgetOld(): void {
    for (const [key, { at }] of entries) {
      const age = now() - at;
      if (entries.size <= KEPT_ENTRIES && age < KEPT_MS) {
        forgetLater(KEPT_MS - age);
        return;
      }
      entries.delete(key);
    }
  }

  /** So that an hour is an hour even where nobody asks anything any more. */
  function forgetLater(milliseconds: number): void {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      forgetOld();
    }, milliseconds);
    timer.unref();
  }

  return {
    keep(key: string, text: string): void {
      entries.delete(key);
      entries.set(key, { text: text.slice(0, KEPT_UNITS).toWellFormed(), at: now() });
      forgetOld();
    },
    recall(key: string): string | null {
      forgetOld();
      return entries.get(key)?.text ?? null;
    },
  };
}
