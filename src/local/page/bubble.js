/**
 * One message → its bubble, with what it replies to, its words and the buttons under it.
 *
 * @typedef {import("grammy/types").Message} Message
 * @typedef {import("grammy/types").InlineKeyboardButton} InlineKeyboardButton
 * @typedef {import("./labels.js").Labels} Labels
 * @typedef {import("./entities.js").TextActions & {
 *   press: (message: Message, button: InlineKeyboardButton, element: HTMLElement) => void,
 *   reply: (message: Message) => void,
 *   jump: (message: number) => void,
 * }} BubbleActions
 * @typedef {object} Look
 * @property {boolean} mine On the right.
 * @property {boolean} grouped Follows a message of the same person: no name, no avatar.
 * @property {boolean} inGroup
 * @property {Labels} labels
 */
import { formattedText, linkTo } from "./entities.js";

/** How many colours names and avatars have. */
const HUES = 6;
const LONG_PRESS_MS = 450;
/** More than two lines show. */
const PREVIEW_LENGTH = 200;

/** @param {Message} message @param {Look} look @param {BubbleActions} actions */
export function bubbleFor(message, look, actions) {
  const row = document.createElement("article");
  row.id = rowId(message.message_id);
  row.className = [
    "message",
    look.mine && "mine",
    look.grouped && "grouped",
    look.inGroup && "in-group",
  ]
    .filter(Boolean)
    .join(" ");
  row.tabIndex = -1;
  row.ariaLabel = `${senderName(message)}, ${clock(message.date)}`;
  if (look.inGroup && !look.mine) row.append(avatar(message));
  const body = part("div", "body");
  const bubble = part("div", "bubble");
  bubble.append(
    ...header(message, look),
    ...preview(message, look, actions),
    words(message, look, actions),
    foot(message, look),
  );
  body.append(bubble, ...keyboard(message, actions));
  row.append(body, replyButton(message, look, actions));
  replyOnLongPress(bubble, () => actions.reply(message));
  return row;
}

/** @param {number} message */
export function rowId(message) {
  return `message-${message}`;
}

/** @param {Message} message */
export function senderName(message) {
  if (message.sender_chat)
    return "title" in message.sender_chat ? (message.sender_chat.title ?? "") : "";
  return message.from?.first_name ?? "";
}

/** A message's words in one line, for previews and for screen readers. @param {Message} message @param {Labels} labels */
export function plainWords(message, labels) {
  const kind = Object.keys(labels.media).find((name) => name in message);
  return [kind && labels.media[kind], message.text ?? message.caption].filter(Boolean).join(" ");
}

/** @param {number} seconds since 1970 */
function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** @param {keyof HTMLElementTagNameMap} tag @param {string} className @param {string} [text] */
function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) {
    element.textContent = text;
    element.dir = "auto";
  }
  return element;
}

/** @param {Message} message */
function hue(message) {
  if (message.from?.is_bot && !message.sender_chat) return "bot";
  return `hue-${Math.abs(message.sender_chat?.id ?? message.from?.id ?? 0) % HUES}`;
}

/** @param {Message} message */
function avatar(message) {
  const letter = part("span", `avatar ${hue(message)}`, Array.from(senderName(message))[0] ?? "");
  letter.ariaHidden = "true";
  return letter;
}

/** The name, in groups, and through which bot it was sent. @param {Message} message @param {Look} look */
function header(message, { inGroup, mine, grouped, labels }) {
  const lines = [];
  if (inGroup && !mine && !grouped)
    lines.push(part("div", `name ${hue(message)}`, senderName(message)));
  if (message.via_bot)
    lines.push(part("div", "via", `${labels.via} @${message.via_bot.username ?? ""}`));
  return lines;
}

/** @param {Message} message @param {Look} look @param {BubbleActions} actions */
function preview(message, { labels }, { jump }) {
  const target = message.reply_to_message;
  if (!target) return [];
  const button = /** @type {HTMLButtonElement} */ (part("button", `preview ${hue(target)}`));
  button.type = "button";
  const said = message.quote?.text ?? plainWords(target, labels);
  button.append(part("b", "", senderName(target)), part("span", "", said.slice(0, PREVIEW_LENGTH)));
  button.addEventListener("click", () => jump(target.message_id));
  return [button];
}

/** @param {Message} message @param {Look} look @param {BubbleActions} actions */
function words(message, { labels }, actions) {
  const kind = Object.keys(labels.media).find((name) => name in message);
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const element = part("div", "text");
  element.dir = "auto";
  const file = message.document?.file_name;
  if (kind) element.append(part("div", "media", file ? `📄 ${file}` : labels.media[kind]));
  element.append(
    formattedText(text, entities, { ...actions, more: labels.more, less: labels.less }),
  );
  return element;
}

/** @param {Message} message @param {Look} look */
function foot(message, { labels }) {
  const line = part("div", "foot");
  if (message.edit_date) line.append(`${labels.edited} `);
  const time = document.createElement("time");
  time.dateTime = new Date(message.date * 1000).toISOString();
  time.title = new Date(message.date * 1000).toLocaleString(document.documentElement.lang);
  time.textContent = clock(message.date);
  line.append(time);
  return line;
}

/** @param {Message} message @param {BubbleActions} actions */
function keyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return [];
  const keys = part("div", "keyboard");
  for (const row of rows) {
    const line = part("div", "row");
    line.append(...row.map((button) => key(message, button, actions)));
    keys.append(line);
  }
  return [keys];
}

/** @param {Message} message @param {InlineKeyboardButton} button @param {BubbleActions} actions */
function key(message, button, actions) {
  if ("url" in button) {
    const link = linkTo(button.url, actions);
    link.className = "key away";
    link.textContent = button.text;
    return link;
  }
  const element = /** @type {HTMLButtonElement} */ (part("button", "key", button.text));
  element.type = "button";
  element.addEventListener("click", () => actions.press(message, button, element));
  return element;
}

/** @param {Message} message @param {Look} look @param {BubbleActions} actions */
function replyButton(message, { labels }, { reply }) {
  const button = /** @type {HTMLButtonElement} */ (part("button", "reply", "↩"));
  button.type = "button";
  button.ariaLabel = labels.reply;
  button.title = `${labels.reply} (R)`;
  button.tabIndex = -1;
  button.addEventListener("click", () => reply(message));
  return button;
}

/** @param {HTMLElement} element @param {() => void} onLongPress */
function replyOnLongPress(element, onLongPress) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  element.addEventListener("pointerdown", ({ pointerType }) => {
    if (pointerType === "touch") timer = setTimeout(onLongPress, LONG_PRESS_MS);
  });
  for (const end of ["pointerup", "pointermove", "pointercancel", "pointerleave"]) {
    element.addEventListener(end, () => clearTimeout(timer));
  }
}
