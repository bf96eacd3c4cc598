import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import { parseArticle } from "../../../src/corpus/parse.ts";
import { BRIDGE, citation, fakeLibrary, quotes } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";

const dataOf = (message: Message, label: string) => {
  const button = message.reply_markup?.inline_keyboard.flat().find(({ text }) => text === label);
  if (button === undefined || !("callback_data" in button)) throw new Error(`No button ${label}`);
  return button.callback_data;
};

test("a source is shown in its context, what was quoted bold in its paragraph", async () => {
  const { telegram } = startBot({
    library: fakeLibrary({ answer: () => quotes(citation(BRIDGE, 3)) }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "wer ist dagegen" });
  const answer = await telegram.nextMessage(chat);
  expect(await telegram.press(answer, dataOf(answer, "[1] im Text"), ANNA.id)).toEqual({
    text: null,
    alert: false,
    url: null,
  });
  const { text = "", entities = [] } = await telegram.nextMessage(chat);
  expect(text).toBe(
    [
      "Abschnitt „Kosten und Streit“",
      "Die Brücke kostet 120 Millionen Euro. Das Land trägt die Hälfte davon.",
      "Der Umweltverband lehnt den Bau ab. Die Stadt weist die Kritik zurück.",
      "Abschnitt „Der Radweg“",
      "„Wir bauen für die nächsten hundert Jahre und nicht für die nächste Wahl“, sagte Oberbürgermeisterin Petra Klein.\nDie neue Brücke · dpa · Juni 2024",
    ].join("\n\n"),
  );
  expect(
    entities
      .filter(({ type }) => type === "bold")
      .map(({ offset, length }) => text.slice(offset, offset + length)),
  ).toEqual(["Der Umweltverband lehnt den Bau ab. Die Stadt weist die Kritik zurück."]);
});

test("when the article changed, the press is answered with that", async () => {
  let library = fakeLibrary();
  const { telegram } = startBot({ library: () => library });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  const answer = await telegram.nextMessage(chat);
  library = fakeLibrary({
    articles: [parseArticle("2024-06-bruecke.md", "Die Brücke kostet 130 Millionen Euro.\n")],
  });
  expect(await telegram.press(answer, dataOf(answer, "[1] im Text"), ANNA.id)).toEqual({
    text: "Der Artikel hat sich geändert. Bitte frag noch einmal.",
    alert: true,
    url: null,
  });
});

test("a button speaks the language of the answer it stands under", async () => {
  let library = fakeLibrary();
  const { telegram } = startBot({ library: () => library });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "what about the Umweltverband" });
  const answer = await telegram.nextMessage(chat);
  library = fakeLibrary({ articles: [] });
  expect((await telegram.press(answer, dataOf(answer, "[1] in the text"), ANNA.id)).text).toBe(
    "The article has changed. Please ask again.",
  );
});

test.each(["", "old:data", "de-x-1", "\u0000", "x".repeat(64), "de-p0-9-AAAAAAAAAAAAAAAA"])(
  "case 43: unknown button data %j is answered with a word to ask again",
  async (data) => {
    const { telegram, logged } = startBot({ library: fakeLibrary() });
    const chat = telegram.openPrivateChat(ANNA).id;
    telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
    const answer = await telegram.nextMessage(chat);
    const pressed = await telegram.press(answer, data, ANNA.id);
    expect([pressed.alert, pressed.text?.endsWith("Bitte frag noch einmal."), logged]).toEqual([
      true,
      true,
      [],
    ]);
  },
);

test("case 43: more sentences than the passage has are no reference", async () => {
  const { telegram } = startBot({ library: fakeLibrary() });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  const answer = await telegram.nextMessage(chat);
  const pressed = await telegram.press(answer, `de-p0-99-${BRIDGE.passages[1]?.ref}`, ANNA.id);
  expect(pressed.text).toBe("Der Artikel hat sich geändert. Bitte frag noch einmal.");
});

test("case 43: a button pressed in a group leads into the private chat and posts nothing", async () => {
  const { telegram, settled } = startBot({ library: fakeLibrary() });
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] }).id;
  telegram.say({ chat: group, from: ANNA.id, text: "/ask was kostet das" });
  const answer = await telegram.nextMessage(group);
  const data = `de-s-${BRIDGE.passages[1]?.ref}`;
  const pressed = await telegram.press(answer, data, ANNA.id);
  await settled();
  expect([pressed.url, telegram.history(group).length]).toEqual([
    `https://t.me/fundstelle_bot?start=${data}`,
    2,
  ]);
});

