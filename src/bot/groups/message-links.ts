/**
 * Links to a group's messages, where Telegram has any.
 */
import type { Chat } from "grammy/types";

/** Supergroups' ids are this minus the number in their links (Telegram). */
const SUPERGROUP_BASE = -1_000_000_000_000;

interface Linked {
  /** Below 0 for what was written before the group became a supergroup. */
  readonly id: number;
  readonly topic: number | null;
}

/** A message → its address; null in a small group, and for what has another id by now. */
export type LinkTo = (message: Linked) => string | null;

export function linksIn(chat: Chat | undefined): LinkTo {
  const base = baseOf(chat);
  return ({ id, topic }) => {
    if (base === null || id <= 0) return null;
    return topic === null ? `${base}/${id}` : `${base}/${topic}/${id}`;
  };
}

function baseOf(chat: Chat | undefined): string | null {
  if (chat?.type !== "supergroup" || chat.id > SUPERGROUP_BASE) return null;
  const { username } = chat;
  return username === undefined
    ? `https://t.me/c/${SUPERGROUP_BASE - chat.id}`
    : `https://t.me/${username}`;
}
