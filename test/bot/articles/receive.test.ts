import { expect, test } from "vitest";

import type { FetchPage } from "../../../src/bot/articles/fetch-page.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";
import { dataOf, labelsOf, startSending } from "../../support/sending.ts";

const POOL = `---
title: Das Freibad
date: 2026-10-03
source: Hafenblatt
language: de
---

Das Freibad öffnet im Mai.

## Preise

Eine Karte kostet vier Euro.

## Bus

Die Linie 7 hält davor.
`;
const LONG = `Der Stadtrat berät über den Hafen.\n\n${"Der Kran am Kai wird im Frühjahr erneuert. ".repeat(30)}`;
const ONLY_TEXT = "Ich kann nur Text lesen. Schreib mir deine Frage.";

test("a file is read and shown, and answers once it is taken in", async () => {
  const { sendFile, say, press, shown, titles } = await startSending();
  const offer = await sendFile("freibad.md", POOL);
  expect(offer.text).toBe(
    "Gelesen: Das Freibad · Hafenblatt · 3. Oktober 2026 · 2 Abschnitte, 3 Stellen.",
  );
  expect(labelsOf(offer)).toEqual(["Aufnehmen", "Verwerfen"]);
  expect(titles()).toEqual(["Die neue Brücke"]);
  expect(await press(offer, "Aufnehmen")).toBeNull();
  await expect.poll(() => shown(offer)?.text).toContain("Aufgenommen. Frag los.");
  expect(labelsOf(shown(offer) ?? offer)).toEqual([]);
  expect(titles()).toContain("Das Freibad");
  expect((await say({ text: "Was kostet eine Karte?" })).text).toContain(
    "Eine Karte kostet vier Euro.",
  );
});

test("what the file says and cannot be used is named", async () => {
  const { sendFile } = await startSending();
  const offer = await sendFile("freibad.md", POOL.replace("2026-10-03", "bald einmal"));
  expect(offer.text).toMatch(
    /^Gelesen: Das Freibad .*\nAusgelassen:\n• Zeile 3: date "bald einmal" enthält keinen Tag/u,
  );
});

test("a file without a title has it from its name, and a media type stands for an ending", async () => {
  const { sendFile, say } = await startSending();
  const named = await sendFile("2026-05-das-neue-Freibad.TXT", "Das Freibad öffnet im Mai.");
  expect(named.text).toContain("Gelesen: das neue Freibad · Mai 2026 · ");
  const bytes = Buffer.from("Die Linie 7 hält davor.");
  const typed = await say({ file: { name: "bus", bytes, type: "text/plain" } });
  expect(typed.text).toContain("Gelesen: Bus · ");
});

test("a forwarded channel post has its source, date and link from the channel", async () => {
  const { say, press, shown } = await startSending();
  const channel = {
    id: -100_555,
    type: "channel",
    title: "Hafenblatt",
    username: "hafen",
  } as const;
  const origin = { type: "channel", date: 1_790_000_000, chat: channel, message_id: 12 } as const;
  const offer = await say({ text: "Das Freibad öffnet erst im Juni.", origin });
  expect(offer.text).toContain(
    "Gelesen: Das Freibad öffnet erst im Juni · Hafenblatt · 21. September 2026 · ",
  );
  await press(offer, "Aufnehmen");
  await expect.poll(() => shown(offer)?.text).toContain("Aufgenommen");
  const answer = await say({ text: "Wann öffnet das Freibad?" });
  expect(JSON.stringify(answer.reply_markup)).toContain("https://t.me/hafen/12");
});

test("a text over 1,000 characters is an article, one below is a question", async () => {
  const { say } = await startSending();
  expect(LONG.length).toBeGreaterThan(1000);
  expect((await say({ text: LONG })).text).toContain(
    "Gelesen: Der Stadtrat berät über den Hafen · ",
  );
  const question = `${"Was ".repeat(200)}kostet die Brücke?`;
  expect((await say({ text: question })).text).not.toContain("Gelesen");
});

test("a text that Telegram may have parted says so", async () => {
  const { say } = await startSending();
  const text = "Der Kran am Kai wird erneuert. ".repeat(131);
  expect((await say({ text })).text).toContain("Telegram teilt so lange Texte.");
});

test("a link alone is fetched, and one in a sentence is a question", async () => {
  const fetched: string[] = [];
  const fetchPage: FetchPage = async (link) => {
    fetched.push(link);
    const html =
      "<html><head><title>Das Freibad</title></head><body><article><h1>Das Freibad</h1><p>Das Freibad öffnet im Mai, und eine Karte kostet vier Euro.</p></article></body></html>";
    return { kind: "page", url: link, ending: ".html", bytes: Buffer.from(html) };
  };
  const { say } = await startSending({ fetchPage });
  const offer = await say({ text: "https://hafenblatt.example/2026/freibad.html" });
  expect(offer.text).toContain("Gelesen: Das Freibad · ");
  await say({ text: "Was steht auf https://hafenblatt.example/ zur Brücke?" });
  expect(fetched).toEqual(["https://hafenblatt.example/2026/freibad.html"]);
});

test.each([
  ["address", "Diesen Link öffne ich nicht: Ich hole nur Seiten aus dem öffentlichen Netz."],
  ["too-slow", "Die Seite kam nicht in 10 Sekunden."],
  ["too-large", "Die Seite ist zu groß: höchstens 5 MB."],
] as const)("a page that is refused (%s) gets a plain sentence", async (reason, words) => {
  const { say } = await startSending({ fetchPage: async () => ({ kind: "refused", reason }) });
  expect((await say({ text: "http://10.0.0.1/" })).text).toBe(words);
});

