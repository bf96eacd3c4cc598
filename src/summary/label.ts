/**
 * Labels a message as agreed, or as an open question, by the responses to it; in doubt it is a plain point.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { analyserFor } from "../text/terms.ts";
import { beginsAsAnswer, isAsking, isAssent, isNoAnswer, isQuestion, settles } from "./cues.ts";
import type { ReadMessage } from "./read-messages.ts";
import type { Point, Talk } from "./summary.ts";

/** How many people must agree: more than one where the proposal is put as a question. */
const AGREEING = { statement: 1, question: 2 } as const;

/** Shorter words say little; in letters. */
const TERM_LENGTH = 3;

export function labelOf(message: ReadMessage, language: Talk["language"]): Point["kind"] {
  if (isAgreed(message)) return "agreed";
  return isAsking(message) && !isAnswered(message, language) ? "open" : "point";
}

function isAgreed(message: ReadMessage): boolean {
  if (!settles(message)) return false;
  const assents = message.responses.filter(isAssent);
  const agreeing = new Set(assents.map((one) => one.message.person));
  return agreeing.size >= AGREEING[isQuestion(message) ? "question" : "statement"];
}

/** A response that says "I don't know" or "I will ask" answers nothing. */
function isAnswered(question: ReadMessage, language: Talk["language"]): boolean {
  const asked = new Set(termsOf(question, language));
  return question.responses.some(
    (response) =>
      !isNoAnswer(response) &&
      (isAssent(response) ||
        beginsAsAnswer(response) ||
        response.message.replyTo === question.message.id ||
        termsOf(response, language).some((term) => asked.has(term))),
  );
}

function termsOf({ words }: ReadMessage, language: Talk["language"]): string[] {
  const isContentWord = contentWordTest(language);
  return words
    .filter((word) => word.length >= TERM_LENGTH && isContentWord(word))
    .flatMap(analyserFor(language));
}
