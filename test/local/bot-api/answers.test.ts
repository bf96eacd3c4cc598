import type { Message } from "grammy/types";
import { expect, test } from "vitest";
import { createLocalTelegram } from "../../../src/local/telegram.ts";
import { callMethod, takeUpdates } from "../../support/bot-api.ts";
import { ANNA, BEN, outcomeOf, setScene } from "../scene.ts";

const GONE =
  "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
const LONG = "ä".repeat(33);
const CONTENT = { message_text: "Ein Satz." };
const ARTICLE = { type: "article", id: "1", title: "T", input_message_content: CONTENT } as const;

type Parameters = Readonly<Record<string, unknown>>;

function one(changes: Parameters): Parameters {
  return { results: [{ ...ARTICLE, ...changes }] };
}

function saying(changes: Parameters): Parameters {
  return one({ input_message_content: { ...CONTENT, ...changes } });
}

function above(button: Parameters): Parameters {
  return { results: [], button: { text: "a", ...button } };
}

const REFUSED: readonly (readonly [what: string, parameters: Parameters, reason: string])[] = [
  [
    "51 results",
    { results: Array.from({ length: 51 }, (_, n) => ({ ...ARTICLE, id: `${n}` })) },
    "too many inline query results specified",
  ],
  ["two results with one id", { results: [ARTICLE, ARTICLE] }, "RESULT_ID_DUPLICATE"],
  ["a result without id", one({ id: "" }), "RESULT_ID_EMPTY"],
  ["an id of 66 bytes", one({ id: LONG }), "RESULT_ID_INVALID"],
  ["an article without title", one({ title: "" }), "ARTICLE_TITLE_EMPTY"],
  ["a result without words", saying({ message_text: " " }), "message text is empty"],
  ["4,097 letters", saying({ message_text: "a".repeat(4097) }), "MESSAGE_TOO_LONG"],
  [
    "parse_mode",
    saying({ parse_mode: "HTML" }),
    "the local Telegram takes entities, no parse_mode",
  ],
  [
    "an entity behind the text",
    saying({ entities: [{ type: "bold", offset: 9, length: 1 }] }),
    "entity begins after the end of the text at UTF-16 offset 9",
  ],
  [
    "a bad button",
    one({ reply_markup: { inline_keyboard: [[{ text: "a", callback_data: LONG }]] } }),
    "BUTTON_DATA_INVALID",
  ],
  ["an offset of 66 bytes", { results: [], next_offset: LONG }, "NEXT_OFFSET_INVALID"],
  ["a button to nowhere", above({}), "inline query results button does exactly one thing"],
  ["an empty parameter", above({ start_parameter: "" }), "can't use empty start_parameter"],
  [
    "a parameter of 65 letters",
    above({ start_parameter: "a".repeat(65) }),
    "too long start_parameter specified",
  ],
  [
    "a point in the parameter",
    above({ start_parameter: "a.b" }),
    "unallowed characters in start_parameter are used",
  ],
];

test.each(REFUSED)("an inline answer with %s is refused and can be given again", async (...row) => {
  const [, parameters, reason] = row;
  const { telegram } = await setScene();
  await takeUpdates(telegram);
  const asked = telegram.ask("hallo", { from: ANNA.id });
  const id = (await takeUpdates(telegram))[0]?.inline_query?.id;
  const wrong = { inline_query_id: id, ...parameters };
  expect(outcomeOf(await callMethod(telegram, "answerInlineQuery", wrong))).toBe(
    `400 Bad Request: ${reason}`,
  );
  await callMethod(telegram, "answerInlineQuery", { inline_query_id: id, results: [ARTICLE] });
  expect((await asked).results).toEqual([ARTICLE]);
});

test("an inline query comes with its offset and is answered once", async () => {
  const { telegram } = await setScene();
  await takeUpdates(telegram);
  const asked = telegram.ask("hallo", { from: ANNA.id, offset: "20" });
  const query = (await takeUpdates(telegram))[0]?.inline_query;
  expect(query).toMatchObject({ from: ANNA, query: "hallo", offset: "20", chat_type: "sender" });
  const answer = {
    inline_query_id: query?.id,
    results: [],
    is_personal: true,
    cache_time: 5,
    next_offset: "40",
    button: { text: "Frag mich", start_parameter: "q" },
  };
  expect(outcomeOf(await callMethod(telegram, "answerInlineQuery", answer))).toBe("accepted");
  expect(await asked).toEqual({
    results: [],
    next: "40",
    button: answer.button,
    personal: true,
    cacheSeconds: 5,
  });
  expect(outcomeOf(await callMethod(telegram, "answerInlineQuery", answer))).toBe(GONE);
});

