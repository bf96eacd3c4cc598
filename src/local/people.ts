/**
 * The people one can be in the local chat, and the chats they have with the bot.
 *
 * There is one person for each language, since a Telegram account has one: changing the language changes the person.
 */
import type { Chat, Message, User } from "grammy/types";
import { READING_CIRCLE } from "./reading-circle.ts";
import type { CircleLine } from "./reading-circle.ts";
import type { LocalTelegram } from "./telegram.ts";
import { LANGUAGES, VISITORS, type Language } from "./visitors.ts";

/** How long the first view of a chat waits for the bot's answer to `/start`. */
const START_TIMEOUT_MS = 2000;
const SWITCH_TIMEOUT_MS = 2000;
const SECONDS_BETWEEN_LINES = 150;
/** The bot has said all it had to say when nothing followed for so long. */
const QUIET_MS = 150;

const MEMBERS: Readonly<Record<CircleLine["from"], User>> = {
  anna: { id: 2001, is_bot: false, first_name: "Anna", language_code: "de" },
  ben: { id: 2002, is_bot: false, first_name: "Ben", language_code: "de" },
  cem: { id: 2003, is_bot: false, first_name: "Cem", language_code: "de" },
};

export interface People {
  readonly group: Chat;
  /** Those one can speak as in the group; the first one is its admin. */
  readonly members: readonly User[];
  /** The person of this language and their private chat with the bot. */
  visitor(language: Language): { readonly person: User; readonly chat: Chat };
  /** Whether this person may write in this chat. */
  canWrite(person: number, chat: number): boolean;
  /** Says `/start` in the private chat and adds the bot to the group, each once; settles when it was answered or 2 s are over. */
  welcome(language: Language): Promise<void>;
  /** Says something in the private chat of this language; what the bot replies, or nothing when `timeoutMs` are over. */
  ask(
    text: string,
    asked: { readonly language: Language; readonly timeoutMs: number },
  ): Promise<Message[]>;
  /** The reading circle's conversation, into the group; said again, it takes the place of what was said before. */
  loadConversation(): void;
  /** Has this person say `/summary on` in the group. A conversation that is there is said again, for the bot kept nothing of it. */
  switchOn(person: number): Promise<void>;
}

/** Opens the private chats and the group. */
export function gatherPeople(telegram: LocalTelegram): People {
  const members = Object.values(MEMBERS);
  const group = telegram.openGroup({
    title: "Lesekreis",
    // Who reads along may ask for what a member may ask for.
    members: [...members, ...Object.values(VISITORS)],
    admins: [MEMBERS.anna.id],
  });
  const chats = {
    de: telegram.openPrivateChat(VISITORS.de),
    en: telegram.openPrivateChat(VISITORS.en),
  };
  const welcomes = new Map<Language, Promise<unknown>>();
  const sayInTurn = questionsInTurn(telegram);
  let groupJoined = false;
  let loaded: readonly Message[] = [];

  function joinGroup(): void {
    if (groupJoined) return;
    groupJoined = true;
    telegram.setMembership(group.id, MEMBERS.anna.id, "member");
  }

  function askIn(language: Language, text: string, timeoutMs: number): Promise<Message[]> {
    return sayInTurn({ chat: chats[language].id, from: VISITORS[language].id, text, timeoutMs });
  }

  function loadConversation(): void {
    for (const message of loaded) telegram.remove(message);
    loaded = sayLines(telegram, group.id);
  }

  return {
    group,
    members,
    visitor: (language) => ({ person: VISITORS[language], chat: chats[language] }),
    canWrite: (person, chat) =>
      chat === group.id
        ? members.some((member) => member.id === person)
        : LANGUAGES.some(
            (language) => chats[language].id === chat && VISITORS[language].id === person,
          ),
    async welcome(language) {
      joinGroup();
      const welcome = welcomes.get(language) ?? askIn(language, "/start", START_TIMEOUT_MS);
      welcomes.set(language, welcome);
      await welcome;
    },
    ask: (text, { language, timeoutMs }) => askIn(language, text, timeoutMs),
    loadConversation,
    async switchOn(person) {
      const timeoutMs = SWITCH_TIMEOUT_MS;
      const before = loaded;
      await sayInTurn({ chat: group.id, from: person, text: "/summary on", timeoutMs });
      const isMissing = before.length > 0 && loaded === before;
      if (isMissing && person === MEMBERS.anna.id) loadConversation();
    },
  };
}

/** As if it had been said just before. */
function sayLines(telegram: LocalTelegram, chat: number): Message[] {
  const said: Message[] = [];
  const now = Math.floor(Date.now() / 1000);
  for (const [index, { from, text, replyTo }] of READING_CIRCLE.entries()) {
    const target = replyTo === undefined ? undefined : said[replyTo];
    const date = now - (READING_CIRCLE.length - index) * SECONDS_BETWEEN_LINES;
    const line = { chat, from: MEMBERS[from].id, text, date };
    said.push(telegram.say(target ? { ...line, replyTo: target.message_id } : line));
  }
  return said;
}

interface Asked {
  readonly chat: number;
  readonly from: number;
  readonly text: string;
  readonly timeoutMs: number;
}

/** One question after another, so that no reply is taken for another question's. */
function questionsInTurn(telegram: LocalTelegram): (asked: Asked) => Promise<Message[]> {
  let last: Promise<unknown> = Promise.resolve();
  return (asked) => {
    const replies = last.then(() => sayAndListen(telegram, asked));
    last = replies.catch(() => undefined);
    return replies;
  };
}

async function sayAndListen(telegram: LocalTelegram, asked: Asked): Promise<Message[]> {
  const replies: Message[] = [];
  const { promise: quiet, resolve: finish } = Promise.withResolvers<void>();
  let timer = setTimeout(finish, asked.timeoutMs).unref();
  const stopListening = telegram.onChange((change) => {
    if (change.kind !== "message" || change.message.chat.id !== asked.chat) return;
    if (change.message.from?.id !== telegram.me.id) return;
    replies.push(change.message);
    clearTimeout(timer);
    timer = setTimeout(finish, QUIET_MS).unref();
  });
  try {
    telegram.say({ chat: asked.chat, from: asked.from, text: asked.text });
    await quiet;
  } finally {
    clearTimeout(timer);
    stopListening();
  }
  return replies;
}
