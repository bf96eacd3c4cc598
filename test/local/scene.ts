/**
 * A small cast for tests of the local Telegram: Anna alone with the bot, and with Ben in a group and a forum.
 */
import type { ApiResponse, User } from "grammy/types";
import { createLocalTelegram, type LocalTelegram } from "../../src/local/telegram.ts";
import { callMethod } from "../support/bot-api.ts";

export const ANNA: User = { id: 11, is_bot: false, first_name: "Anna", language_code: "de" };
export const BEN: User = { id: 12, is_bot: false, first_name: "Ben" };

export interface Scene {
  readonly telegram: LocalTelegram;
  readonly group: number;
  readonly forum: number;
}

/**
 * In the private chat and in the group message 1 is Anna's and message 2 the bot's "Antwort"; the forum is empty.
 * No schemas here: the tests that use it call wrongly on purpose.
 */
export async function setScene(now: () => number = () => 1_800_000_000_000): Promise<Scene> {
  const telegram = createLocalTelegram({ now });
  telegram.openPrivateChat(ANNA);
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] }).id;
  const forum = telegram.openGroup({ title: "Forum", members: [ANNA, BEN], forum: true }).id;
  for (const chat of [ANNA.id, group]) {
    telegram.say({ chat, from: ANNA.id, text: "Hallo Welt" });
    await callMethod(telegram, "sendMessage", { chat_id: chat, text: "Antwort" });
  }
  return { telegram, group, forum };
}

/** "accepted", or the code and the words of the refusal. */
export function outcomeOf(answer: ApiResponse<unknown>): string {
  return answer.ok ? "accepted" : `${answer.error_code} ${answer.description}`;
}
