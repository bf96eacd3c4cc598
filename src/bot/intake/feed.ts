/**
 * What fetching and a webhook have in common: which updates are asked for, what an update is, why it ends.
 */
import type { Update } from "grammy/types";

/** Where updates come from: fetched or sent. */
export interface Feed {
  /** Takes in nothing more; what was handed on is not touched. */
  stop(): void;
  /** Settles after `stop()`; rejects with a PollError. */
  readonly ended: Promise<void>;
}

/** Why it ended by itself; the message is for the operator. */
export class PollError extends Error {
  override name = "PollError";
  readonly reason: "unauthorized" | "conflict";
  constructor(reason: PollError["reason"]) {
    super(
      reason === "unauthorized"
        ? "TELEGRAM_BOT_TOKEN: Telegram does not know this token. @BotFather shows the right one under /mybots."
        : "Another program is polling with the same TELEGRAM_BOT_TOKEN. Stop it, then start this one again.",
    );
    this.reason = reason;
  }
}

/** Only what is handled: the list stays with Telegram until the next one. */
export const HANDLED = [
  "message",
  "edited_message",
  "channel_post",
  "callback_query",
  "inline_query",
  "guest_message",
  "my_chat_member",
  "stopped_message_generation",
] satisfies (keyof Update)[];
/** 32 bits: a greater one would confirm what is still to come. */
const MOST_UPDATE_ID = 2 ** 31 - 1;

/** What Telegram calls one. */
export function isUpdate(update: unknown): update is Update {
  return (
    typeof update === "object" &&
    update !== null &&
    "update_id" in update &&
    Number.isSafeInteger(update.update_id) &&
    Math.abs(Number(update.update_id)) <= MOST_UPDATE_ID
  );
}
