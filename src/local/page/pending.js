/**
 * What stands below the last message while the bot has not said all: three dots, or a draft with its Stop.
 *
 * @typedef {import("./connection.js").PageChange} PageChange
 * @typedef {Extract<PageChange, { kind: "draft" | "typing" }>} Pending
 * @typedef {import("./labels.js").Labels} Labels
 */
import { formattedText } from "./entities.js";

/** A bot's "typing" is over by then (Bot API, sendChatAction). */
const TYPING_MS = 5000;
/** A draft is over by then (Bot API, sendMessageDraft). */
const DRAFT_MS = 30_000;
/** An answer that comes at once shows no dots before. */
const TYPING_DELAY_MS = 200;

/**
 * Shows what is pending for as long as Telegram would; call it with null when the bot has said it.
 * @param {(change: Pending | null) => void} show
 */
export function createExpectation(show) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (/** @type {Pending | null} */ change) => {
    clearTimeout(timer);
    if (!change) {
      show(null);
      return;
    }
    const [delay, duration] =
      change.kind === "typing" ? [TYPING_DELAY_MS, TYPING_MS] : [0, DRAFT_MS];
    timer = setTimeout(() => {
      show(change);
      timer = setTimeout(() => show(null), duration);
    }, delay);
  };
}

export function typingBubble() {
  const dots = document.createElement("div");
  dots.className = "typing";
  dots.ariaHidden = "true";
  dots.append(...[1, 2, 3].map(() => document.createElement("i")));
  return dots;
}

/**
 * @param {Extract<PageChange, { kind: "draft" }>} draft
 * @param {Labels} labels
 * @param {import("./entities.js").TextActions & { stop: (draft: number) => void }} actions
 */
export function draftBubble({ draft, text, entities, canStop }, labels, actions) {
  const row = document.createElement("div");
  row.className = "message draft";
  const body = document.createElement("div");
  body.className = "body";
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  const words = document.createElement("div");
  words.className = "text";
  words.dir = "auto";
  if (text === "") words.append(labels.thinking);
  else
    words.append(
      formattedText(text, entities, { ...actions, more: labels.more, less: labels.less }),
    );
  bubble.append(words);
  body.append(bubble);
  if (canStop) body.append(stopButton(labels.stop, () => actions.stop(draft)));
  row.append(body);
  return row;
}

/** @param {string} label @param {() => void} onStop */
function stopButton(label, onStop) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "key stop";
  button.textContent = label;
  button.addEventListener("click", onStop);
  return button;
}
