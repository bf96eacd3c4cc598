/**
 * The commands a person sees when they type "/": chosen among all that the bot registered, as Telegram's clients choose.
 */
import type { BotCommand } from "grammy/types";
import * as z from "zod";
import type { Language } from "./visitors.ts";
import type { LocalTelegram } from "./telegram.ts";

const registered = z.object({
  result: z.array(z.object({ command: z.string(), description: z.string() })),
});
/** The local Telegram answers to any token of this shape. */
const GET_MY_COMMANDS = "http://local/bot1:page/getMyCommands";

/**
 * The narrowest scope that has commands, in the person's language before the one for everybody.
 *
 * Source: Bot API, "Determining list of commands"; scopes of single chats, members and admins are left out.
 */
export async function commandMenu(
  { fetch }: Pick<LocalTelegram, "fetch">,
  { language, inGroup }: { readonly language: Language; readonly inGroup: boolean },
): Promise<readonly BotCommand[]> {
  for (const type of [inGroup ? "all_group_chats" : "all_private_chats", "default"]) {
    for (const language_code of [language, undefined]) {
      const body = JSON.stringify({ scope: { type }, language_code });
      const response = await fetch(GET_MY_COMMANDS, { method: "POST", body });
      const { result } = registered.parse(await response.json());
      if (result.length > 0) return result;
    }
  }
  return [];
}
