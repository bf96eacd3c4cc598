/**
 * One message → Telegram, with what Telegram refuses about it left out; tells what became of it.
 */
import { GrammyError, HttpError, type Api } from "grammy";

import { describeError, type Log } from "../log.ts";
import type { Outgoing } from "./reply.ts";
import { split } from "./split.ts";

export type Outcome =
  | { readonly kind: "sent"; readonly message: number }
  /** Not sent: Telegram asks to wait, or cannot be reached. */
  | { readonly kind: "wait"; readonly milliseconds: number }
  /** The person blocked the bot, the group removed it. */
  | { readonly kind: "gone" }
  /** The group has another id now. */
  | { readonly kind: "moved"; readonly to: number }
  /** Nobody knows whether it arrived; it was tried twice. */
  | { readonly kind: "unknown"; readonly error: unknown }
  /** Trying again would be refused again. */
  | { readonly kind: "refused"; readonly error: unknown };

export type Transmit = (chat: number, message: Outgoing) => Promise<Outcome>;

interface TransmitParts {
  readonly api: Pick<Api, "sendMessage" | "editMessageText">;
  readonly log: Log;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const SEND_TIMEOUT_MS = 20_000;
/** Before an ambiguous message is sent once more. */
const AGAIN_MS = 500;
const UNREACHABLE_WAIT_MS = 5000;

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
  [/BUTTON_|inline keyboard/iu, without("markup")],
  [/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/iu, without("edits")],
];

export function createTransmit({ api, log, sleep }: TransmitParts): Transmit {
  async function attempt(chat: number, message: Outgoing): Promise<Outcome> {
    try {
      return { kind: "sent", message: await call(api, chat, message) };
    } catch (error) {
      const known = outcomeOf(error);
      if (known.kind !== "refused") return known;
      if (message.edits !== null && isUnchanged(error))
        return { kind: "sent", message: message.edits };
      return (await attemptOtherwise(chat, message, error)) ?? known;
    }
  }

  /** Null when there is no other way. */
  async function attemptOtherwise(
    chat: number,
    message: Outgoing,
    error: unknown,
  ): Promise<Outcome | null> {
    const description = error instanceof GrammyError ? error.description : "";
    if (/too long/iu.test(description)) return attemptInHalves(chat, message);
    const [, mend] = MENDS.find(([pattern]) => pattern.test(description)) ?? [];
    const mended = mend?.(message) ?? null;
    if (mended === null) return null;
    log.warn({ error: describeError(error) }, "A message was sent without what Telegram refused");
    return attempt(chat, mended);
  }

  async function attemptInHalves(chat: number, message: Outgoing): Promise<Outcome | null> {
    const halves = split(message, Math.ceil(message.text.length / 2));
    if (halves.length < 2) return null;
    let last: Outcome | null = null;
    for (const [index, half] of halves.entries()) {
      const isLast = index === halves.length - 1;
      last = await transmit(chat, {
        ...half,
        thread: message.thread,
        replyTo: index === 0 ? message.replyTo : null,
        markup: isLast ? message.markup : null,
        edits: null,
      });
      if (last.kind !== "sent") return last;
    }
    return last;
  }

  /** What may have arrived is sent once more and no oftener: once too often is better than not at all. */
  async function transmit(chat: number, message: Outgoing): Promise<Outcome> {
    const first = await attempt(chat, message);
    if (first.kind !== "unknown") return first;
    log.warn({ error: describeError(first.error) }, "A message may not have arrived, once more");
    await sleep(AGAIN_MS);
    return attempt(chat, message);
  }

  return transmit;
}

/** Resolves with the message's id. */
async function call(
  api: TransmitParts["api"],
  chat: number,
  { text, entities, thread, replyTo, markup, edits }: Outgoing,
): Promise<number> {
  // grammY types signals by a polyfill's class; at run time Node's own is what it takes.
  const signal = AbortSignal.timeout(SEND_TIMEOUT_MS) as unknown as Parameters<
    Api["sendMessage"]
  >[3];
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
      ...(thread === null ? {} : { message_thread_id: thread }),
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
    return wasNeverConnected(error)
      ? { kind: "wait", milliseconds: UNREACHABLE_WAIT_MS }
      : { kind: "unknown", error };
  if (!(error instanceof GrammyError)) return { kind: "refused", error };
  const { retry_after, migrate_to_chat_id } = error.parameters;
  if (migrate_to_chat_id !== undefined) return { kind: "moved", to: migrate_to_chat_id };
  if (error.error_code === 429) return { kind: "wait", milliseconds: (retry_after ?? 1) * 1000 };
  if (error.error_code === 403) return { kind: "gone" };
  if (error.error_code >= 500) return { kind: "unknown", error };
  return { kind: "refused", error };
}

/** The message shows already what it was to show. */
function isUnchanged(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes("message is not modified");
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
