/**
 * A chat's last summary, by topic: which message it is and how far it reaches. Kept among the chat's settings.
 */
import type { ChatRow } from "../../store/contract/chats.ts";
import type { MessageRange } from "../../store/contract/messages.ts";
import type { Note } from "../delivery/reply.ts";
import type { LastSummary } from "./summary-choice.ts";

/** Null where there was none. */
export function lastSummaryOf(
  { settings }: Pick<ChatRow, "settings">,
  topic: MessageRange["topic"],
): LastSummary | null {
  const numbers = (settings[nameOf(topic)] ?? "").split("/").map(Number);
  if (numbers.length !== 5 || !numbers.every(Number.isSafeInteger)) return null;
  const [chat = 0, at = 0, covered = 0, coveredAt = 0, message = 0] = numbers;
  return { chat, at, covered, coveredAt, message };
}

/** The summary's own id is known once it is sent. */
export function noteOf(
  topic: MessageRange["topic"],
  { chat, at, covered, coveredAt }: Omit<LastSummary, "message">,
): Note {
  return { setting: nameOf(topic), value: [chat, at, covered, coveredAt].join("/") };
}

function nameOf(topic: MessageRange["topic"]): string {
  return `summary/${topic ?? ""}`;
}
