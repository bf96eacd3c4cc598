import { expect, test } from "vitest";
import { callMethod } from "../../support/bot-api.ts";
import { ANNA, outcomeOf, setScene } from "../scene.ts";

const NOT_MODIFIED =
  "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
const GONE =
  "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
const THUMBS = [
  { type: "emoji", emoji: "👍" },
  { type: "emoji", emoji: "👎" },
];
const MANY_COMMANDS = Array.from({ length: 101 }, (_, n) => ({
  command: `c${n}`,
  description: "a",
}));

type Payload = Readonly<Record<string, unknown>>;

/** "group" and "forum" stand for the ids of the scene's chats; 11 is the private one. */
const CALLS: readonly (readonly [
  what: string,
  method: string,
  payload: Payload,
  refusal: string,
])[] = [
  [
    "an edit that changes nothing",
    "editMessageText",
    { chat_id: 11, message_id: 2, text: "Antwort" },
    NOT_MODIFIED,
  ],
  [
    "taking away no buttons",
    "editMessageReplyMarkup",
    { chat_id: 11, message_id: 2 },
    NOT_MODIFIED,
  ],
  [
    "an edit of nothing",
    "editMessageText",
    { chat_id: 11, message_id: 77, text: "a" },
    "400 Bad Request: message to edit not found",
  ],
  [
    "an edit of somebody else's words",
    "editMessageText",
    { chat_id: 11, message_id: 1, text: "a" },
    "400 Bad Request: message can't be edited",
  ],
  [
    "an edit that names no message",
    "editMessageText",
    { chat_id: 11, text: "a" },
    "400 Bad Request: message identifier is not specified",
  ],
  [
    "an edit that names no chat",
    "editMessageText",
    { message_id: 1, text: "a" },
    "400 Bad Request: chat_id is empty",
  ],
  [
    "an edit of an unknown inline message",
    "editMessageText",
    { inline_message_id: "x", text: "a" },
    "400 Bad Request: MESSAGE_ID_INVALID",
  ],
  [
    "an edit to a forced reply",
    "editMessageText",
    { chat_id: 11, message_id: 2, text: "a", reply_markup: { force_reply: true } },
    "400 Bad Request: object expected as reply markup",
  ],
  [
    "deleting nothing",
    "deleteMessage",
    { chat_id: 11, message_id: 77 },
    "400 Bad Request: message to delete not found",
  ],
  [
    "deleting a member's message",
    "deleteMessage",
    { chat_id: "group", message_id: 1 },
    "400 Bad Request: message can't be deleted",
  ],
  [
    "a draft in a group",
    "sendMessageDraft",
    { chat_id: "group", draft_id: 1, text: "a" },
    "400 Bad Request: TEXTDRAFT_PEER_INVALID",
  ],
  [
    "a draft without a number",
    "sendMessageDraft",
    { chat_id: 11, draft_id: 0, text: "a" },
    "400 Bad Request: draft_id must be non-zero",
  ],
  [
    "a draft that is too long",
    "sendMessageDraft",
    { chat_id: 11, draft_id: 1, text: "a".repeat(4097) },
    "400 Bad Request: message is too long",
  ],
  [
    "a topic that nobody opened",
    "sendMessage",
    { chat_id: "forum", message_thread_id: 5, text: "a" },
    "400 Bad Request: message thread not found",
  ],
  [
    "the general topic by its number",
    "sendMessage",
    { chat_id: "forum", message_thread_id: 1, text: "a" },
    "400 Bad Request: message thread not found",
  ],
  [
    "a chain of replies as a topic",
    "sendMessage",
    { chat_id: "group", message_thread_id: 1, text: "a" },
    "400 Bad Request: message thread not found",
  ],
  [
    "a strange chat action",
    "sendChatAction",
    { chat_id: 11, action: "thinking" },
    "400 Bad Request: wrong parameter action in request",
  ],
  [
    "a reaction to nothing",
    "setMessageReaction",
    { chat_id: 11, message_id: 77 },
    "400 Bad Request: message to react not found",
  ],
  [
    "two reactions",
    "setMessageReaction",
    { chat_id: 11, message_id: 1, reaction: THUMBS },
    "400 Bad Request: REACTIONS_TOO_MANY",
  ],
  ["an answer to an unknown button", "answerCallbackQuery", { callback_query_id: "5" }, GONE],
  [
    "a long notice",
    "answerCallbackQuery",
    { callback_query_id: "5", text: "a".repeat(201) },
    "400 Bad Request: MESSAGE_TOO_LONG",
  ],
  [
    "a notice that opens any page",
    "answerCallbackQuery",
    { callback_query_id: "5", url: "https://example.org" },
    "400 Bad Request: URL_INVALID",
  ],
  [
    "results for an unknown query",
    "answerInlineQuery",
    { inline_query_id: "5", results: [] },
    GONE,
  ],
  [
    "a message to someone who never wrote",
    "sendMessage",
    { chat_id: 12, text: "a" },
    "403 Forbidden: bot can't initiate conversation with a user",
  ],
  [
    "asking for a member nobody knows",
    "getChatMember",
    { chat_id: "group", user_id: 99 },
    "400 Bad Request: invalid user_id specified",
  ],
  [
    "asking for a private chat's admins",
    "getChatAdministrators",
    { chat_id: 11 },
    "400 Bad Request: there are no administrators in the private chat",
  ],
  [
    "leaving a private chat",
    "leaveChat",
    { chat_id: 11 },
    "400 Bad Request: chat member status can't be changed in private chats",
  ],
  [
    "a command in capitals",
    "setMyCommands",
    { commands: [{ command: "Ask", description: "a" }] },
    "400 Bad Request: BOT_COMMAND_INVALID",
  ],
  [
    "a command without description",
    "setMyCommands",
    { commands: [{ command: "ask", description: "" }] },
    "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
  ],
  [
    "101 commands",
    "setMyCommands",
    { commands: MANY_COMMANDS },
    "400 Bad Request: BOT_COMMANDS_TOO_MUCH",
  ],
  [
    "a webhook without TLS",
    "setWebhook",
    { url: "http://example.org" },
    "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
  ],
  ["a method that is none", "sendMassage", {}, "404 Not Found: method not found"],
];

