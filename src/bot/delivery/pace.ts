/**
 * How fast messages go out to one chat: one a second, in a group 20 a minute, and none while Telegram asks to wait.
 *
 * In memory and for this process only; what it misjudges, Telegram answers with `retry_after`.
 */

export interface Pace {
  /** 0: the chat may be sent to now, and that counts as done; else the milliseconds to wait. */
  take(chat: number): number;
  /** Nothing to this chat for so long. */
  hold(chat: number, milliseconds: number): void;
}

/** Telegram's limits on what a bot sends (Bots FAQ, "My bot is hitting limits"). */
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const GROUP_MESSAGES_A_MINUTE = 20;

interface Chat {
  /** When it was sent to within the last minute, oldest first. */
  sent: number[];
  held: { readonly from: number; readonly milliseconds: number } | null;
}

export function createPace(now: () => number): Pace {
  /** Least recently used first. */
  const chats = new Map<number, Chat>();

  function use(chat: number): Chat {
    const state = chats.get(chat) ?? { sent: [], held: null };
    chats.delete(chat);
    chats.set(chat, state);
    return state;
  }

  function forgetQuiet(): void {
    for (const [chat, state] of chats) {
      if (waitOf(state, chat, now()) > 0 || sentWithin(state, MINUTE_MS, now()).length > 0) return;
      chats.delete(chat);
    }
  }

  return {
    take(chat) {
      forgetQuiet();
      const state = use(chat);
      const wait = waitOf(state, chat, now());
      if (wait === 0) state.sent = [...sentWithin(state, MINUTE_MS, now()), now()];
      return wait;
    },
    hold(chat, milliseconds) {
      use(chat).held = { from: now(), milliseconds };
    },
  };
}

/** For a Telegram that has no limits: the local chat's. */
export const unpaced: Pace = { take: () => 0, hold: () => {} };

/** A clock that was set back makes no wait longer than it was meant to be. */
function waitOf({ sent, held }: Chat, chat: number, now: number): number {
  const waits = [remaining(held?.from, held?.milliseconds ?? 0, now)];
  waits.push(remaining(sent.at(-1), SECOND_MS, now));
  if (chat < 0) waits.push(remaining(sent.at(-GROUP_MESSAGES_A_MINUTE), MINUTE_MS, now));
  return Math.max(...waits);
}

function sentWithin({ sent }: Chat, milliseconds: number, now: number): number[] {
  return sent.filter((at) => now - at < milliseconds);
}

function remaining(from: number | undefined, milliseconds: number, now: number): number {
  if (from === undefined || now < from) return 0;
  return Math.max(0, from + milliseconds - now);
}
