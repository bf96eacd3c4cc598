/**
 * Messages that nobody wrote: someone joined or left. They stand in the middle, without a bubble.
 *
 * @typedef {import("grammy/types").Message} Message
 * @typedef {import("./labels.js").Labels} Labels
 */
import { rowId, senderName } from "./bubble.js";

/** Kinds of content that have a bubble. */
const IN_BUBBLES = ["text", "caption", "photo", "sticker", "voice", "document"];

/** Null when the message has a bubble. @param {Message} message @param {Labels} labels */
export function serviceLine(message, labels) {
  if (IN_BUBBLES.some((kind) => kind in message)) return null;
  const line = document.createElement("p");
  line.id = rowId(message.message_id);
  line.className = "service";
  line.dir = "auto";
  line.textContent = serviceWords(message, labels);
  return line;
}

/** @param {Message} message @param {Labels} labels */
function serviceWords(message, labels) {
  const by = senderName(message);
  if (message.new_chat_members) {
    return message.new_chat_members.map(({ first_name: who }) => labels.joined(by, who)).join(", ");
  }
  if (message.left_chat_member) return labels.left(message.left_chat_member.first_name);
  return labels.service;
}