test.each(CALLS)("%s is refused", async (_, method, payload, refusal) => {
  const { telegram, ...chats } = await setScene();
  const chat = payload["chat_id"];
  const named =
    chat === "group" || chat === "forum" ? { ...payload, chat_id: chats[chat] } : payload;
  expect(outcomeOf(await callMethod(telegram, method, named))).toBe(refusal);
});

test("a planned refusal meets the next call of that method only", async () => {
  const { telegram } = await setScene();
  const refusal = {
    description: "Too Many Requests: retry after 3",
    parameters: { retry_after: 3 },
  };
  telegram.refuseNext("sendMessage", { code: 429, ...refusal });
  const message = { chat_id: ANNA.id, text: "a" };
  const typing = { chat_id: ANNA.id, action: "typing" };
  expect(outcomeOf(await callMethod(telegram, "sendChatAction", typing))).toBe("accepted");
  expect(await callMethod(telegram, "sendMessage", message)).toEqual({
    ok: false,
    error_code: 429,
    ...refusal,
  });
  expect(outcomeOf(await callMethod(telegram, "sendMessage", message))).toBe("accepted");
});

test.each([
  ["/bot1:token/", 404, "Not Found"],
  ["/getMe", 404, "Not Found"],
  ["/bot1/getMe", 401, "Unauthorized: invalid token specified"],
  ["/botabc:def/getMe", 401, "Unauthorized: invalid token specified"],
])("a call of %s is answered with %i %s", async (path, code, description) => {
  const { telegram } = await setScene();
  const response = await telegram.fetch(`https://api.telegram.org${path}`);
  expect(response.status).toBe(code);
  expect(await response.json()).toEqual({ ok: false, error_code: code, description });
});

test("an upload is refused", async () => {
  const { telegram } = await setScene();
  const upload = { method: "POST", body: new FormData() };
  const response = await telegram.fetch("https://api.telegram.org/bot1:token/sendMessage", upload);
  expect(await response.json()).toMatchObject({
    description: "Bad Request: the local Telegram takes JSON, no uploads",
  });
});

test.each([
  ["member", "accepted"],
  ["administrator", "accepted"],
  ["left", "403 Forbidden: bot is not a member of the supergroup chat"],
  ["kicked", "403 Forbidden: bot was kicked from the supergroup chat"],
] as const)("in a group where the bot is %s a message is %s", async (status, outcome) => {
  const { telegram, group } = await setScene();
  telegram.setMembership(group, ANNA.id, status);
  const message = { chat_id: group, text: "a" };
  expect(outcomeOf(await callMethod(telegram, "sendMessage", message))).toBe(outcome);
});

test("whoever blocked the bot gets nothing until they let it in again", async () => {
  const { telegram } = await setScene();
  const message = { chat_id: ANNA.id, text: "a" };
  telegram.setMembership(ANNA.id, ANNA.id, "kicked");
  expect(outcomeOf(await callMethod(telegram, "sendMessage", message))).toBe(
    "403 Forbidden: bot was blocked by the user",
  );
  telegram.setMembership(ANNA.id, ANNA.id, "member");
  expect(outcomeOf(await callMethod(telegram, "sendMessage", message))).toBe("accepted");
});

test("a group that became a supergroup tells its new id", async () => {
  const { telegram } = await setScene();
  const { id } = telegram.openGroup({ title: "Klein", members: [ANNA], basic: true });
  const successor = telegram.upgrade(id);
  expect(await callMethod(telegram, "sendMessage", { chat_id: id, text: "a" })).toEqual({
    ok: false,
    error_code: 400,
    description: "Bad Request: group chat was upgraded to a supergroup chat",
    parameters: { migrate_to_chat_id: successor.id },
  });
});
