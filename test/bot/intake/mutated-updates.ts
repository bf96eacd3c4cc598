/**
 * Updates that are not as Telegram describes them: good ones with one to three of their values taken out or replaced.
 */
import { ANNA } from "../../support/start-bot.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const GROUP = { id: -500, type: "supergroup", title: "Gruppe" };
const PRIVATE = { id: 500, type: "private", first_name: "Anna" };
const FROM = { ...ANNA, id: 500 } as unknown as Json;
const IN_GROUP = { message_id: 5, date: 1_800_000_000, chat: GROUP, from: FROM };
const IN_PRIVATE = { ...IN_GROUP, chat: PRIVATE };
const calls = (text: string, length: number) => ({
  text,
  entities: [{ type: "bot_command", offset: 0, length }],
});
const MEMBER = { user: FROM, status: "member" };

const GOOD: readonly Json[] = [
  { message: { ...IN_PRIVATE, text: "Was kostet die Brücke?" } },
  { message: { ...IN_GROUP, ...calls("/ask Was kostet die Brücke?", 4) } },
  { message: { ...IN_GROUP, ...calls("/summary 3h", 8) } },
  { message: { ...IN_PRIVATE, ...calls("/start g-show", 6) } },
  {
    message: {
      ...IN_GROUP,
      text: "@fundstelle_bot warum?",
      entities: [{ type: "mention", offset: 0, length: 15 }],
      reply_to_message: { ...IN_GROUP, message_id: 4, text: "Es regnet." },
      quote: { text: "regnet", position: 3, is_manual: true },
    },
  },
  { message: { ...IN_GROUP, poll: { question: "Wann?", options: [{ text: "Freitag" }] } } },
  { message: { ...IN_GROUP, photo: [{ file_id: "1" }], caption: "Café" } },
  { message: { ...IN_GROUP, is_topic_message: true, message_thread_id: 7, text: "hallo" } },
  { message: { ...IN_GROUP, migrate_to_chat_id: -1_000_000_000_500 } },
  { message: { ...IN_GROUP, migrate_from_chat_id: -501 } },
  { edited_message: { ...IN_GROUP, edit_date: 1_800_000_001, text: "hallo?" } },
  { channel_post: { ...IN_GROUP, chat: { ...GROUP, type: "channel" }, text: "/help" } },
  { callback_query: { id: "1", from: FROM, chat_instance: "1", data: "d", message: IN_PRIVATE } },
  { callback_query: { id: "2", from: FROM, data: "g-today", message: IN_GROUP } },
  { inline_query: { id: "3", from: FROM, query: "Brücke", offset: "" } },
  { guest_message: { ...IN_GROUP, guest_query_id: "4", text: "Was kostet die Brücke?" } },
  {
    my_chat_member: {
      chat: GROUP,
      from: FROM,
      date: 1_800_000_000,
      old_chat_member: { ...MEMBER, status: "left" },
      new_chat_member: MEMBER,
    },
  },
  { stopped_message_generation: { chat: PRIVATE, draft_id: 1 } },
];

function nested(depth: number): Json {
  let value: Json = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

const WRONG: readonly Json[] = [
  null,
  true,
  "",
  "x",
  "\uD83D",
  "\u0000",
  "2026-11-30",
  {},
  [],
  [null],
  { id: null },
  0,
  -1,
  0.5,
  2 ** 31,
  -(2 ** 53),
  2 ** 53,
  1e308,
  "ä".repeat(100_000),
  nested(500),
  Array.from({ length: 5000 }, () => ({ type: "mention", offset: 0, length: 1 })),
];

/** `random` gives from 0 up to, not including, 1. */
export function mutatedUpdate(random: () => number): Json {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const good = pick(GOOD);
  const paths = pathsOf(good);
  let update = good;
  for (let left = Math.ceil(random() * 3); left > 0; left -= 1)
    update = changed(update, pick(paths), random() < 0.3 ? undefined : pick(WRONG));
  return update;
}

/** Of every value in it, but for itself. */
function pathsOf(value: Json): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsOf(inner).map((path) => [key, ...path]),
  ]);
}

/** `wrong` undefined: taken out. What an earlier change has taken out stays so. */
function changed(value: Json, [key, ...rest]: readonly string[], wrong: Json | undefined): Json {
  if (key === undefined || typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value));
  if (rest.length > 0) copy[key] = changed(copy[key] ?? null, rest, wrong);
  else if (wrong === undefined) Reflect.deleteProperty(copy, key);
  else copy[key] = wrong;
  return Array.isArray(value) ? Object.values(copy) : copy;
}
