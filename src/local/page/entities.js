/**
 * A message's text and its entities → elements. Every character becomes a text node: messages are strangers' words.
 *
 * @typedef {import("grammy/types").MessageEntity} MessageEntity
 * @typedef {object} TextActions What happens when a part of a text is tapped.
 * @property {(url: string) => boolean} openLink True when the page follows the link itself.
 * @property {(command: string) => void} sendCommand
 * @property {(mention: string) => void} mention
 */
import { foldable } from "./fold.js";

/** Entities that are nothing but an element. */
const ELEMENTS = /** @type {Record<string, string>} */ ({
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  date_time: "time",
});
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/**
 * @param {string} text
 * @param {readonly MessageEntity[]} entities offsets in UTF-16 units, nested or apart
 * @param {TextActions & { more: string, less: string }} actions
 */
export function formattedText(text, entities, actions) {
  const ordered = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  append(fragment, { text, from: 0, to: text.length, entities: ordered }, actions);
  return fragment;
}

/**
 * The part of the text from `from` to `to`, in which the entities lie.
 * @param {Node} parent
 * @param {{ text: string, from: number, to: number, entities: MessageEntity[] }} part
 * @param {TextActions & { more: string, less: string }} actions
 */
function append(parent, { text, from, to, entities }, actions) {
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    if (!entity) break;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    rest = others;
    if (start >= end) continue;
    const inside = others.filter(({ offset }) => offset < end);
    rest = others.filter(({ offset }) => offset >= end);
    appendText(parent, text.slice(at, start));
    const element = elementFor(entity, text.slice(start, end), actions);
    append(element.inner, { text, from: start, to: end, entities: inside }, actions);
    parent.appendChild(element.outer);
    at = end;
    // A block begins and ends its own line: the line break after it is already there.
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1;
  }
  appendText(parent, text.slice(at, to));
}

/** @param {Node} parent @param {string} words */
function appendText(parent, words) {
  if (words !== "") parent.appendChild(document.createTextNode(words));
}

/**
 * @param {MessageEntity} entity
 * @param {string} words
 * @param {TextActions & { more: string, less: string }} actions
 * @returns {{ outer: HTMLElement, inner: HTMLElement }}
 */
function elementFor(entity, words, actions) {
  if (entity.type === "expandable_blockquote") return foldable(actions);
  const element =
    activeElement(entity, words, actions) ??
    document.createElement(ELEMENTS[entity.type] ?? "span");
  element.classList.add(entity.type);
  if (BLOCKS.has(entity.type)) element.dir = "auto";
  if (entity.type === "spoiler")
    element.addEventListener("click", () => element.classList.add("seen"));
  return { outer: element, inner: element };
}

/**
 * Null for entities that do nothing when they are tapped.
 * @param {MessageEntity} entity
 * @param {string} words
 * @param {TextActions} actions
 */
function activeElement(entity, words, actions) {
  if (entity.type === "text_link") return linkTo(entity.url, actions);
  if (entity.type === "url") return linkTo(words, actions);
  if (entity.type === "bot_command") return tappable(() => actions.sendCommand(words));
  if (entity.type === "mention") return tappable(() => actions.mention(words));
  return null;
}

/**
 * A link; plain words where the address is none that a page may open.
 * @param {string} address
 * @param {Pick<TextActions, "openLink">} actions
 * @returns {HTMLElement}
 */
export function linkTo(address, { openLink }) {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  if (!url || !["https:", "http:"].includes(url.protocol)) return document.createElement("span");
  const link = document.createElement("a");
  link.href = url.href;
  link.title = url.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.addEventListener("click", (event) => {
    if (openLink(url.href)) event.preventDefault();
  });
  return link;
}

/** @param {() => void} onTap */
function tappable(onTap) {
  const button = document.createElement("button");
  button.type = "button";
  button.addEventListener("click", onTap);
  return button;
}
