/**
 * Labels an exchange as agreed, as taken on, or as an open question, by what was said to it; in doubt it is a plain point.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { analyserFor } from "../text/terms.ts";
import {
  accepts,
  beginsAsAnswer,
  isAsking,
  isAssent,
  isNoAnswer,
  isQuestion,
  isRequest,
  settles,
} from "./cues.ts";
import { isAskedOf, type Exchange } from "./exchanges.ts";
import type { ReadMessage } from "./read-messages.ts";
import type { Point, Talk } from "./summary.ts";

/** How many people must agree: more than one where the proposal is put as a question. */
const AGREEING = { statement: 1, question: 2 } as const;

/** Shorter words say little; in letters. */
const TERM_LENGTH = 3;

export function labelOf(exchange: Exchange, { language, reader }: Talk): Point["kind"] {
  const { messages } = exchange;
  if (reader != null && messages.some((one) => isFor(reader.name, one))) return "yours";
  if (isTakenOn(exchange)) return "todo";
  if (isSettled(exchange)) return "agreed";
  const isOpen = messages.length === 1 && messages.every((one) => isOpenQuestion(one, language));
  return isOpen ? "open" : "point";
}

function isTakenOn({ messages, end }: Exchange): boolean {
  const [asked, answer] = messages.slice(-2);
  return end === "answer" && answer !== undefined && isRequest(asked ?? answer) && accepts(answer);
}

function isSettled({ messages, end, isMoved }: Exchange): boolean {
  if (end === "vote" || isMoved || messages.some(isAgreed)) return true;
  return end !== null && messages.slice(-1).some(settles);
}

function isOpenQuestion(message: ReadMessage, language: Talk["language"]): boolean {
  return isAsking(message) && !isAnswered(message, language);
}

function isAgreed(message: ReadMessage): boolean {
  if (!settles(message)) return false;
  const assents = message.responses.filter((one) => isAssent(one) || isAssent(beginningOf(one)));
  const agreeing = new Set(assents.map((one) => one.message.person));
  return agreeing.size >= AGREEING[isProposal(message) ? "question" : "statement"];
}

/** "Gern." of "Gern. Dort war es ziemlich laut, vielleicht nehmen wir den hinteren Raum." */
function beginningOf({ text, words }: ReadMessage): Pick<ReadMessage, "text" | "words"> {
  const [first = ""] = text.split(/(?<=[.!])\s/u);
  return { text: first, words: words.slice(0, first.split(/\s+/u).length) };
}

/** "Nehmen wir zwei?", but not "Gut, dann Freitag um 19 Uhr. Wieder im Café?": what was settled there is no question. */
function isProposal(message: ReadMessage): boolean {
  return isQuestion(message) && !/^\S+(?: \S+){2,}?[.!] /u.test(message.text.split("?")[0] ?? "");
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

/** Whether it was asked of this person, as far as it names them. */
function isFor(name: string, message: ReadMessage): boolean {
  return (isQuestion(message) || isRequest(message)) && isAskedOf(name, message);
}