test("the same article again is said to be there, whatever its file is called", async () => {
  const { sendFile, press, shown } = await startSending();
  const offer = await sendFile("freibad.md", POOL);
  await press(offer, "Aufnehmen");
  await expect.poll(() => shown(offer)?.text).toContain("Aufgenommen");
  const again = await sendFile("noch-einmal.md", `${POOL}\n`);
  expect(again.text).toBe("Diesen Artikel gibt es schon: „Das Freibad“.");
  expect(labelsOf(again)).toEqual([]);
});

test("a title that there is already is named, and may be taken in all the same", async () => {
  const { sendFile, press, shown, titles } = await startSending();
  const offer = await sendFile("b.md", POOL.replace("Das Freibad", "Die neue Brücke"));
  expect(offer.text).toContain(
    "Einen anderen Artikel mit diesem Titel gibt es schon (dpa, Juni 2024).",
  );
  await press(offer, "Aufnehmen");
  await expect.poll(() => shown(offer)?.text).toContain("Aufgenommen");
  expect(titles()).toEqual(["Die neue Brücke", "Die neue Brücke"]);
});

test("two at once are both read, and each is taken in by itself", async () => {
  const { telegram, chat, press, titles } = await startSending();
  for (const title of ["Das Freibad", "Der Hafen"]) {
    const bytes = Buffer.from(
      POOL.replace("title: Das Freibad", `title: ${title}`).replace("Mai", title),
    );
    telegram.say({ chat, from: ANNA.id, file: { name: "a.md", bytes } });
  }
  const offers = [await telegram.nextMessage(chat), await telegram.nextMessage(chat)];
  await Promise.all(offers.map((offer) => press(offer, "Aufnehmen")));
  await expect
    .poll(() => titles().toSorted())
    .toEqual(["Das Freibad", "Der Hafen", "Die neue Brücke"]);
});

test("a file of more than 20 MB is not fetched", async () => {
  const { telegram, say } = await startSending();
  const bytes = Buffer.alloc(20 * 1024 * 1024 + 1, 97);
  const words = "Die Datei ist zu groß: Telegram gibt mir höchstens 20 MB.";
  expect((await say({ file: { name: "a.txt", bytes } })).text).toBe(words);
  expect(telegram.calls.map(({ method }) => method)).not.toContain("getFile");
});

test.each([
  ["bild.jpg", "x", "Die Datei ist von keiner Art, die ich lesen kann."],
  ["leer.md", "", "Die Datei ist leer."],
  [
    "entwurf.md",
    "---\ndraft: true\n---\n\nEin Entwurf.",
    "Die Datei ist ein Entwurf (Zeile 2: draft: true).",
  ],
])("a file that cannot be read gets a plain sentence: %s", async (name, text, reason) => {
  const { sendFile } = await startSending();
  const reply = await sendFile(name, text);
  expect(reply.text).toMatch(/^Das kann ich nicht als Artikel lesen: .*\. Ich lese /u);
  expect(reply.text).toContain(reason);
});

test("a file that Telegram does not give gets a plain sentence", async () => {
  const { say } = await startSending();
  expect((await say({ media: "document" })).text).toBe(
    "Telegram gibt mir die Datei nicht. Bitte schick sie noch einmal.",
  );
});

test("nobody else can send articles: their files get the line that only text is read, their texts are questions", async () => {
  const { telegram, titles } = await startSending();
  const chat = telegram.openPrivateChat({ ...BEN, language_code: "de" }).id;
  telegram.say({ chat, from: BEN.id, file: { name: "a.md", bytes: Buffer.from(POOL) } });
  expect((await telegram.nextMessage(chat)).text).toBe(ONLY_TEXT);
  telegram.say({ chat, from: BEN.id, text: LONG });
  expect((await telegram.nextMessage(chat)).text).not.toContain("Gelesen:");
  telegram.say({ chat, from: BEN.id, text: "https://hafenblatt.example/" });
  expect((await telegram.nextMessage(chat)).text).not.toContain("Seite");
  expect(telegram.calls.map(({ method }) => method)).not.toContain("getFile");
  expect(titles()).toEqual(["Die neue Brücke"]);
});

test("in a group an owner's file is no article", async () => {
  const { telegram, settled } = await startSending();
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA] }).id;
  const file = { name: "a.md", bytes: Buffer.from(POOL) };
  telegram.say({ chat: group, from: ANNA.id, file, caption: "@fundstelle_bot" });
  await settled();
  expect(telegram.calls.map(({ method }) => method)).not.toContain("getFile");
});

test("a button that somebody made up, or was forwarded to somebody else, takes nothing in", async () => {
  const { telegram, sendFile, titles } = await startSending();
  const offer = await sendFile("freibad.md", POOL);
  const chat = telegram.openPrivateChat(BEN).id;
  telegram.say({ chat, from: BEN.id, text: "/help" });
  const help = await telegram.nextMessage(chat);
  for (const label of ["Aufnehmen", "Verwerfen"]) {
    const pressed = await telegram.press(help, dataOf(offer, label), BEN.id);
    expect(pressed.text).toBe("Only those who run me can do that.");
  }
  expect(titles()).toEqual(["Die neue Brücke"]);
});

test("when Telegram fails while a file is fetched, it is fetched again", async () => {
  let fetches = 0;
  const { sendFile } = await startSending({
    fault(method) {
      if (!method.startsWith("file_")) return null;
      fetches += 1;
      return fetches === 1 ? "reset" : null;
    },
  });
  expect((await sendFile("freibad.md", POOL)).text).toContain("Gelesen: Das Freibad");
  expect(fetches).toBe(2);
});
