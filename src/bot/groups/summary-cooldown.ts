/**
 * A pause between two summaries in one chat.
 */
import type { Store } from "../../store/store.ts";

interface CooldownParts {
  readonly store: Pick<Store, "chats" | "usage">;
  readonly now: () => number;
  readonly cooldownSeconds: number;
}

/** Null: one may be begun now, and counts as begun. Else for how many seconds none may. */
export async function takeTurn(
  { store, now, cooldownSeconds }: CooldownParts,
  chat: number,
): Promise<number | null> {
  const pause = cooldownSeconds * 1000;
  if (pause === 0) return null;
  const at = now();
  const { settings } = await store.chats.read(chat);
  const left = (settings.summaryBegunAt ?? 0) + pause - at;
  if (left > 0) return Math.ceil(Math.min(left, pause) / 1000);
  // Of several that ask at the same instant one gets it.
  const counter = { scope: "summary", key: String(chat), windowStart: at - (at % pause) };
  const { taken } = await store.usage.take(counter, 1, 1);
  if (!taken) return cooldownSeconds;
  await store.chats.changeSettings(chat, (before) => ({ ...before, summaryBegunAt: at }));
  return null;
}
