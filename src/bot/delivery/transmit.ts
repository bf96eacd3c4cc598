/**
 * One message → Telegram, with what Telegram refuses about it left out; tells what became of it.
 */
import { GrammyError, HttpError, type Api } from "grammy";

import { unmetered, type Meter } from "../../meter.ts";
import { describeError, type Log } from "../log.ts";
import { forGrammy } from "./calls.ts";
import type { Outgoing } from "./reply.ts";

export type Outcome =
  | { readonly kind: "sent"; readonly message: number }
  /** Not sent: Telegram asks to wait. */
  | { readonly kind: "wait"; readonly milliseconds: number }
  /** Not sent: there was no connection, or Telegram does not take this bot's calls. */
  | { readonly kind: "unreachable"; readonly error: unknown }
  /** The person blocked the bot, the group removed it. */
  | { readonly kind: "gone" }
  /** The group has another id now. */
  | { readonly kind: "moved"; readonly to: number }
  /** Nobody knows whether it arrived. */
  | { readonly kind: "unknown"; readonly error: unknown }
  /** Its halves may be taken. */
  | { readonly kind: "too-long"; readonly error: unknown }
  /** Trying again would be refused again. */
  | { readonly kind: "refused"; readonly error: unknown };

export type Transmit = (chat: number, message: Outgoing) => Promise<Outcome>;

interface TransmitParts {
  readonly api: Pick<Api, "sendMessage" | "editMessageText">;
  readonly log: Log;
  readonly meter?: Pick<Meter, "send">;
}

const SEND_TIMEOUT_MS = 20_000;

/** Of a connection that was never made: nothing can have arrived. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** What Telegram refuses about a message, and the message without it; null where it has none of that. */
const MENDS: readonly (readonly [RegExp, (message: Outgoing) => Outgoing | null])[] = [
  [/message thread not found|TOPIC_DELETED/iu, without("thread")],
  [/message to be replied not found|reply message not found|REPLY_/iu, without("replyTo")],
  [/entit/iu, (message) => (message.entities.length === 0 ? null : { ...message, entities: [] })],
  [/BUTTON_|inline keyboard|reply markup/iu, without("markup")],
  [/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/iu, without("edits")],
];

export function createTransmit({ api, log, meter = unmetered }: TransmitParts): Transmit {
  return async function transmitCounted(chat, message) {
    const outcome = await transmit(chat, message);
    meter.send(outcome.kind);
    return outcome;
  };

  async function transmit(chat: number, message: Outgoing): Promise<Outcome> {
    try {
      return { kind: "sent", message: await call(api, chat, message) };
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind !== "refused" || !(error instanceof GrammyError)) return outcome;
      const { description } = error;
      // The message shows already what it was to show.
      if (message.edits !== null && description.includes("message is not modified"))
        return { kind: "sent", message: message.edits };
      const [, mend] = MENDS.find(([pattern]) => pattern.test(description)) ?? [];
      const mended = mend?.(message) ?? null;
      if (mended === null) return outcome;
      log.warn({ error: describeError(error) }, "A message was sent without what Telegram refused");
      return transmit(chat, mended);
    }
  }
}

/** Resolves with the message's id. */
async function call(
  api: TransmitParts["api"],
  chat: number,
  { text, entities, thread, isDirect = false, replyTo, markup, edits }: Outgoing,
): Promise<number> {
  const signal = forGrammy(AbortSignal.timeout(SEND_TIMEOUT_MS));
  const options = { entities: [...entities], link_preview_options: { is_disabled: true } };
  if (edits !== null) {
    const keyboard = markup !== null && "inline_keyboard" in markup ? markup : null;
    const shown = keyboard === null ? {} : { reply_markup: keyboard };
    await api.editMessageText(chat, edits, text, { ...options, ...shown }, signal);
    return edits;
  }
  const sent = await api.sendMessage(
    chat,
    text,
    {
      ...options,
      ...(thread === null
        ? {}
        : { [isDirect ? "direct_messages_topic_id" : "message_thread_id"]: thread }),
      ...(replyTo === null
        ? {}
        : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
      ...(markup === null ? {} : { reply_markup: markup }),
    },
    signal,
  );
  return sent.message_id;
}

/** What an error of the Bot API says about the message. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof HttpError)
    return { kind: wasNeverConnected(error) ? "unreachable" : "unknown", error };
  if (!(error instanceof GrammyError)) return { kind: "refused", error };
  const { error_code: code, description, parameters } = error;
  const { retry_after: seconds = 1, migrate_to_chat_id: to } = parameters;
  if (to !== undefined) return { kind: "moved", to };
  if (code === 429) return { kind: "wait", milliseconds: seconds * 1000 };
  if (code === 403) return { kind: "gone" };
  // Of the bot's token, not of the message.
  if (code === 401 || code === 404) return { kind: "unreachable", error };
  if (code >= 500) return { kind: "unknown", error };
  if (/message is too long|MESSAGE_TOO_LONG/iu.test(description))
    return { kind: "too-long", error };
  return { kind: "refused", error };
}

function wasNeverConnected({ error }: HttpError): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    NEVER_CONNECTED.has(String(error.code))
  );
}

function without(
  part: "thread" | "replyTo" | "markup" | "edits",
): (message: Outgoing) => Outgoing | null {
  return (message) => (message[part] === null ? null : { ...message, [part]: null });
}
