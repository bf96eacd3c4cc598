/**
 * Links that a Telegram client follows itself, as far as the two chats here go.
 *
 * @typedef {{ kind: "message", chat: number, message: number } | { kind: "start", payload: string } | { kind: "group" }} Place
 */

/** Supergroups' ids are this minus the number in their links. */
const SUPERGROUP_BASE = -1_000_000_000_000;

/**
 * Null: a page on the web, or a chat that is not here.
 * @param {string} address
 * @param {string} bot its username
 * @returns {Place | null}
 */
export function placeOf(address, bot) {
  const url = URL.parse(address);
  if (!url || !["t.me", "telegram.me"].includes(url.hostname)) return null;
  const [name = "", number, ...rest] = url.pathname.split("/").filter(Boolean);
  if (name === "c") {
    // In a topic the link names the thread before the message.
    const message = Number(rest.at(-1));
    return Number.isInteger(message)
      ? { kind: "message", chat: SUPERGROUP_BASE - Number(number), message }
      : null;
  }
  if (name.toLowerCase() !== bot.toLowerCase()) return null;
  if (url.searchParams.has("startgroup")) return { kind: "group" };
  return { kind: "start", payload: url.searchParams.get("start") ?? "" };
}
