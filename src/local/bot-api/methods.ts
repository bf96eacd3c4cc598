/**
 * The methods of the Bot API that the local Telegram knows, by name.
 */
import { z } from "zod";
import { answerCallbackQuery, answerGuestQuery, answerInlineQuery } from "./answers.ts";
import { describeFile } from "../files.ts";
import { countMembers, enter, findMember, listAdmins, setMembership } from "../membership.ts";
import {
  deleteMessage,
  editMessageReplyMarkup,
  editMessageText,
  sendChatAction,
  sendMessage,
  sendMessageDraft,
  setMessageReaction,
} from "./messages.ts";
import * as p from "./parameters.ts";
import {
  deleteMyCommands,
  getMyCommands,
  getMyDescription,
  getMyShortDescription,
  setMyCommands,
  setMyDescription,
  setMyShortDescription,
} from "./profile.ts";
import { badRequest, conflict } from "./refusals.ts";
import { botUser } from "../world.ts";

const getMe = p.method({}, (world) => world.me);

const getUpdates = p.method(
  {
    offset: z.int().optional(),
    limit: z.int().optional(),
    timeout: z.int().optional(),
    allowed_updates: p.updateKinds,
  },
  (world, args, signal) => {
    if (world.webhook.url !== "")
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    return world.updates.fetch(args, signal);
  },
);

const setWebhook = p.method(
  {
    url: p.text,
    ip_address: p.text.optional(),
    max_connections: z.int().min(1).max(100).optional(),
    allowed_updates: p.updateKinds,
    drop_pending_updates: p.flag,
    secret_token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/u, "secret token contains unallowed characters")
      .optional(),
  },
  (world, args) => {
    if (args.url !== "" && !args.url.startsWith("https://"))
      throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
    Object.assign(world.webhook, { url: args.url, secret: args.secret_token ?? "" });
    world.updates.allow(args.allowed_updates);
    if (args.drop_pending_updates === true) world.updates.clear();
    return true;
  },
);

const deleteWebhook = p.method({ drop_pending_updates: p.flag }, (world, args) => {
  world.webhook.url = "";
  if (args.drop_pending_updates === true) world.updates.clear();
  return true;
});

const getWebhookInfo = p.method({}, (world) => ({
  url: world.webhook.url,
  has_custom_certificate: false,
  pending_update_count: world.updates.count(),
  ...(world.updates.allowed().length === 0 ? {} : { allowed_updates: world.updates.allowed() }),
}));

const getFile = p.method({ file_id: p.text }, (world, args) => describeFile(world, args.file_id));

const inChat = { chat_id: p.chatId };

const getChat = p.method(inChat, (world, args) => ({
  ...enter(world, args.chat_id).chat,
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: false,
    limited_gifts: false,
    unique_gifts: false,
    premium_subscription: false,
    gifts_from_channels: false,
  },
}));

const getChatMember = p.method({ ...inChat, user_id: z.int() }, (world, args) =>
  findMember(world, enter(world, args.chat_id), args.user_id),
);

const getChatMemberCount = p.method(inChat, (world, args) =>
  countMembers(enter(world, args.chat_id)),
);

const getChatAdministrators = p.method({ ...inChat, return_bots: p.flag }, (world, args) =>
  listAdmins(world, enter(world, args.chat_id)),
);

const leaveChat = p.method(inChat, (world, args) => {
  const room = enter(world, args.chat_id);
  if (room.chat.type === "private")
    throw badRequest("chat member status can't be changed in private chats");
  setMembership(world, room, { by: botUser(world), status: "left" });
  return true;
});

export const METHODS: ReadonlyMap<string, p.Method> = new Map(
  Object.entries({
    getMe,
    getUpdates,
    setWebhook,
    deleteWebhook,
    getWebhookInfo,
    getFile,
    sendMessage,
    sendMessageDraft,
    editMessageText,
    editMessageReplyMarkup,
    deleteMessage,
    sendChatAction,
    setMessageReaction,
    answerCallbackQuery,
    answerInlineQuery,
    answerGuestQuery,
    getChat,
    getChatMember,
    getChatMemberCount,
    getChatAdministrators,
    leaveChat,
    setMyCommands,
    getMyCommands,
    deleteMyCommands,
    setMyDescription,
    getMyDescription,
    setMyShortDescription,
    getMyShortDescription,
  }),
);
