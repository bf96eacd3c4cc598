/**
 * The keyboards under a bot's messages: what Telegram takes, and what of it a message carries.
 */
import type { InlineKeyboardMarkup } from "grammy/types";
import { badRequest } from "./refusals.ts";
import { checkUrl } from "./web-address.ts";

const ACTIONS: readonly string[] = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "disabled",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
];
/** May be empty and still do something. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  "switch_inline_query",
  "switch_inline_query_current_chat",
]);
/** Beyond these Telegram says that the markup is too long; its own figures are not published. */
const MAX_BUTTONS = 100;
const MAX_MARKUP_BYTES = 10_240;
const MAX_CALLBACK_BYTES = 64;
const MAX_COPY_LENGTH = 256;
const MAX_PLACEHOLDER_LENGTH = 64;

export type ReplyMarkup = Readonly<Record<string, unknown>>;

/** The inline keyboard, or null when the markup is of another kind or has no button. */
export function checkKeyboard(markup: ReplyMarkup | undefined): InlineKeyboardMarkup | null {
  if (markup === undefined) return null;
  if (!("inline_keyboard" in markup)) {
    checkReplyInterface(markup);
    return null;
  }
  const rows = rowsOf(markup["inline_keyboard"]);
  const buttons = rows.flat();
  for (const button of buttons) checkButton(button);
  if (buttons.length > MAX_BUTTONS || Buffer.byteLength(JSON.stringify(rows)) > MAX_MARKUP_BYTES)
    throw badRequest("reply markup is too long");
  return buttons.length === 0 ? null : (markup as unknown as InlineKeyboardMarkup);
}

/** An inline keyboard only, as on edited messages and inline results. */
export function checkInlineKeyboard(markup: ReplyMarkup | undefined): InlineKeyboardMarkup | null {
  if (markup !== undefined && !("inline_keyboard" in markup))
    throw badRequest("object expected as reply markup");
  return checkKeyboard(markup);
}

function rowsOf(value: unknown): ReplyMarkup[][] {
  if (!Array.isArray(value)) throw badRequest("object expected as reply markup");
  return value.map((row: unknown) => {
    if (!Array.isArray(row))
      throw badRequest(
        "can't parse inline keyboard button: Object expected as an inline keyboard row",
      );
    return row.map((button: unknown) => {
      if (!isObject(button))
        throw badRequest(
          "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        );
      return button;
    });
  });
}

function checkButton(button: ReplyMarkup): void {
  const { text } = button;
  if (typeof text !== "string")
    throw badRequest(`can't parse inline keyboard button: Can't find field "text"`);
  if (text.trim() === "") throw badRequest("inline keyboard button text must be non-empty");
  const actions = ACTIONS.filter(
    (name) => button[name] !== undefined && (button[name] !== "" || MAY_BE_EMPTY.has(name)),
  );
  if (actions.length === 0)
    throw badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  // Telegram would take the first it looks for.
  if (actions.length > 1)
    throw badRequest(`inline keyboard button does more than one thing: ${actions.join(", ")}`);
  checkAction(button);
}

function checkAction(button: ReplyMarkup): void {
  const { callback_data: data, url, copy_text: copy } = button;
  if (typeof data === "string" && Buffer.byteLength(data) > MAX_CALLBACK_BYTES)
    throw badRequest("BUTTON_DATA_INVALID");
  if (typeof url === "string") checkUrl("inline keyboard button URL", url);
  if (
    isObject(copy) &&
    !(
      typeof copy["text"] === "string" &&
      copy["text"].length >= 1 &&
      copy["text"].length <= MAX_COPY_LENGTH
    )
  ) {
    throw badRequest("BUTTON_COPY_TEXT_INVALID");
  }
}

function checkReplyInterface(markup: ReplyMarkup): void {
  const kinds = ["keyboard", "remove_keyboard", "force_reply"].filter(
    (name) => markup[name] !== undefined,
  );
  if (kinds.length === 0) throw badRequest("object expected as reply markup");
  const placeholder = markup["input_field_placeholder"];
  if (placeholder === undefined) return;
  if (
    typeof placeholder !== "string" ||
    placeholder.length < 1 ||
    placeholder.length > MAX_PLACEHOLDER_LENGTH
  ) {
    throw badRequest("input field placeholder must be 1-64 characters");
  }
}

function isObject(value: unknown): value is ReplyMarkup {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
