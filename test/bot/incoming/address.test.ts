import type { Message, Update } from "grammy/types";
import { expect, test } from "vitest";

import { meaningOf, type Meaning } from "../../../src/bot/incoming/address.ts";
import type { SentAnswer } from "../../../src/store/turns/answers.ts";
import { readUpdate } from "../../../src/bot/incoming/read-update.ts";

const me = { id: 7, username: "Fundstelle_Bot" };
const bot = { id: 7, is_bot: true, first_name: "Fundstelle" };
const anna = { id: 101, is_bot: false, first_name: "Anna" };
const group = { id: -100, type: "supergroup", title: "Lesekreis" } as const;
const privately = { id: 101, type: "private", first_name: "Anna" } as const;

/** A message from Anna to the group; commands and mentions in it are marked as Telegram marks them. */
function message(text: string, more: Partial<Message> = {}): Message {
  return {
    message_id: 50,
    date: 0,
    chat: group,
    from: anna,
    text,
    entities: entitiesOf(text),
    ...more,
  };
}

function entitiesOf(text: string): NonNullable<Message["entities"]> {
  return Array.from(text.matchAll(/(?<!\S)[/@]\w+(?:@\w+)?/gu), ({ index, 0: { length } }) => ({
    type: text[index] === "/" ? "bot_command" : "mention",
    offset: index,
    length,
  }));
}

const EARLIER = { question: "Was kostet die Brücke?", answer: "120 Millionen Euro." };

const SENT: Readonly<Record<number, SentAnswer>> = {
  40: { kind: "answer", language: "de", citations: [] },
  41: { kind: "prompt", language: null, citations: [] },
};

function meaning(asked: Message): Promise<Meaning> {
  const update = { update_id: 1, message: asked } as Update;
  return meaningOf(readUpdate(update, me), {
    exchangeOf: async (_, answer) => (answer === 40 ? EARLIER : null),
    sentAnswer: async (_, sent) => SENT[sent] ?? null,
  });
}

const theirs = {
  message_id: 30,
  date: 0,
  chat: group,
  from: anna,
  text: "Was kostet die Brücke?",
} as const;
function reply(to: object): Partial<Message> {
  return {
    reply_to_message: { date: 0, chat: group, ...to } as NonNullable<Message["reply_to_message"]>,
  };
}
const answer = reply({ message_id: 40, from: bot, text: "…" });
const prompt = reply({ message_id: 41, from: bot, text: "Was möchtest du wissen?" });

test.each<[string, Message, string]>([
  ["/ask", message("/ask was kostet das"), "was kostet das"],
  [
    "/ask in capitals with the bot's name",
    message("/ASK@FUNDSTELLE_BOT was kostet das"),
    "was kostet das",
  ],
  ["a mention in any case", message("@fundstelle_bot was kostet das"), "was kostet das"],
  ["a mention with a comma", message("@fundstelle_bot, was kostet das?"), "was kostet das?"],
  [
    "a mention in the middle",
    message("was meinst du @Fundstelle_bot , kostet das viel?"),
    "was meinst du, kostet das viel?",
  ],
  ["a mention at the end", message("was kostet das @fundstelle_bot ?"), "was kostet das?"],
  ["a mention twice", message("@fundstelle_bot was @fundstelle_bot"), "was"],
  [
    "a mention in a caption",
    message("", {
      text: undefined,
      entities: undefined,
      caption: "@fundstelle_bot was ist das",
      caption_entities: entitiesOf("@fundstelle_bot"),
    } as object),
    "was ist das",
  ],
  [
    "a mention by the bot's name",
    message("Fundstelle was ist das", {
      entities: [{ type: "text_mention", offset: 0, length: 10, user: bot }],
    }),
    "was ist das",
  ],
  ["/ask under someone's message", message("/ask", reply(theirs)), "Was kostet die Brücke?"],
  [
    "a mention under someone's message",
    message("@fundstelle_bot", reply(theirs)),
    "Was kostet die Brücke?",
  ],
  [
    "a mention with a smiley under someone's message",
    message("@fundstelle_bot 🤔", reply(theirs)),
    "Was kostet die Brücke?",
  ],
  [
    "/ask under the chosen words of a message",
    message("/ask", {
      ...reply(theirs),
      quote: { text: "die Brücke", position: 11, is_manual: true },
    }),
    "die Brücke",
  ],
  [
    "/ask with words of its own under someone's message",
    message("/ask wann denn", reply(theirs)),
    "wann denn",
  ],
  ["a question under one of the bot's answers", message("und wann?", answer), "und wann?"],
  ["anything under the bot's question", message("die brücke", prompt), "die brücke"],
  [
    "an anonymous admin",
    message("/ask was kostet das", {
      from: { id: 1, is_bot: true, first_name: "Group" },
      sender_chat: group,
    }),
    "was kostet das",
  ],
  [
    "a post without a sender",
    message("/ask was kostet das", { from: undefined, sender_chat: group } as object),
    "was kostet das",
  ],
  ["anything in private", message("haha stimmt", { chat: privately }), "haha stimmt"],
])("%s is a question", async (_, asked, text) => {
  expect(await meaning(asked)).toMatchObject({ kind: "question", text });
});

test.each<[string, Message]>([
  ["talk", message("was kostet das?")],
  ["/ask for another bot", message("/ask@other_bot was kostet das")],
  ["another command", message("/help")],
  ["a mention of someone else", message("@other_bot was kostet das")],
  ["a longer name", message("@fundstelle_bot_2 was kostet das")],
  ["agreement under an answer", message("haha stimmt", answer)],
  [
    "a question under what is no answer",
    message("und wann?", reply({ message_id: 42, from: bot, text: "Hallo!" })),
  ],
  ["a question under someone's message", message("und wann?", reply(theirs))],
  [
    "another bot",
    message("/ask was kostet das", { from: { id: 9, is_bot: true, first_name: "Bot" } }),
  ],
  ["what was sent by way of the bot", message("Ein Zitat?", { chat: privately, via_bot: bot })],
  ["nothing at all", message("", { chat: privately })],
])("%s is not meant for the bot", async (_, said) => {
  expect(await meaning(said)).toEqual({ kind: "none" });
});

test.each<[string, Message]>([
  ["/ask", message("/ask")],
  ["a mention", message("@Fundstelle_bot")],
  ["a mention with punctuation only", message("@Fundstelle_bot ??")],
  ["/ask under the bot's own answer", message("/ask", answer)],
  ["/ask under a picture without words", message("/ask", reply({ message_id: 31, from: anna }))],
])("%s alone calls the bot without a question", async (_, said) => {
  expect(await meaning(said)).toEqual({ kind: "bare" });
});

test("a question under an answer continues it", async () => {
  expect(await meaning(message("und wann?", answer))).toMatchObject({ continues: EARLIER });
});

test("offsets that lie outside the text do no harm", async () => {
  const entities = [
    { type: "mention", offset: 900, length: 15 } as const,
    { type: "bot_command", offset: 0, length: 4000 } as const,
  ];
  expect(await meaning(message("/ask", { entities }))).toEqual({ kind: "bare" });
});
