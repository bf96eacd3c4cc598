/**
 * A Telegram to try the bot on, and to test it on: the Bot API behind one `fetch`.
 *
 * It refuses what Telegram refuses, in Telegram's words. Nothing is stored: it lives as long as the process.
 */
import type { Chat, InlineQueryResult, Message, Update, User, UserFromGetMe } from "grammy/types";
import type { Room } from "./chats.ts";
import { answer, type Payload } from "./bot-api/http.ts";
import { findFile } from "./files.ts";
import { createMailbox } from "./mailbox.ts";
import { setMembership, upgrade } from "./membership.ts";
import { METHODS } from "./bot-api/methods.ts";
import { checkStrings } from "./bot-api/parameters.ts";
import * as actions from "./actions.ts";
import type { CallbackAnswer, Change, InlineAnswer, NewGroup, Outgoing } from "./clients.ts";
import { badRequest, Refused, type Refusal } from "./bot-api/refusals.ts";
import type { UpdateQueue } from "./updates.ts";
import { createWorld } from "./world.ts";

export interface LocalTelegramOptions {
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
  /** Sees every call before it is carried out; what it throws is refused as a bad request. Tests check the schemas here. */
  readonly inspect?: (method: string, payload: Readonly<Record<string, unknown>>) => void;
  readonly me?: Partial<UserFromGetMe>;
}

export interface LocalTelegram {
  /** Handed to grammY as its `fetch`. */
  readonly fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly me: UserFromGetMe;
  openPrivateChat(person: User): Chat.PrivateChat;
  /** The bot is in it from the start, without an update; `setMembership` adds it as if it came just then. */
  openGroup(group: NewGroup): Chat;
  /** A person sends something; the bot gets it as an update where Telegram would deliver it. */
  say(outgoing: Outgoing): Message;
  edit(message: Message, text: string): Message;
  /** A person deletes a message; bots are not told. */
  remove(message: Message): void;
  /** Settles when the bot has answered the callback, or rejects after 15 s of `now`-independent time. */
  press(message: Message, data: string, person: number): Promise<CallbackAnswer>;
  ask(
    query: string,
    asked: { readonly from: number; readonly offset?: string },
  ): Promise<InlineAnswer>;
  /** Puts a result of the last inline answer into a chat, sent `via_bot`. */
  send(result: InlineQueryResult, to: { readonly chat: number; readonly from: number }): Message;
  /** Adds the bot to a group or removes it (`my_chat_member`). */
  setMembership(
    chat: number,
    by: number,
    status: "member" | "administrator" | "left" | "kicked",
  ): void;
  /** Makes a basic group a supergroup, with a new id; the old one refuses every call. */
  upgrade(chat: number): Chat;
  /** Presses Stop under a draft. */
  stop(chat: number, draft: number): void;
  /** Any update, as it is; `update_id` is added. */
  deliver(update: Omit<Update, "update_id">): void;
  /** What the bot has set; `url` is empty where it polls. */
  readonly webhook: { readonly url: string; readonly secret: string };
  /** What waits for the bot, for whoever sends it to the webhook; each is confirmed by a later call with a higher offset. */
  readonly waiting: UpdateQueue["fetch"];
  history(chat: number): readonly Message[];
  chats(): readonly Chat[];
  onChange(listener: (change: Change) => void): () => void;
  /** The next message of the bot's that was not taken yet, in any chat or in this one. */
  nextMessage(chat?: number): Promise<Message>;
  /** The next call of this method is refused so. */
  refuseNext(method: string, refusal: Refusal): void;
  /** Every call the bot made, in order. */
  readonly calls: readonly {
    readonly method: string;
    readonly payload: Readonly<Record<string, unknown>>;
  }[];
}

const ME: UserFromGetMe = {
  id: 7_000_000_001,
  is_bot: true,
  first_name: "Fundstelle",
  username: "fundstelle_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  supports_guest_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
};
/** A page that is left open must not fill the memory. */
const MAX_CALLS = 10_000;

export function createLocalTelegram(options: LocalTelegramOptions): LocalTelegram {
  const me: UserFromGetMe = { ...ME, ...options.me };
  const listeners = new Set<(change: Change) => void>();
  const mailbox = createMailbox();
  const calls: { readonly method: string; readonly payload: Payload }[] = [];
  const refusals: { readonly method: string; readonly refusal: Refusal }[] = [];
  const world = createWorld({ me, now: options.now, tell });

  function tell(change: Change): void {
    if (change.kind === "message" && change.message.from?.id === me.id) mailbox.put(change.message);
    for (const listener of listeners) listener(change);
  }

  async function call(
    method: string,
    payload: Payload,
    signal: AbortSignal | null,
  ): Promise<unknown> {
    const run = METHODS.get(method);
    if (run === undefined)
      throw new Refused({ code: 404, description: "Not Found: method not found" });
    calls.push({ method, payload });
    if (calls.length > MAX_CALLS) calls.shift();
    inspect(method, payload);
    const at = refusals.findIndex((planned) => planned.method === method);
    const [planned] = at === -1 ? [] : refusals.splice(at, 1);
    if (planned !== undefined) throw new Refused(planned.refusal);
    checkStrings(payload);
    return run(world, payload, signal);
  }

  function inspect(method: string, payload: Payload): void {
    try {
      options.inspect?.(method, payload);
    } catch (error) {
      throw badRequest(error instanceof Error ? error.message : String(error));
    }
  }

  const room = (chat: number): Room => actions.roomOf(world, chat);
  return {
    fetch: (url, init) => answer(url, init, { call, file: (path) => findFile(world, path) }),
    me,
    webhook: world.webhook,
    waiting: (poll, signal) => world.updates.fetch(poll, signal),
    openPrivateChat: (person) => world.chats.openPrivateChat(person).chat as Chat.PrivateChat,
    openGroup: (group) => world.chats.openGroup(group).chat,
    say: (outgoing) => actions.say(world, outgoing),
    edit: (message, text) => actions.edit(world, message, text),
    remove: (message) => actions.remove(world, message),
    press: (message, data, person) => actions.press(world, message, { data, person }),
    ask: (query, asked) => actions.ask(world, query, asked),
    send: (result, to) => actions.send(world, result, to),
    setMembership: (chat, by, status) =>
      setMembership(world, room(chat), { by: actions.personOf(world, by), status }),
    upgrade: (chat) => upgrade(world, room(chat)).chat,
    stop: (chat, draft) => actions.stop(world, chat, draft),
    deliver: (update) => world.updates.deliver(update),
    history: (chat) => room(chat).messages,
    chats: () => world.chats.all().map(({ chat }) => chat),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nextMessage: (chat) => mailbox.take(chat),
    refuseNext: (method, refusal) => {
      refusals.push({ method, refusal });
    },
    calls,
  };
}
