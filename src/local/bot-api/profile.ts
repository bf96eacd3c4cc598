/**
 * What the bot says about itself: its commands and descriptions, kept per scope and language.
 */
import type { BotCommand } from "grammy/types";
import { z } from "zod";
import * as p from "./parameters.ts";
import { badRequest } from "./refusals.ts";
import type { World } from "../world.ts";

/** Bot API, setMyCommands. */
const MAX_COMMANDS = 100;
const MAX_COMMAND_DESCRIPTION = 256;
/** Bot API, setMyDescription and setMyShortDescription. */
const MAX_DESCRIPTION = 512;
const MAX_SHORT_DESCRIPTION = 120;

const language = z
  .string()
  .regex(/^(?:[a-z]{2})?$/u, "a two-letter language code")
  .optional();
const scope = z
  .strictObject({
    type: z.enum([
      "default",
      "all_private_chats",
      "all_group_chats",
      "all_chat_administrators",
      "chat",
      "chat_administrators",
      "chat_member",
    ]),
    chat_id: p.chatId.optional(),
    user_id: z.int().optional(),
  })
  .optional();
const commands = z.array(
  z.strictObject({ command: p.text, description: p.text, is_ephemeral: p.flag }),
);

interface Place {
  readonly scope?: z.output<typeof scope>;
  readonly language_code?: string | undefined;
}

function keyOf(place: Place): string {
  const { type, chat_id: chat, user_id: user } = place.scope ?? { type: "default" };
  return [type, chat ?? "", user ?? "", place.language_code ?? ""].join("/");
}

export const setMyCommands = p.method(
  { commands, scope, language_code: language },
  (world, args) => {
    if (args.commands.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    for (const { command, description } of args.commands) {
      if (!/^[a-z0-9_]{1,32}$/u.test(command)) throw badRequest("BOT_COMMAND_INVALID");
      if (description === "" || description.length > MAX_COMMAND_DESCRIPTION)
        throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
    }
    world.profile.commands.set(keyOf(args), args.commands as readonly BotCommand[]);
    return true;
  },
);

export const getMyCommands = p.method(
  { scope, language_code: language },
  (world, args) => world.profile.commands.get(keyOf(args)) ?? [],
);

export const deleteMyCommands = p.method({ scope, language_code: language }, (world, args) => {
  world.profile.commands.delete(keyOf(args));
  return true;
});

export const setMyDescription = p.method(
  { description: p.text.optional(), language_code: language },
  (world, args) =>
    describe(world, {
      kind: "description",
      limit: MAX_DESCRIPTION,
      text: args.description ?? "",
      language: args.language_code ?? "",
    }),
);

export const getMyDescription = p.method({ language_code: language }, (world, args) => ({
  description: described(world, "description", args.language_code ?? ""),
}));

export const setMyShortDescription = p.method(
  { short_description: p.text.optional(), language_code: language },
  (world, args) =>
    describe(world, {
      kind: "short",
      limit: MAX_SHORT_DESCRIPTION,
      text: args.short_description ?? "",
      language: args.language_code ?? "",
    }),
);

export const getMyShortDescription = p.method({ language_code: language }, (world, args) => ({
  short_description: described(world, "short", args.language_code ?? ""),
}));

interface Description {
  readonly kind: string;
  readonly limit: number;
  readonly text: string;
  readonly language: string;
}

function describe(world: World, { kind, limit, text, language: code }: Description): true {
  if (text.length > limit)
    throw badRequest(kind === "short" ? "BOT_ABOUT_INVALID" : "BOT_DESCRIPTION_INVALID");
  world.profile.descriptions.set(`${kind}/${code}`, text);
  return true;
}

/** A language without words of its own shows those for all. */
function described(world: World, kind: string, code: string): string {
  const own = world.profile.descriptions.get(`${kind}/${code}`);
  return own === undefined || own === "" ? (world.profile.descriptions.get(`${kind}/`) ?? "") : own;
}
