/**
 * The menus behind "/": registered with Telegram for private chats, groups and their admins, in English and in German.
 */
import type { Api } from "grammy";
import type { BotCommand, BotCommandScope } from "grammy/types";

import type { Texts } from "../screens/texts/german.ts";
import { texts } from "../screens/texts/texts.ts";

type CommandName = keyof Texts["commands"];

const inGroups = [
  "ask",
  "summary",
  "help",
  "sources",
  "new",
  "privacy",
  "optout",
  "id",
] as const satisfies readonly CommandName[];

const menus: readonly {
  readonly scope: BotCommandScope;
  readonly names: readonly CommandName[];
}[] = [
  {
    scope: { type: "all_private_chats" },
    names: ["start", "help", "sources", "summary", "new", "privacy", "id"],
  },
  { scope: { type: "all_group_chats" }, names: inGroups },
  { scope: { type: "all_chat_administrators" }, names: [...inGroups, "forget_chat"] },
];
/** Telegram shows the menu without a language to everyone who has none of their own. */
const languages = [{ own: texts.en }, { own: texts.de, code: "de" }] as const;

/** Sets what differs from what Telegram has; rejects as the API does. */
export async function registerCommands(api: Api): Promise<void> {
  for (const { scope, names } of menus) {
    for (const language of languages) {
      const commands = names.map((command) => ({
        command,
        description: language.own.commands[command],
      }));
      const where = { scope, ...("code" in language ? { language_code: language.code } : {}) };
      if (!isSame(await api.getMyCommands(where), commands))
        await api.setMyCommands(commands, where);
    }
  }
}

function isSame(before: readonly BotCommand[], after: readonly BotCommand[]): boolean {
  return asText(before) === asText(after);
}

function asText(commands: readonly BotCommand[]): string {
  return JSON.stringify(commands.map(({ command, description }) => [command, description]));
}
