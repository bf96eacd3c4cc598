/**
 * The store's contract for chats: whether the bot may write there, and what was set for them.
 */
import type { ChatSettings } from "../settings.ts";

export interface Chats {
  /** Of a chat that is not stored: nulls, and no settings. */
  read(chat: number): Promise<ChatRow>;
  /** Somebody wrote there, so the bot may write as well. Cheap enough for every message. */
  seen(chat: number): Promise<void>;
  /** None of its jobs can be claimed until then; a later time holds. */
  hold(chat: number, until: number): Promise<void>;
  /** Nobody else changes them in between. `change` may be called again where the transaction was undone. */
  changeSettings(chat: number, change: (settings: ChatSettings) => ChatSettings): Promise<void>;
  /** Those of them that have been seen and not been left since. */
  reachable(chats: readonly number[]): Promise<readonly number[]>;
}

export interface ChatRow {
  readonly chat: number;
  /** Null when it has never been seen. */
  readonly seenAt: number | null;
  /** Null while the bot may write there. */
  readonly leftAt: number | null;
  readonly heldUntil: number | null;
  readonly settings: ChatSettings;
}
