/**
 * What the local chat's page calls: JSON over HTTP, and the changes as server-sent events.
 *
 * | call | body or query | answer |
 * |---|---|---|
 * | GET state | `language` | PageState; `/start` is said first where it was not |
 * | GET events | | each PageChange of the local Telegram, as `data: <json>` |
 * | GET commands | `language`, `chat` | the "/" menu: BotCommand[] |
 * | POST ask | `{text, language?}` | `{messages}`: what the bot replied in the private chat; for curl and scripts |
 * | POST say | `{chat, from, text, replyTo?}` | Message |
 * | POST press | `{chat, from, message, data}` | CallbackAnswer |
 * | POST inline | `{from, query, offset?}` | InlineAnswer |
 * | POST send | `{chat, from, result}` | Message; `result` is the id of one of the last inline answers |
 * | POST stop | `{chat, draft}` | `{}` |
 * | POST conversation | `{}` | `{}`; the reading circle's messages come as changes |
 * | POST switch-on | `{from}` | `{}`; says `/summary on` in the group |
 *
 * What cannot be done is `{error}` with a status of 400 or more.
 */
import { Hono } from "hono";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Chat, InlineQueryResult, Message, User, UserFromGetMe } from "grammy/types";
import * as z from "zod";
import type { Library } from "../library.ts";
import { commandMenu } from "./command-menu.ts";
import type { People } from "./people.ts";
import { LANGUAGES, type Language } from "./visitors.ts";
import type { LocalTelegram } from "./telegram.ts";
import type { Change } from "./clients.ts";

/** A chat's members one can speak as, and everything that was said in it. */
export interface PageChat {
  readonly chat: Chat;
  readonly people: readonly User[];
  readonly messages: readonly Message[];
}

/** Everything the page shows when it opens. */
export interface PageState {
  readonly me: UserFromGetMe;
  readonly private: PageChat;
  readonly group: PageChat;
  /** Titles, newest first. */
  readonly articles: readonly string[];
  /** How many passages the articles have together. */
  readonly passages: number;
  /** The model that writes the answers; null without a key. */
  readonly writer: string | null;
}

/** A change as the page gets it. */
export type PageChange =
  | Exclude<Change, { kind: "message" | "edited" }>
  | (Extract<Change, { kind: "message" | "edited" }> & {
      /** The bot wants a reply to its message; `selective`: of the person whom it replies to. */
      readonly forceReply?: { readonly selective: boolean };
    });

export interface PageApiParts {
  readonly log: { warn(fields: object, message: string): void };
  readonly telegram: LocalTelegram;
  readonly people: People;
  readonly library: () => Pick<Library, "corpus" | "writer">;
}

const ASK_TIMEOUT_MS = 60_000;
/** Keeps proxies and browsers from taking a silent stream for a dead one. */
const HEARTBEAT_MS = 15_000;
/** Inline results of a person's last queries that can still be sent. */
const OFFERED_RESULTS = 200;

const id = z.int();
const words = z.string().min(1).max(4096);
const language = z.enum(LANGUAGES).default("de");
const asking = z.strictObject({ text: words, language });
const saying = z.strictObject({ chat: id, from: id, text: words, replyTo: id.optional() });
const filing = z.strictObject({
  chat: id,
  from: id,
  name: z.string().min(1).max(255),
  base64: z.string(),
});
const pressing = z.strictObject({ chat: id, from: id, message: id, data: z.string().max(64) });
const querying = z.strictObject({
  from: id,
  query: z.string().max(256),
  offset: z.string().max(64).default(""),
});
const sending = z.strictObject({ chat: id, from: id, result: z.string().max(64) });
const switching = z.strictObject({ from: id });
const stopping = z.strictObject({ chat: id, draft: id });

/** A request that cannot be carried out; its message goes to the page. */
class RequestError extends Error {
  override name = "RequestError";
}