test("clients cut an inline query to 256 characters, not half an emoji", async () => {
  const { telegram } = await setScene();
  await takeUpdates(telegram);
  telegram.ask("👍".repeat(300), { from: ANNA.id }).catch(() => {});
  expect((await takeUpdates(telegram))[0]?.inline_query?.query).toBe("👍".repeat(256));
});

test("an inline query is too old after a while", async () => {
  let time = 1_800_000_000_000;
  const { telegram } = await setScene(() => time);
  await takeUpdates(telegram);
  telegram.ask("hallo", { from: ANNA.id }).catch(() => {});
  const id = (await takeUpdates(telegram))[0]?.inline_query?.id;
  time += 60_000;
  const answer = { inline_query_id: id, results: [] };
  expect(outcomeOf(await callMethod(telegram, "answerInlineQuery", answer))).toBe(GONE);
});

test("a pressed button comes with its message, and its notice comes back once", async () => {
  const { telegram } = await setScene();
  await takeUpdates(telegram);
  const [, message] = telegram.history(ANNA.id) as [Message, Message];
  const pressed = telegram.press(message, "x:1", ANNA.id);
  const query = (await takeUpdates(telegram))[0]?.callback_query;
  expect(query).toMatchObject({ from: ANNA, data: "x:1", message: { text: "Antwort" } });
  const answer = { callback_query_id: query?.id, text: "Moment", show_alert: true };
  expect(outcomeOf(await callMethod(telegram, "answerCallbackQuery", answer))).toBe("accepted");
  expect(await pressed).toEqual({ text: "Moment", alert: true, url: null });
  expect(outcomeOf(await callMethod(telegram, "answerCallbackQuery", answer))).toBe(GONE);
});

test("a button may open the private chat with the bot", async () => {
  const { telegram, group } = await setScene();
  await takeUpdates(telegram);
  const [, message] = telegram.history(group) as [Message, Message];
  const pressed = telegram.press(message, "x", BEN.id);
  const id = (await takeUpdates(telegram))[0]?.callback_query?.id;
  const url = "https://t.me/fundstelle_bot?start=x";
  await callMethod(telegram, "answerCallbackQuery", { callback_query_id: id, url });
  expect(await pressed).toEqual({ text: null, alert: false, url });
});

test("a button of a deleted message comes with a message of no date", async () => {
  const { telegram } = await setScene();
  const [, message] = telegram.history(ANNA.id) as [Message, Message];
  await callMethod(telegram, "deleteMessage", { chat_id: ANNA.id, message_id: message.message_id });
  await takeUpdates(telegram);
  telegram.press(message, "x", ANNA.id).catch(() => {});
  const query = (await takeUpdates(telegram))[0]?.callback_query;
  expect(query?.message).toEqual({ chat: message.chat, message_id: message.message_id, date: 0 });
});

test("a button under an inline message comes with its inline id, which edits it", async () => {
  const { telegram, group } = await setScene();
  const keyboard = { inline_keyboard: [[{ text: "a", callback_data: "b" }]] };
  const message = telegram.send(
    { ...ARTICLE, reply_markup: keyboard },
    { chat: group, from: BEN.id },
  );
  await takeUpdates(telegram);
  telegram.press(message, "b", ANNA.id).catch(() => {});
  const query = (await takeUpdates(telegram))[0]?.callback_query;
  expect(query?.message).toBeUndefined();
  const edit = { inline_message_id: query?.inline_message_id, text: "Neu" };
  expect(await callMethod(telegram, "editMessageText", edit)).toEqual({ ok: true, result: true });
  expect(telegram.history(group).at(-1)).toMatchObject({ text: "Neu", from: BEN });
});

test("with inline mode off a query reaches nobody", async () => {
  const me = { supports_inline_queries: false };
  const telegram = createLocalTelegram({ now: () => 0, me });
  telegram.openPrivateChat(ANNA);
  await expect(telegram.ask("a", { from: ANNA.id })).rejects.toThrow("inline mode is off");
});
