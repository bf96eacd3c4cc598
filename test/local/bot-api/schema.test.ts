import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { METHODS } from "../../../src/local/bot-api/methods.ts";
import { checkCall, SCHEMA } from "../../support/bot-api.ts";

test("the schema was generated from the installed version of @grammyjs/types", () => {
  const file = new URL("../../../node_modules/@grammyjs/types/package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
  expect(SCHEMA.$comment).toContain(`@grammyjs/types ${version},`);
});

test("every method of the local Telegram is one of the Bot API's", () => {
  const unknown = [...METHODS.keys()].filter((name) => !(name in SCHEMA.definitions));
  expect(METHODS.size).toBeGreaterThan(25);
  expect(unknown).toEqual([]);
});

test.each([
  ["getMe", {}],
  [
    "getUpdates",
    { offset: 1, timeout: 30, allowed_updates: ["message", "stopped_message_generation"] },
  ],
  ["sendMessage", { chat_id: 1, text: "a", entities: [{ type: "bold", offset: 0, length: 1 }] }],
  [
    "sendMessage",
    { chat_id: "@group", text: "a", reply_markup: { force_reply: true, selective: true } },
  ],
  ["sendMessageDraft", { chat_id: 1, draft_id: 2, text: "", can_stop: true }],
  [
    "answerInlineQuery",
    { inline_query_id: "1", results: [], button: { text: "a", start_parameter: "b" } },
  ],
  [
    "setMyCommands",
    {
      commands: [{ command: "ask", description: "a" }],
      scope: { type: "default" },
      language_code: "de",
    },
  ],
])("a correct call of %s passes", (method, payload) => {
  expect(() => checkCall(method, payload)).not.toThrow();
});

test.each([
  ["getMe", { chat_id: 1 }, "additional"],
  ["sendMassage", {}, "no method sendMassage"],
  ["sendMessage", { text: "a" }, "chat_id"],
  ["sendMessage", { chat_id: 1, text: 5 }, "/text must be string"],
  ["sendMessage", { chat_id: 1, text: "a", parsemode: "HTML" }, "parsemode"],
  [
    "sendMessage",
    { chat_id: 1, text: "a", entities: [{ type: "bald", offset: 0, length: 1 }] },
    "/entities/0",
  ],
  [
    "sendMessage",
    { chat_id: 1, text: "a", entities: [{ type: "text_link", offset: 0, length: 1 }] },
    "/entities/0",
  ],
  [
    "sendMessage",
    { chat_id: 1, text: "a", reply_markup: { inline_keyboard: [[{ text: "a" }]] } },
    "/reply_markup",
  ],
  ["getUpdates", { allowed_updates: ["massage"] }, "/allowed_updates/0"],
  ["setMyCommands", { commands: [], language_code: "deutsch" }, "/language_code"],
])("a wrong call of %s with %j is thrown out", (method, payload, where) => {
  expect(() => checkCall(method, payload)).toThrow(where);
});