test("a heading opens its section, pull quotes labelled", async () => {
  const { telegram } = startBot({
    library: fakeLibrary({
      answer: () => ({ kind: "overview", article: BRIDGE, lead: citation(BRIDGE, 1) }),
    }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "worum gehts" });
  const overview = await telegram.nextMessage(chat);
  await telegram.press(overview, dataOf(overview, "Kosten und Streit"), ANNA.id);
  expect((await telegram.nextMessage(chat)).text).toBe(
    [
      "Abschnitt „Kosten und Streit“",
      "Die Brücke kostet 120 Millionen Euro. Das Land trägt die Hälfte davon.",
      "Der Umweltverband lehnt den Bau ab. Die Stadt weist die Kritik zurück.",
      "Zitatkasten · Petra Klein, Oberbürgermeisterin\nWir bauen für die nächsten hundert Jahre.\nDie neue Brücke · dpa · Juni 2024",
    ].join("\n\n"),
  );
});

test("a section too long for a message goes on behind a button", async () => {
  const paragraphs = Array.from(
    { length: 10 },
    (_, n) => `Absatz ${n + 1}. ${"Hier steht noch ein Satz. ".repeat(30)}`,
  );
  const long = parseArticle(
    "lang.md",
    `# Lang\n\nVorweg.\n\n## Viel\n\n${paragraphs.join("\n\n")}\n`,
  );
  const { telegram } = startBot({
    library: fakeLibrary({
      articles: [long],
      answer: () => ({ kind: "overview", article: long, lead: citation(long, 1) }),
    }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "worum gehts" });
  const overview = await telegram.nextMessage(chat);
  await telegram.press(overview, dataOf(overview, "Viel"), ANNA.id);
  const first = await telegram.nextMessage(chat);
  await telegram.press(first, dataOf(first, "Weiter"), ANNA.id);
  const second = await telegram.nextMessage(chat);
  expect([
    first.text?.includes("Absatz 5."),
    first.text?.includes("Absatz 6."),
    second.text?.includes("Absatz 6."),
  ]).toEqual([true, false, true]);
});

test("a suggested question that is tapped is said again above its answer", async () => {
  const { telegram } = startBot({ library: fakeLibrary() });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "/start" });
  const start = await telegram.nextMessage(chat);
  await telegram.press(start, dataOf(start, "Was kostet die Brücke?"), ANNA.id);
  const { text, entities } = await telegram.nextMessage(chat);
  expect([text?.split("\n")[0], entities?.[0]]).toEqual([
    "Was kostet die Brücke?",
    { type: "bold", offset: 0, length: 22 },
  ]);
});

test("pages of articles are turned in place, and a second tap on the same button is no failure", async () => {
  const articles = Array.from({ length: 12 }, (_, n) =>
    parseArticle(`a${n}.md`, `---\ntitle: Artikel ${n}\nlanguage: en\n---\n\nSome words.\n`),
  );
  const { telegram, logged, settled } = startBot({ library: fakeLibrary({ articles }) });
  const chat = telegram.openPrivateChat(BEN).id;
  telegram.say({ chat, from: BEN.id, text: "/sources" });
  const first = await telegram.nextMessage(chat);
  const next = dataOf(first, "Next ›");
  await telegram.press(first, next, BEN.id);
  await telegram.press(first, next, BEN.id);
  await settled();
  expect([telegram.history(chat).length, telegram.history(chat)[1]?.text, logged]).toEqual([
    2,
    "12 articles:\n• Artikel 10 · 1 passage\n• Artikel 11 · 1 passage",
    [],
  ]);
});

test("case 21: a page that was turned before the connection broke is turned once more, and nobody sees it", async () => {
  const articles = Array.from({ length: 12 }, (_, index) =>
    parseArticle(`a${index}.md`, `---\ntitle: Artikel ${index}\n---\n\nEin paar Worte.\n`),
  );
  let edits = 0;
  const fault = (method: string) => {
    if (method !== "editMessageText") return null;
    edits += 1;
    return edits === 1 ? "reset-after" : null;
  };
  const { telegram, logged, settled } = startBot({
    library: fakeLibrary({ articles }),
    fault,
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "/sources" });
  const first = await telegram.nextMessage(chat);
  await telegram.press(first, dataOf(first, "Weiter ›"), ANNA.id);
  await settled();
  expect([edits, telegram.history(chat).length, logged.map(({ level }) => level)]).toEqual([
    2,
    2,
    ["warn"],
  ]);
});
