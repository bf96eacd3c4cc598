/**
 * The two chats to choose from: tabs on a phone, a list on a wide screen.
 *
 * @typedef {"private" | "group"} ChatName
 */

/** @type {readonly ChatName[]} */
export const CHAT_NAMES = ["private", "group"];

/** @param {(name: ChatName) => void} onOpen */
export function createChatList(onOpen) {
  const parts = CHAT_NAMES.map((name) => ({
    name,
    tab: /** @type {HTMLElement} */ (document.getElementById(`tab-${name}`)),
    last: /** @type {HTMLElement} */ (document.getElementById(`last-${name}`)),
    unread: /** @type {HTMLElement} */ (document.getElementById(`unread-${name}`)),
  }));
  const counts = { private: 0, group: 0 };

  /** @param {ChatName} name */
  const partsOf = (name) => parts.find((one) => one.name === name);

  /** @param {ChatName} name @param {number} count */
  function setUnread(name, count) {
    counts[name] = count;
    const badge = partsOf(name)?.unread;
    if (!badge) return;
    badge.hidden = count === 0;
    badge.textContent = String(count);
  }

  for (const { name, tab } of parts) {
    tab.addEventListener("click", () => onOpen(name));
    tab.addEventListener("keydown", ({ key }) => {
      if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(key)) return;
      const other = parts.find((one) => one.name !== name);
      other?.tab.focus();
      if (other) onOpen(other.name);
    });
  }

  return {
    /** @param {ChatName} open */
    mark(open) {
      for (const { name, tab } of parts) {
        tab.setAttribute("aria-selected", String(name === open));
        tab.tabIndex = name === open ? 0 : -1;
      }
      document.getElementById("chat")?.setAttribute("aria-labelledby", `tab-${open}`);
      setUnread(open, 0);
    },
    /** @param {ChatName} name */
    addUnread: (name) => setUnread(name, counts[name] + 1),
    /** @param {ChatName} name @param {string} words */
    setLast(name, words) {
      const line = partsOf(name)?.last;
      if (line) line.textContent = words;
    },
  };
}
