/**
 * The calls by which the bot answers a pressed button, an inline query or a mention as a guest, each once.
 */
import type { InlineQueryResult, InlineQueryResultsButton } from "grammy/types";
import { z } from "zod";
import { sendAsGuest } from "../actions.ts";
import { formatText, MESSAGE_LIMIT } from "./formatted-text.ts";
import { checkInlineKeyboard } from "./keyboard.ts";
import * as p from "./parameters.ts";
import { badRequest, NO_PARSE_MODE, queryIsGone } from "./refusals.ts";

/** Bot API, answerCallbackQuery, in UTF-16 units. */
const MAX_NOTICE_LENGTH = 200;
/** Bot API, answerInlineQuery. */
const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;
const MAX_OFFSET_BYTES = 64;
const MAX_START_LENGTH = 64;
const DEFAULT_CACHE_SECONDS = 300;

export const answerCallbackQuery = p.method(
  {
    callback_query_id: p.text,
    text: p.text.optional(),
    show_alert: p.flag,
    url: p.text.optional(),
    cache_time: z.int().optional(),
  },
  (world, args) => {
    if ((args.text ?? "").length > MAX_NOTICE_LENGTH) throw badRequest("MESSAGE_TOO_LONG");
    const own = `t.me/${world.me.username}?start=`.toLowerCase();
    if (
      args.url !== undefined &&
      !args.url
        .replace(/^https?:\/\//iu, "")
        .toLowerCase()
        .startsWith(own)
    )
      throw badRequest("URL_INVALID");
    world.callbacks.answer(args.callback_query_id, {
      text: args.text === undefined || args.text === "" ? null : args.text,
      alert: args.show_alert === true,
      url: args.url ?? null,
    });
    return true;
  },
);

const content = z.looseObject({
  message_text: p.text.optional(),
  entities: p.entities,
  parse_mode: p.text.optional(),
});
const result = z.looseObject({
  type: p.text,
  id: p.text,
  title: p.text.optional(),
  input_message_content: content.optional(),
  reply_markup: p.replyMarkup,
});

export const answerInlineQuery = p.method(
  {
    inline_query_id: p.text,
    results: z.array(result),
    cache_time: z.int().optional(),
    is_personal: p.flag,
    next_offset: p.text.optional(),
    button: z
      .strictObject({
        text: p.text,
        start_parameter: p.text.optional(),
        web_app: z.looseObject({ url: p.text }).optional(),
      })
      .optional(),
  },
  (world, args) => {
    if (args.results.length > MAX_RESULTS)
      throw badRequest("too many inline query results specified");
    checkIds(args.results.map(({ id }) => id));
    for (const one of args.results) checkResult(one);
    if (Buffer.byteLength(args.next_offset ?? "") > MAX_OFFSET_BYTES)
      throw badRequest("NEXT_OFFSET_INVALID");
    if (args.button !== undefined) checkButton(args.button);
    world.inlineQueries.answer(args.inline_query_id, {
      results: args.results as unknown as readonly InlineQueryResult[],
      next: args.next_offset ?? "",
      button: (args.button ?? null) as InlineQueryResultsButton | null,
      personal: args.is_personal === true,
      cacheSeconds: args.cache_time ?? DEFAULT_CACHE_SECONDS,
    });
    return true;
  },
);

export const answerGuestQuery = p.method(
  { guest_query_id: p.text, result },
  (world, { guest_query_id: id, result: answer }) => {
    const called = world.guestQueries.get(id);
    const room = called === undefined ? null : world.chats.find(called.chat.id);
    if (called === undefined || room === null) throw queryIsGone();
    checkIds([answer.id]);
    checkResult(answer);
    world.guestQueries.delete(id);
    return sendAsGuest(world, { room, called }, answer as unknown as InlineQueryResult);
  },
);

function checkIds(ids: readonly string[]): void {
  for (const id of ids) {
    if (id === "") throw badRequest("RESULT_ID_EMPTY");
    if (Buffer.byteLength(id) > MAX_ID_BYTES) throw badRequest("RESULT_ID_INVALID");
  }
  if (new Set(ids).size < ids.length) throw badRequest("RESULT_ID_DUPLICATE");
}

function checkResult(one: z.output<typeof result>): void {
  if (one.type === "article" && (one.title ?? "") === "") throw badRequest("ARTICLE_TITLE_EMPTY");
  if (one.type === "article" && one.input_message_content === undefined)
    throw badRequest("message content is not specified");
  checkInlineKeyboard(one.reply_markup);
  if (one.input_message_content !== undefined) checkContent(one.input_message_content);
}

function checkContent(sent: z.output<typeof content>): void {
  if (sent.parse_mode !== undefined) throw badRequest(NO_PARSE_MODE);
  if (sent.message_text === undefined) return;
  const { text } = formatText(sent.message_text, sent.entities ?? []);
  if (text === "") throw badRequest("message text is empty");
  if (text.length > MESSAGE_LIMIT) throw badRequest("MESSAGE_TOO_LONG");
}

function checkButton(button: {
  readonly text: string;
  readonly start_parameter?: string | undefined;
  readonly web_app?: unknown;
}): void {
  if (button.text === "") throw badRequest("BUTTON_TEXT_INVALID");
  const { start_parameter: start, web_app: app } = button;
  if ((start === undefined) === (app === undefined))
    throw badRequest("inline query results button does exactly one thing");
  if (start === undefined) return;
  if (start === "") throw badRequest("can't use empty start_parameter");
  if (start.length > MAX_START_LENGTH) throw badRequest("too long start_parameter specified");
  if (!/^[A-Za-z0-9_-]+$/u.test(start))
    throw badRequest("unallowed characters in start_parameter are used");
}
