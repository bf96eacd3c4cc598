import { expect, test } from "vitest";
import { callMethod } from "../../support/bot-api.ts";
import { ANNA, outcomeOf, setScene } from "../scene.ts";

type Parameters = Readonly<Record<string, unknown>>;

const LINK = { type: "text_link", url: "http://localhost:8080", offset: 0, length: 1 };
const DATA = { text: "a", callback_data: "b" };
const PLACEHOLDER = { force_reply: true, input_field_placeholder: "a".repeat(65) };

function span(type: string, offset: number, length: number): Parameters {
  return { type, offset, length };
}

function formatted(text: string, ...entities: readonly Parameters[]): Parameters {
  return { text, entities };
}

function under(...buttons: readonly Parameters[]): Parameters {
  return { text: "ab", reply_markup: { inline_keyboard: [buttons] } };
}

function replying(reply: Parameters): Parameters {
  return { text: "ab", reply_parameters: reply };
}

const NO_ACTION =
  "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";

const REFUSED: readonly (readonly [what: string, parameters: Parameters, reason: string])[] = [
  ["no text", { text: "" }, "message text is empty"],
  ["only white space", { text: " \n\t " }, "message text is empty"],
  ["4,097 letters", { text: "a".repeat(4097) }, "message is too long"],
  ["2,049 emoji, 4,098 UTF-16 units", { text: "👍".repeat(2049) }, "message is too long"],
  ["half an emoji", { text: "a\u{d83d}" }, "strings must be encoded in UTF-8"],
  [
    "an entity behind the text",
    formatted("ab", span("bold", 2, 1)),
    "entity begins after the end of the text at UTF-16 offset 2",
  ],
  [
    "an entity that ends behind the text",
    formatted("ab", span("bold", 1, 2)),
    "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3",
  ],
  [
    "an entity that begins inside an emoji",
    formatted("👍a", span("bold", 1, 2)),
    "entity begins in a middle of a UTF-16 symbol at byte offset 4",
  ],
  [
    "an entity that ends inside an emoji",
    formatted("a👍", span("bold", 0, 2)),
    "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
  ],
  [
    "an entity without length",
    formatted("ab", span("bold", 1, 0)),
    `entity of type "bold" covers no text`,
  ],
  [
    "a quotation in a quotation",
    formatted("abc", span("blockquote", 0, 3), span("expandable_blockquote", 0, 1)),
    "blockquote entities can't be nested",
  ],
  [
    "entities that cross",
    formatted("abc", span("bold", 0, 2), span("italic", 1, 2)),
    `entities "bold" and "italic" overlap without one containing the other`,
  ],
  [
    "code in a link",
    formatted("abc", { ...LINK, url: "https://example.org" }, span("code", 0, 1)),
    `entities "text_link" and "code" can't contain each other`,
  ],
  [
    "a link to nowhere",
    formatted("ab", LINK),
    "entity URL 'http://localhost:8080' is invalid: Wrong HTTP URL",
  ],
  [
    "parse_mode",
    { text: "ab", parse_mode: "HTML" },
    "the local Telegram takes entities, no parse_mode",
  ],
  [
    "an unknown parameter",
    { text: "ab", disable_preview: true },
    `parameter "disable_preview" is unknown, or unknown to the local Telegram`,
  ],
  [
    "a number as text",
    { text: 5 },
    `parameter "text": Invalid input: expected string, received number`,
  ],
  ["a chat that is none", { text: "ab", chat_id: 99 }, "chat not found"],
  ["a reply to nothing", replying({ message_id: 77 }), "message to be replied not found"],
  ["a quote in other letters", replying({ message_id: 1, quote: "hallo" }), "QUOTE_TEXT_INVALID"],
  ["a topic in a private chat", { text: "ab", message_thread_id: 1 }, "message thread not found"],
  ["a button that does nothing", under({ text: "a" }), NO_ACTION],
  ["a button with empty data", under({ text: "a", callback_data: "" }), NO_ACTION],
  [
    "a blank button",
    under({ ...DATA, text: " " }),
    "inline keyboard button text must be non-empty",
  ],
  [
    "a button that does two things",
    under({ ...DATA, url: "https://example.org" }),
    "inline keyboard button does more than one thing: url, callback_data",
  ],
  ["66 bytes of data", under({ ...DATA, callback_data: "ä".repeat(33) }), "BUTTON_DATA_INVALID"],
  [
    "257 letters to copy",
    under({ text: "a", copy_text: { text: "a".repeat(257) } }),
    "BUTTON_COPY_TEXT_INVALID",
  ],
  [
    "a button to localhost",
    under({ text: "a", url: "http://localhost" }),
    "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
  ],
  [
    "a button to another protocol",
    under({ text: "a", url: "ftp://example.org" }),
    "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
  ],
  ["101 buttons", under(...Array.from({ length: 101 }, () => DATA)), "reply markup is too long"],
  ["a markup that is none", { text: "ab", reply_markup: {} }, "object expected as reply markup"],
  [
    "a placeholder of 65 letters",
    { text: "ab", reply_markup: PLACEHOLDER },
    "input field placeholder must be 1-64 characters",
  ],
];

test.each(REFUSED)("a message with %s is refused", async (_, parameters, reason) => {
  const { telegram } = await setScene();
  const answer = await callMethod(telegram, "sendMessage", { chat_id: ANNA.id, ...parameters });
  expect(outcomeOf(answer)).toBe(`400 Bad Request: ${reason}`);
  expect(telegram.history(ANNA.id)).toHaveLength(2);
});

const TAKEN: readonly (readonly [what: string, parameters: Parameters])[] = [
  ["4,096 letters", { text: "a".repeat(4096) }],
  ["2,048 emoji", { text: "👍".repeat(2048) }],
  ["bold in a quotation", formatted("abc", span("blockquote", 0, 3), span("bold", 0, 1))],
  [
    "two quotations",
    formatted("abc", span("blockquote", 0, 1), span("expandable_blockquote", 2, 1)),
  ],
  ["no reply to nothing", replying({ message_id: 77, allow_sending_without_reply: true })],
  ["64 bytes of data", under({ text: "a", callback_data: "ä".repeat(32) })],
  ["an empty query on a button", under({ text: "a", switch_inline_query: "" })],
  ["a tg:// button", under({ text: "a", url: "tg://user?id=1" })],
  ["a forced reply", { text: "ab", reply_markup: { force_reply: true, selective: true } }],
];

test.each(TAKEN)("a message with %s is taken", async (_, parameters) => {
  const { telegram } = await setScene();
  const answer = await callMethod(telegram, "sendMessage", { chat_id: ANNA.id, ...parameters });
  expect(outcomeOf(answer)).toBe("accepted");
});
