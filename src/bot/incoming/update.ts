/**
 * What the bot reads of an update, checked when it comes in: all else of it is dropped and kept nowhere.
 *
 * Telegram's own types promise these shapes; a server that stumbles, or one between it and the bot, does not.
 * Source of the bounds: https://core.telegram.org/bots/api
 */
import { z } from "zod";

/** UTF-16 units; longer than any message or name Telegram lets through. */
const LONGEST_TEXT = 65_536;
/** As many as a message could hold. */
const MOST_ENTITIES = 4096;
/** Seconds: no year beyond 9999. */
const LATEST_DATE = 253_402_300_799;
/** "At most 52 significant bits" (User.id, Chat.id). */
const GREATEST_ID = 2 ** 52;

/** Half of a surrogate pair would be refused when it is sent back, so it becomes a replacement character. */
const text = z
  .string()
  .max(LONGEST_TEXT)
  .transform((words) => words.toWellFormed());
const chatId = z
  .int()
  .min(-GREATEST_ID)
  .max(GREATEST_ID)
  .refine((id) => id !== 0, "is 0");
const userId = z.int().min(1).max(GREATEST_ID);
/** 0 is a message that only one person sees. */
const messageId = z.int().min(0);
/** Seconds; 0 is no time. */
const date = z.int().min(0).max(LATEST_DATE);
/** Of which only matters that it is there: pictures, numbers and places are not kept. */
const presence = z
  .unknown()
  .transform(() => true as const)
  .optional();

const user = z.object({
  id: userId,
  is_bot: z.boolean(),
  first_name: text,
  language_code: z.string().optional(),
});

const chat = z.object({
  id: chatId,
  type: z.enum(["private", "group", "supergroup", "channel"]),
  title: text.optional(),
  username: z.string().optional(),
  is_direct_messages: z.boolean().optional(),
});

const entity = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(0),
  user: z.object({ id: userId }).optional(),
});
const entities = z.array(entity).max(MOST_ENTITIES).optional();
const items = z.array(z.object({ text })).max(MOST_ENTITIES);

/** To fetch it by; a document that is built otherwise is one without an id. */
const document = z
  .object({
    file_id: z.string(),
    file_name: text.optional(),
    /** In bytes. */
    file_size: z.int().min(0).optional(),
    mime_type: z.string().optional(),
  })
  .partial()
  .catch({})
  .optional();

/** The channel's, where a channel posted it; of people nothing is kept. */
const origin = z
  .object({ type: z.literal("channel"), chat, message_id: messageId, date })
  .partial()
  .catch({})
  .optional();

/** The words of a message, and what there is of it besides words. */
const content = {
  text: text.optional(),
  caption: text.optional(),
  entities,
  caption_entities: entities,
  photo: presence,
  video: presence,
  animation: presence,
  voice: presence,
  video_note: presence,
  audio: presence,
  document,
  sticker: z.object({ emoji: z.string().optional() }).optional(),
  poll: z.object({ question: text, options: items }).optional(),
  checklist: z.object({ title: text, tasks: items }).optional(),
  venue: z.object({ title: text }).optional(),
  location: presence,
  contact: presence,
  dice: z.object({ emoji: z.string(), value: z.int() }).optional(),
  game: z.object({ title: text }).optional(),
  story: presence,
  paid_media: presence,
  rich_message: presence,
};

/** Where a message stands. */
const stand = {
  message_id: messageId,
  chat,
  date,
  message_thread_id: messageId.optional(),
  is_topic_message: z.boolean().optional(),
  direct_messages_topic: z.object({ topic_id: messageId }).optional(),
};

const repliedTo = z.object({
  message_id: messageId,
  chat,
  date,
  from: user.optional(),
  text: text.optional(),
  caption: text.optional(),
  forum_topic_created: presence,
});

const message = z.object({
  ...stand,
  ...content,
  from: user.optional(),
  sender_chat: chat.optional(),
  via_bot: user.optional(),
  edit_date: date.optional(),
  media_group_id: z.string().optional(),
  reply_to_message: repliedTo.optional(),
  quote: z.object({ text, is_manual: z.boolean().optional() }).optional(),
  forward_origin: origin,
  is_automatic_forward: z.boolean().optional(),
  migrate_to_chat_id: chatId.optional(),
  migrate_from_chat_id: chatId.optional(),
});

const member = z.object({ status: z.string(), is_member: z.boolean().optional() });

const KINDS = {
  message,
  edited_message: message,
  channel_post: message,
  callback_query: z.object({
    id: z.string(),
    from: user,
    message: z.object(stand).optional(),
    data: z.string().optional(),
  }),
  guest_message: message.extend({ guest_query_id: z.string() }),
  inline_query: z.object({ id: z.string(), from: user, query: text, offset: z.string() }),
  my_chat_member: z.object({
    chat,
    from: user,
    date,
    old_chat_member: member,
    new_chat_member: member,
  }),
  stopped_message_generation: z.object({ chat, draft_id: z.int() }),
};

const update = z.object({ update_id: z.int().min(0), ...z.object(KINDS).partial().shape });

export type Update = z.output<typeof update>;
export type Message = z.output<typeof message>;
export type Chat = z.output<typeof chat>;
export type User = z.output<typeof user>;
export type Tap = z.output<typeof KINDS.callback_query>;
export type MemberUpdate = z.output<typeof KINDS.my_chat_member>;
export type Member = z.output<typeof member>;

/** Throws a TypeError that says where an update is not as Telegram describes it, without a word of its content. */
export function parseUpdate(received: unknown): Update {
  const { success, data, error } = update.safeParse(received);
  if (success) return data;
  const [issue] = error.issues;
  throw new TypeError(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}