/** The routes, to be mounted under `/api`. */
export function pageApi({ telegram, people, library, log }: PageApiParts): Hono {
  const api = new Hono();
  const offered = new Map<number, InlineQueryResult[]>();

  function checkWriter(from: number, chat: number): void {
    if (!people.canWrite(from, chat)) throw new RequestError("this person is not in this chat");
  }

  function messageIn(chat: number, message: number): Message {
    const found = telegram.history(chat).find(({ message_id }) => message_id === message);
    if (!found) throw new RequestError("this message is not there any more");
    return found;
  }

  api.get("/state", async (c) => {
    const chosen = language.parse(c.req.query("language"));
    await people.welcome(chosen);
    return c.json(pageState({ telegram, people, library }, chosen));
  });

  api.get("/events", (c) => streamChanges(c, telegram));

  api.get("/commands", async (c) => {
    const chat = Number(c.req.query("chat"));
    const asked = {
      language: language.parse(c.req.query("language")),
      inGroup: chat === people.group.id,
    };
    return c.json(await commandMenu(telegram, asked));
  });

  api.post("/ask", async (c) => {
    const { text, language: chosen } = asking.parse(await c.req.json());
    const messages = await people.ask(text, { language: chosen, timeoutMs: ASK_TIMEOUT_MS });
    if (messages.length === 0) return c.json({ error: "the bot did not reply" }, 504);
    return c.json({ messages });
  });

  api.post("/say", async (c) => {
    const { replyTo, ...said } = saying.parse(await c.req.json());
    checkWriter(said.from, said.chat);
    if (replyTo === undefined) return c.json(telegram.say(said));
    messageIn(said.chat, replyTo);
    return c.json(telegram.say({ ...said, replyTo }));
  });

  api.post("/file", async (c) => {
    const { name, base64, ...said } = filing.parse(await c.req.json());
    checkWriter(said.from, said.chat);
    const bytes = Buffer.from(base64, "base64");
    return c.json(telegram.say({ ...said, file: { name, bytes } }));
  });

  api.post("/press", async (c) => {
    const { chat, from, message, data } = pressing.parse(await c.req.json());
    checkWriter(from, chat);
    return c.json(await telegram.press(messageIn(chat, message), data, from));
  });

  api.post("/inline", async (c) => {
    const { from, query, offset } = querying.parse(await c.req.json());
    const answer = await telegram.ask(query, { from, offset });
    const earlier = offered.get(from) ?? [];
    offered.set(from, [...answer.results, ...earlier].slice(0, OFFERED_RESULTS));
    return c.json(answer);
  });

  api.post("/send", async (c) => {
    const { chat, from, result } = sending.parse(await c.req.json());
    checkWriter(from, chat);
    const chosen = offered.get(from)?.find((candidate) => candidate.id === result);
    if (!chosen) throw new RequestError("this result is not among the last ones");
    return c.json(telegram.send(chosen, { chat, from }));
  });

  api.post("/stop", async (c) => {
    const { chat, draft } = stopping.parse(await c.req.json());
    telegram.stop(chat, draft);
    return c.json({});
  });

  api.post("/conversation", (c) => {
    people.loadConversation();
    return c.json({});
  });

  api.post("/switch-on", async (c) => {
    const { from } = switching.parse(await c.req.json());
    checkWriter(from, people.group.id);
    await people.switchOn(from);
    return c.json({});
  });

  api.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof RequestError || error instanceof SyntaxError) {
      return c.json({ error: error.message }, 400);
    }
    log.warn({ err: error }, "The local chat could not do what its page asked for");
    return c.json({ error: error.message }, 502);
  });
  return api;
}

function pageState(
  { telegram, people, library }: Omit<PageApiParts, "log">,
  chosen: Language,
): PageState {
  const { person, chat } = people.visitor(chosen);
  const { corpus, writer } = library();
  const { articles } = corpus;
  return {
    me: telegram.me,
    private: { chat, people: [person], messages: telegram.history(chat.id) },
    group: {
      chat: people.group,
      people: people.members,
      messages: telegram.history(people.group.id),
    },
    articles: articles.map(({ title }) => title),
    passages: articles.reduce((sum, { passages }) => sum + passages.length, 0),
    writer,
  };
}

function streamChanges(c: Context, telegram: LocalTelegram): Response {
  return streamSSE(c, async (stream) => {
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    const stopListening = telegram.onChange((change: Change) => {
      void stream.writeSSE({ data: JSON.stringify(forPage(change, telegram.calls.at(-1))) });
    });
    const heartbeat = setInterval(() => void stream.write(": \n\n"), HEARTBEAT_MS);
    heartbeat.unref();
    stream.onAbort(close);
    await stream.write(": \n\n");
    await closed;
    clearInterval(heartbeat);
    stopListening();
  });
}

/** A Message has no field for a wanted reply (Bot API); the call that just made it has. */
function forPage(change: Change, call: LocalTelegram["calls"][number] | undefined): PageChange {
  if (change.kind !== "message" || call?.method !== "sendMessage") return change;
  const { reply_markup: markup } = call.payload;
  const isOwn = change.message.from?.is_bot === true;
  if (!isOwn || typeof markup !== "object" || markup === null) return change;
  if (!("force_reply" in markup)) return change;
  return {
    ...change,
    forceReply: { selective: "selective" in markup && markup.selective === true },
  };
}
