/**
 * Whether a message says what was agreed, or asks what nobody answered.
 *
 * Either is said to be so only where the messages after it bear it out; all else is a point.
 */
import type { Cues } from "./cues.ts";
import type { ReadMessage } from "./read-messages.ts";
import type { Reception } from "./reception.ts";
import type { Point } from "./summary.ts";

/** What is proposed as a question needs more than one who agrees. */
const AGREEING = { statement: 1, question: 2 } as const;

export function kindOf(message: ReadMessage, { responses }: Reception, cues: Cues): Point["kind"] {
  if (isAgreed(message, responses, cues)) return "agreed";
  return isOpen(message, responses, cues) ? "open" : "point";
}

function isAgreed(message: ReadMessage, responses: readonly ReadMessage[], cues: Cues): boolean {
  if (!cues.settles(message)) return false;
  const assents = responses.filter(cues.isAssent);
  const agreeing = new Set(assents.map((one) => one.message.person));
  return agreeing.size >= AGREEING[cues.isQuestion(message) ? "question" : "statement"];
}

/** That somebody does not know, will ask, or jokes is no answer. */
function isOpen(message: ReadMessage, responses: readonly ReadMessage[], cues: Cues): boolean {
  return (
    cues.isAsking(message) &&
    !responses.some(
      (response) =>
        !cues.isNoAnswer(response) &&
        (cues.isAssent(response) || cues.beginsAsAnswer(response) || isAbout(response, message)),
    )
  );
}

function isAbout(response: ReadMessage, { message, terms }: ReadMessage): boolean {
  return (
    response.message.replyTo === message.id || response.terms.some((term) => terms.includes(term))
  );
}
