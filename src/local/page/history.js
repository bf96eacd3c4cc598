/**
 * The messages of the open chat: shown in order, replaced when edited, and what the bot is about to say below them.
 *
 * @typedef {import("grammy/types").Message} Message
 * @typedef {import("./connection.js").PageChange} PageChange
 * @typedef {import("./labels.js").Labels} Labels
 * @typedef {import("./bubble.js").BubbleActions} BubbleActions
 * @typedef {object} View Whose chat it is.
 * @property {Iterable<Message>} messages in order
 * @property {number} speaker whose messages stand on the right
 * @property {boolean} inGroup
 * @property {Labels} labels
 */
import { bubbleFor, rowId } from "./bubble.js";
import { measureFolds } from "./fold.js";
import { draftBubble, typingBubble } from "./pending.js";
import { serviceLine } from "./service-line.js";

/** So far from its end, a history still counts as read to its end. */
const NEAR_END_PX = 120;

/**
 * @param {HTMLElement} box scrolls
 * @param {BubbleActions & { stop: (draft: number) => void }} actions
 */
export function createHistory(box, actions) {
  /** @type {View | null} */
  let view = null;
  /** @type {Message | null} */
  let last = null;
  /** @type {HTMLElement | null} */
  let tabStop = null;
  const pending = document.createElement("div");
  pending.className = "pending";

  /** @param {Message} message */
  function rowFor(message) {
    if (!view) throw new Error("no chat is open");
    const service = serviceLine(message, view.labels);
    if (service) return service;
    const mine = message.from?.id === view.speaker && !message.sender_chat;
    const grouped =
      last !== null &&
      last.from?.id === message.from?.id &&
      !message.reply_to_message &&
      sameDay(last, message);
    return bubbleFor(
      message,
      { mine, grouped, inGroup: view.inGroup, labels: view.labels },
      actions,
    );
  }

  /** @param {Message} message */
  function append(message) {
    if (!last || !sameDay(last, message)) pending.before(dayLine(message, view?.labels));
    const row = rowFor(message);
    pending.before(row);
    last = message;
    moveTabStop(row);
    return row;
  }

  /** @param {HTMLElement} row the one message that Tab reaches; arrow keys reach the others */
  function moveTabStop(row) {
    if (!row.classList.contains("message")) return;
    if (tabStop) tabStop.tabIndex = -1;
    tabStop = row;
    row.tabIndex = 0;
  }

  function scrollToEnd() {
    box.scrollTop = box.scrollHeight;
  }

  /** @param {HTMLElement} row */
  function scrollToNew(row) {
    // A message longer than the screen is read from its beginning.
    if (row.offsetHeight > box.clientHeight) row.scrollIntoView({ block: "start" });
    else scrollToEnd();
  }

  const isNearEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;

  // A keyboard that opens or a reply's chip takes room from the history, and its end stays in view.
  let atEnd = true;
  let wanted = false;
  box.addEventListener("scroll", () => {
    atEnd = isNearEnd();
  });
  new ResizeObserver(() => {
    if (atEnd) scrollToEnd();
  }).observe(box);

  box.addEventListener("keydown", (event) => {
    const rows = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(".message")]);
    const at = rows.findIndex((row) => row === document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    const next = rows[at + step];
    if (!next) return;
    moveTabStop(next);
    next.focus();
  });

  return {
    /** @param {View} shown */
    show(shown) {
      view = shown;
      last = null;
      box.replaceChildren(pending);
      pending.replaceChildren();
      for (const message of shown.messages) append(message);
      measureFolds(box);
      scrollToEnd();
    },
    /** Adds a new message, replaces one that is there. @param {Message} message */
    put(message) {
      const old = document.getElementById(rowId(message.message_id));
      if (old) {
        const row = rowFor(message);
        row.classList.toggle("grouped", old.classList.contains("grouped"));
        if (old === tabStop) moveTabStop(row);
        const hadFocus = old.contains(document.activeElement);
        old.replaceWith(row);
        if (hadFocus) row.focus({ preventScroll: true });
        return;
      }
      const follow = wanted || isNearEnd() || message.from?.id === view?.speaker;
      wanted = false;
      const row = append(message);
      measureFolds(row);
      row.classList.add("new");
      if (follow) scrollToNew(row);
    },
    /** The next message is what a pressed button asked for, and shown wherever one has scrolled to. */
    followNext() {
      wanted = true;
    },
    /** @param {number} message */
    remove(message) {
      document.getElementById(rowId(message))?.remove();
    },
    /** @param {number} message @returns {boolean} false when it is not in this chat */
    jump(message) {
      const row = document.getElementById(rowId(message));
      if (!row) return false;
      row.scrollIntoView({ block: "center" });
      row.classList.remove("found");
      // Restarts the animation when the same message is found again.
      void row.offsetWidth;
      row.classList.add("found");
      row.focus({ preventScroll: true });
      return true;
    },
    focusLast() {
      tabStop?.focus();
    },
    /** What the bot is about to say; null when it said it. @param {Extract<PageChange, { kind: "draft" | "typing" }> | null} change */
    expect(change) {
      if (!view || !change) {
        pending.replaceChildren();
        return;
      }
      const follow = isNearEnd();
      pending.replaceChildren(
        change.kind === "typing" ? typingBubble() : draftBubble(change, view.labels, actions),
      );
      if (follow) scrollToEnd();
    },
  };
}

/** @param {Message} a @param {Message} b */
function sameDay(a, b) {
  return new Date(a.date * 1000).toDateString() === new Date(b.date * 1000).toDateString();
}

/** @param {Message} message @param {Labels} [labels] */
function dayLine(message, labels) {
  const day = new Date(message.date * 1000);
  const line = document.createElement("p");
  line.className = "service";
  const today = day.toDateString() === new Date().toDateString();
  line.textContent =
    today && labels
      ? labels.today
      : day.toLocaleDateString(document.documentElement.lang, {
          weekday: "long",
          day: "numeric",
          month: "long",
        });
  return line;
}
