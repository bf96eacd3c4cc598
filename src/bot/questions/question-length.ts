/**
 * A question that is too long is read up to the end of a sentence, and the person is told how far.
 */
import { tellLanguage } from "../../text/language.ts";
import { splitSentences } from "../../text/sentences.ts";

/** UTF-16 units. */
export const QUESTION_LIMIT = 1000;
/** Of the last words that were read. */
const SHOWN_LENGTH = 40;

export interface Read {
  readonly text: string;
  /** The last words that were read; null when all of them were. */
  readonly until: string | null;
}

export function readBeginning(question: string): Read {
  if (question.length <= QUESTION_LIMIT) return { text: question, until: null };
  const head = question.slice(0, QUESTION_LIMIT + 1);
  const language = tellLanguage(question) ?? "en";
  // The last sentence of the head may be cut off.
  const sentences = splitSentences(head, language).slice(0, -1);
  const text = question
    .slice(0, sentences.at(-1)?.end ?? wordEnd(head))
    .toWellFormed()
    .trimEnd();
  return { text, until: lastWords(text) };
}

/** Of one endless sentence the last whole word, of one endless word all that fits. */
function wordEnd(head: string): number {
  const space = head.search(/\s\S*$/u);
  return space > 0 ? space : QUESTION_LIMIT;
}

function lastWords(text: string): string {
  if (text.length <= SHOWN_LENGTH) return text;
  const tail = text.slice(-SHOWN_LENGTH).toWellFormed();
  const word = tail.search(/(?<=\s)\S/u);
  return `… ${(word > 0 ? tail.slice(word) : tail).trim()}`;
}
