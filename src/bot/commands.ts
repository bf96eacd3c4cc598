/**
 * The menus behind "/": registered with Telegram for private chats and for groups, in English and in German.
 */
import type { Api } from "grammy";
import type { BotCommand, BotCommandScope } from "grammy/types";

import { texts, type Texts } from "./texts.ts";

type CommandName = keyof Texts["commands"];

const menus: readonly {
  readonly scope: BotCommandScope;
  readonly names: readonly CommandName[];
}[] = [
  { scope: { type: "all_private_chats" }, names: ["start", "help", "sources", "privacy", "id"] },
  { scope: { type: "all_group_chats" }, names: ["ask", "help", "sources", "privacy", "id"] },
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
