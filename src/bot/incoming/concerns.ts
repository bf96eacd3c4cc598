/**
 * Is an update the bot's business at all? What is not is neither stored nor looked at again.
 */
import type { Update, UserFromGetMe } from "grammy/types";

import { addressOf } from "./address.ts";
import { commandOf } from "./command.ts";

/** True for more than is answered in the end: whether a reply continues an answer is looked up later. */
export function concerns(
  { message, channel_post, edited_message }: Update,
  me: UserFromGetMe,
): boolean {
  const post = message ?? channel_post ?? edited_message;
  if (post === undefined || post.chat.type === "private") return true;
  if (post.migrate_to_chat_id !== undefined || post.migrate_from_chat_id !== undefined) return true;
  if (commandOf(post, me)?.isForMe === true) return true;
  const address = addressOf(post, { me, isAnswer: () => true, isPrompt: () => true });
  return address.kind !== "none";
}
