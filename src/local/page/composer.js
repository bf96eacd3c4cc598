/**
 * The box one writes in, with the message it replies to above it.
 *
 * @typedef {import("grammy/types").Message} Message
 * @typedef {object} ComposerParts
 * @property {HTMLFormElement} form
 * @property {HTMLTextAreaElement} box
 * @property {{ frame: HTMLElement, words: HTMLElement, close: HTMLElement }} chip
 * @property {ReturnType<typeof import("./suggestions.js").createSuggestions>} suggestions
 * @property {(text: string, replyTo: Message | null) => void} send
 * @property {(text: string) => void} typed what stands in the box, whenever it changes
 * @property {() => void} leaveUpwards arrow up in an empty box
 */

/** Telegram's clients send a longer text as several messages. */
const MESSAGE_LIMIT = 4096;

/** @param {ComposerParts} parts */
export function createComposer({ form, box, chip, suggestions, send, typed, leaveUpwards }) {
  /** @type {Message | null} */
  let replyTo = null;

  /** @param {string} text */
  function write(text) {
    box.value = text;
    typed(text);
  }

  /** @param {Message | null} message @param {string} [words] */
  function setReply(message, words = "") {
    replyTo = message;
    chip.frame.hidden = message === null;
    chip.words.textContent = words;
  }

  function submit() {
    const text = box.value.trim();
    if (text === "") return;
    const target = replyTo;
    setReply(null);
    write("");
    for (const part of cut(text)) send(part, target);
  }

  /** Keys while suggestions are open. @param {KeyboardEvent} event @returns {boolean} whether it was one of them */
  function choose({ key, shiftKey }) {
    if (!suggestions.isOpen()) return false;
    if (key === "ArrowDown") suggestions.move(1);
    else if (key === "ArrowUp") suggestions.move(-1);
    else if (key === "Escape") suggestions.hide();
    else if (key === "Enter" && !shiftKey && suggestions.hasActive()) suggestions.choose();
    else return false;
    return true;
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key did something here */
  function handleKey(event) {
    const { key, shiftKey } = event;
    if (event.isComposing) return false;
    if (choose(event)) return true;
    if (key === "Enter" && !shiftKey) submit();
    else if (key === "Escape" && replyTo) setReply(null);
    else if (key === "ArrowUp" && box.value === "") leaveUpwards();
    else return false;
    return true;
  }

  box.addEventListener("input", () => typed(box.value));
  box.addEventListener("keydown", (event) => {
    if (handleKey(event)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    box.focus();
  });
  chip.close.addEventListener("click", () => {
    setReply(null);
    box.focus();
  });

  return {
    write,
    setReply,
    text: () => box.value,
    focus: () => box.focus(),
    /** @param {string} text */
    setPlaceholder(text) {
      box.placeholder = text;
    },
  };
}

/** A text in messages of at most 4,096 UTF-16 units, no character cut in two. @param {string} text */
function cut(text) {
  const parts = [];
  let rest = text;
  while (rest.length > MESSAGE_LIMIT) {
    const head = rest.slice(0, MESSAGE_LIMIT).replace(/[\uD800-\uDBFF]$/, "");
    parts.push(head);
    rest = rest.slice(head.length);
  }
  return [...parts, rest].filter((part) => part.trim() !== "");
}
