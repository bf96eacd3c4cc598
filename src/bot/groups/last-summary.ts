/**
 * A chat's last summary, by topic: which message it is and how far it reaches. Kept among the chat's settings.
 */
import type { MessageRange } from "../../store/recording/read.ts";
import type { ChatSettings, LastSummary } from "../../store/chats/settings.ts";
import type { Note } from "../delivery/reply.ts";

/** Null where there was none. */
export function lastSummaryOf(
  settings: ChatSettings,
  topic: MessageRange["topic"],
): LastSummary | null {
  return settings.lastSummary?.[nameOf(topic)] ?? null;
}

/** The summary's own id is known once it is sent. */
export function noteOf(topic: MessageRange["topic"], summary: Omit<LastSummary, "message">): Note {
  return { topic: nameOf(topic), summary };
}

/** With the summary that was sent as its topic's last one. */
export function withLastSummary(
  settings: ChatSettings,
  { topic, summary }: Note,
  message: number,
): ChatSettings {
  const lastSummary = { ...settings.lastSummary, [topic]: { ...summary, message } };
  return { ...settings, lastSummary };
}

function nameOf(topic: MessageRange["topic"]): string {
  return String(topic ?? "");
}
