/**
 * What Telegram says when it refuses a call: an error code and its own words.
 *
 * The words were collected from Telegram's sources and from bots' logs; where Telegram would only ignore a mistake,
 * this Telegram refuses it in words of its own, so that a test notices.
 */

/** As the Bot API refuses a call. */
export interface Refusal {
  readonly code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/** A call that was not carried out; answered to the bot as `ok: false`. */
export class Refused extends Error {
  override name = "Refused";
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.code} ${refusal.description}`);
    this.refusal = refusal;
  }
}

/** 400. */
export function badRequest(reason: string): Refused {
  return new Refused({ code: 400, description: `Bad Request: ${reason}` });
}

/** 403: the bot is not let in. */
export function forbidden(reason: string): Refused {
  return new Refused({ code: 403, description: `Forbidden: ${reason}` });
}

/** 409: two receivers of the same bot's updates. */
export function conflict(reason: string): Refused {
  return new Refused({ code: 409, description: `Conflict: ${reason}` });
}

/** Unknown, too old, or answered already: Telegram does not tell them apart. */
export function queryIsGone(): Refused {
  return badRequest("query is too old and response timeout expired or query ID is invalid");
}

/** A basic group became a supergroup and has a new id. */
export function groupMoved(to: number): Refused {
  return new Refused({
    code: 400,
    description: "Bad Request: group chat was upgraded to a supergroup chat",
    parameters: { migrate_to_chat_id: to },
  });
}

/** Telegram would parse it; whoever writes entities needs none of that. */
export const NO_PARSE_MODE = "the local Telegram takes entities, no parse_mode";
