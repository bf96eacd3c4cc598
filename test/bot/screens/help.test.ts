import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import { parseArticle } from "../../../src/corpus/parse.ts";
import { BRIDGE, fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";

const labels = ({ reply_markup }: Message) =>
  reply_markup?.inline_keyboard.map((row) => row.map((button) => button.text)) ?? [];

function startPrivate({ from = ANNA, articles = [BRIDGE] } = {}) {
  const started = startBot({ library: fakeLibrary({ articles }) });
  const chat = started.telegram.openPrivateChat(from).id;
  async function answerTo(text: string): Promise<Message> {
    started.telegram.say({ chat, from: from.id, text });
    return started.telegram.nextMessage(chat);
  }
  return { ...started, chat, answerTo };
}

test("/start says in three lines what the bot knows, with three questions to tap", async () => {
  const message = await startPrivate().answerTo("/start");
  expect([message.text, labels(message)]).toEqual([
    [
      "Ich beantworte Fragen zu Die neue Brücke (dpa, Juni 2024) und zeige die Stelle dazu.",
      "Hinter dem Strich steht immer der Wortlaut des Artikels. Frag einfach los.",
      "Was ich mir merke: /privacy",
    ].join("\n"),
    [["Was kostet die Brücke?"], ["Wann wird sie fertig?"], ["Wer lehnt sie ab?"]],
  ]);
});

test("the article's title is bold", async () => {
  const { text = "", entities = [] } = await startPrivate().answerTo("/start");
  expect(
    entities
      .filter(({ type }) => type === "bold")
      .map(({ offset, length }) => text.slice(offset, offset + length)),
  ).toEqual(["Die neue Brücke"]);
});

test("an English-speaking person is started in English, and told the article's language", async () => {
  const message = await startPrivate({ from: BEN }).answerTo("/start");
  expect(message.text?.split("\n")[0]).toBe(
    "I answer questions about Die neue Brücke (dpa, June 2024, in German) and show you where it says so.",
  );
});

test("an article without questions offers its headings", async () => {
  const article = parseArticle(
    "a.md",
    "---\ntitle: A\nlanguage: de\n---\n\nVorweg.\n\n## Erstens\n\nEins.\n\n## Zweitens\n\nZwei.\n",
  );
  expect(labels(await startPrivate({ articles: [article] }).answerTo("/start"))).toEqual([
    ["Erstens"],
    ["Zweitens"],
  ]);
});

test("of several articles the newest is named, and each suggests in turn", async () => {
  const other = parseArticle(
    "b.md",
    "---\ntitle: B\nlanguage: de\nquestions: [Was ist B?]\n---\n\nEins.\n",
  );
  const message = await startPrivate({ articles: [BRIDGE, other] }).answerTo("/start");
  expect([message.text?.split("\n")[0], labels(message)[1]]).toEqual([
    "Ich beantworte Fragen zu 2 Artikeln, zuletzt Die neue Brücke (dpa, Juni 2024), und zeige die Stelle dazu.",
    ["Was ist B?"],
  ]);
});

test("a reference behind /start opens that passage", async () => {
  const message = await startPrivate().answerTo(`/start de-p0-1-${BRIDGE.passages[2]?.ref}`);
  expect(message.text).toContain("Abschnitt „Kosten und Streit“");
});

test("a question behind /start is answered", async () => {
  const payload = Buffer.from("was kostet das").toString("base64url");
  const message = await startPrivate().answerTo(`/start de-q-${payload}`);
  expect([message.text?.split("\n")[0], message.text?.includes("120 Millionen")]).toEqual([
    "was kostet das",
    true,
  ]);
});

test("a reference to words that have gone says that the article changed", async () => {
  const message = await startPrivate().answerTo("/start de-p0-1-AAAAAAAAAAAAAAAA");
  expect(message.text).toBe("Der Artikel hat sich geändert. Bitte frag noch einmal.");
});

test("an unknown payload starts as usual", async () => {
  expect((await startPrivate().answerTo("/start hallo")).text).toContain("Ich beantworte Fragen");
});

test.each(["/help", "/HELP", "/help@Fundstelle_bot"])("%s says how to ask", async (command) => {
  expect((await startPrivate().answerTo(command)).text).toContain("Schreib mir eine Frage");
});

test("/sources lists every article with its date and passages, and opens one", async () => {
  const { telegram, chat, answerTo } = startPrivate();
  const list = await answerTo("/sources");
  const [[button] = []] = list.reply_markup?.inline_keyboard ?? [];
  expect([list.text, button?.text]).toEqual([
    "1 Artikel:\n• Die neue Brücke · dpa · Juni 2024 · 6 Stellen",
    "Die neue Brücke",
  ]);
  await telegram.press(
    list,
    button !== undefined && "callback_data" in button ? button.callback_data : "",
    ANNA.id,
  );
  expect((await telegram.nextMessage(chat)).text).toContain("Die Stadt Mainz baut");
});

test("/privacy says what is kept, and for how long", async () => {
  expect((await startPrivate().answerTo("/privacy")).text).toContain("höchstens eine Stunde");
});

test("/privacy says where a question goes: nowhere, or to the provider of the model that writes", async () => {
  expect((await startPrivate().answerTo("/privacy")).text).toContain("Weiter gebe ich nichts");
  const library = { ...fakeLibrary(), writer: "claude-haiku-5-5" };
  const { telegram } = startBot({ library });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "/privacy" });
  const { text } = await telegram.nextMessage(chat);
  expect(text).toContain("(claude-haiku-5-5): Sein Anbieter bekommt deine Fragen");
  expect(text).not.toContain("Weiter gebe ich nichts");
});

test("/id names the person and the chat", async () => {
  expect((await startPrivate().answerTo("/id")).text).toBe("Deine Nummer: 101\nDieser Chat: 101");
});

test("an unknown command gets a hint", async () => {
  expect((await startPrivate().answerTo("/frage")).text).toContain(
    "Diesen Befehl kenne ich nicht.",
  );
});

test("a command for another bot is left alone even in private", async () => {
  const { telegram, chat, settled } = startPrivate();
  telegram.say({ chat, from: ANNA.id, text: "/start@other_bot" });
  await settled();
  expect(telegram.history(chat)).toHaveLength(1);
});

test.each(["sticker", "voice", "photo", "document"] as const)(
  "a %s gets a friendly word in private",
  async (media) => {
    const { telegram, chat } = startPrivate();
    telegram.say({ chat, from: ANNA.id, media });
    expect((await telegram.nextMessage(chat)).text).toContain("Schreib mir deine Frage.");
  },
);

test("a caption in private is a question", async () => {
  const { telegram, chat } = startPrivate();
  telegram.say({ chat, from: ANNA.id, media: "photo", caption: "was kostet das" });
  expect((await telegram.nextMessage(chat)).text).toContain("120 Millionen");
});

test("in a group /sources shows the way to the list instead of the list", async () => {
  const { telegram } = startBot({ library: fakeLibrary() });
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] }).id;
  telegram.say({ chat: group, from: ANNA.id, text: "/sources" });
  expect((await telegram.nextMessage(group)).reply_markup?.inline_keyboard).toEqual([
    [{ text: "Chat öffnen ↗", url: "https://t.me/fundstelle_bot?start=de-l-0" }],
  ]);
});

test("a sticker in a group is left alone", async () => {
  const { telegram, settled } = startBot({ library: fakeLibrary() });
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] }).id;
  telegram.say({ chat: group, from: ANNA.id, media: "sticker" });
  await settled();
  expect(telegram.history(group)).toHaveLength(1);
});
