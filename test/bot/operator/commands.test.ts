import { expect, test } from "vitest";
import { Api } from "grammy";

import { registerCommands } from "../../../src/bot/operator/commands.ts";
import { checkSettings } from "../../../src/bot/operator/check-settings.ts";
import { createCheckedTelegram } from "../../support/bot-api.ts";

test("the commands are registered for private chats, groups and their admins, in English and in German", async () => {
  const telegram = createCheckedTelegram({ now: () => 0 });
  const api = new Api("123:test", { fetch: telegram.fetch });
  await registerCommands(api);
  const german = await api.getMyCommands({
    scope: { type: "all_group_chats" },
    language_code: "de",
  });
  const english = await api.getMyCommands({ scope: { type: "all_private_chats" } });
  expect([german[0], english.map(({ command }) => command)]).toEqual([
    { command: "ask", description: "Eine Frage stellen" },
    ["start", "help", "sources", "summary", "new", "privacy", "id"],
  ]);
});

test("what is registered already is not set again", async () => {
  const telegram = createCheckedTelegram({ now: () => 0 });
  const api = new Api("123:test", { fetch: telegram.fetch });
  await registerCommands(api);
  await registerCommands(api);
  expect(telegram.calls.filter(({ method }) => method === "setMyCommands")).toHaveLength(6);
});

test("a bot set up as it should be costs nothing", () => {
  const { me } = createCheckedTelegram({ now: () => 0 });
  expect(checkSettings(me).map(({ name, isOn, cost }) => [name, isOn, cost])).toEqual([
    ["inline", true, null],
    ["guest mode", true, null],
    ["groups", true, null],
    ["privacy mode", true, null],
  ]);
});

test("each setting that is off says what that costs and how to change it", () => {
  const { me } = createCheckedTelegram({
    now: () => 0,
    me: {
      supports_inline_queries: false,
      supports_guest_queries: false,
      can_join_groups: false,
      can_read_all_group_messages: true,
    },
  });
  expect(
    checkSettings(me).map(({ isOn, cost }) => [isOn, /\/set\w+|Guest Mode/u.exec(cost ?? "")?.[0]]),
  ).toEqual([
    [false, "/setinline"],
    [false, "Guest Mode"],
    [false, "/setjoingroups"],
    [false, "/setprivacy"],
  ]);
});
