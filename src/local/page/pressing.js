/**
 * What a button under a message does when it is pressed.
 *
 * @typedef {import("grammy/types").Message} Message
 * @typedef {import("grammy/types").InlineKeyboardButton} InlineKeyboardButton
 * @typedef {import("./chat-list.js").ChatName} ChatName
 * @typedef {object} PressingParts
 * @property {() => import("./labels.js").Labels} labels
 * @property {() => { from: number }} here who presses
 * @property {() => void} followNext what comes next is shown
 * @property {(url: string) => boolean} openLink true when the page follows the link itself
 * @property {(query: string, chat: ChatName | null) => void} beginInline in the open chat where none is named
 */
import { CHAT_NAMES } from "./chat-list.js";
import { press } from "./connection.js";
import { choose, toast } from "./dialogs.js";

/** @param {PressingParts} parts */
export function createPressing({ labels, here, followNext, openLink, beginInline }) {
  /** @param {string} query */
  async function beginInlineSomewhere(query) {
    const { whichChat, privateChat, groupChat } = labels();
    const chosen = CHAT_NAMES[(await choose(whichChat, [privateChat, groupChat])) ?? -1];
    if (chosen) beginInline(query, chosen);
  }

  /** @param {Message} message @param {string} data */
  async function pressCallback(message, data) {
    followNext();
    try {
      const pressed = {
        chat: message.chat.id,
        from: here().from,
        message: message.message_id,
        data,
      };
      const answer = await press(pressed);
      if (answer.url !== null && !openLink(answer.url))
        window.open(answer.url, "_blank", "noopener");
      if (answer.text && answer.alert) void choose(answer.text, [labels().ok]);
      else if (answer.text) toast(answer.text);
    } catch {
      toast(labels().noAnswer);
    }
  }

  /**
   * Links are followed by the browser; kinds that are not here do nothing.
   * @param {Message} message @param {InlineKeyboardButton} button @param {HTMLElement} element
   */
  return async (message, button, element) => {
    if ("callback_data" in button) {
      if (element.ariaBusy === "true") return;
      element.ariaBusy = "true";
      await pressCallback(message, button.callback_data);
      element.ariaBusy = null;
    } else if ("switch_inline_query_current_chat" in button) {
      beginInline(button.switch_inline_query_current_chat, null);
    } else if ("switch_inline_query" in button) {
      await beginInlineSomewhere(button.switch_inline_query);
    } else if ("switch_inline_query_chosen_chat" in button) {
      await beginInlineSomewhere(button.switch_inline_query_chosen_chat.query ?? "");
    } else if ("copy_text" in button) {
      await navigator.clipboard.writeText(button.copy_text.text);
      toast(labels().copied);
    }
  };
}
