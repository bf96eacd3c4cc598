import type { Message } from "grammy/types";
import { expect, test } from "vitest";

import { fakeLibrary } from "../../support/fake-library.ts";
import {
  buttonsOf,
  CEM,
  dataOf,
  startGroupTalk,
  type GroupTalk,
} from "../../support/group-talk.ts";
import { record } from "../../support/recorded.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";

async function textsIn({ store, group }: GroupTalk): Promise<string[]> {
  const range = { chat: group, topic: "all", from: null, to: null, limit: 100 } as const;
  return (await store.messages.read(range)).map(({ text }) => text);
}

const labels = (message: Message) => buttonsOf(message).map(({ text }) => text);

/** Somebody's message as it is now. */
function nowOf({ telegram }: GroupTalk, { chat, message_id: id }: Message): string | undefined {
  return telegram.history(chat.id).find(({ message_id }) => message_id === id)?.text;
}

test("in a group that records /privacy says what is kept, how long and who gets it, and everyone can decide", async () => {
  const { talk, call } = await startGroupTalk();
  talk("Anna: eins");
  const message = await call("/privacy");
  expect(message.text).toMatch(/merke ich mir hier Text, Vorname und Zeit[^]*7 Tage lang/u);
  expect(message.text).toContain("Niemand außer dieser Gruppe bekommt sie.");
  expect(labels(message)).toEqual([
    "Nicht mehr mitspeichern",
    "Meine zeigen ↗",
    "Meine löschen ↗",
    "Alle löschen (Admins)",
    "Mehr ↗",
  ]);
});

test("where a model writes, /privacy names who gets the messages", async () => {
  const library = { ...fakeLibrary(), writer: "claude-haiku-5-5" };
  const { call } = await startGroupTalk({ library });
  expect((await call("/privacy")).text).toContain(
    "an den Anbieter des Sprachmodells (claude-haiku-5-5), mit P1",
  );
});

test("in a group that does not record /privacy says that too, and has nothing to decide but to read more", async () => {
  const { call } = await startGroupTalk({ isOn: false });
  const message = await call("/privacy");
  expect(message.text).toContain("Was hier nicht an mich gerichtet ist, merke ich mir nicht.");
  expect(labels(message)).toEqual(["Mehr ↗"]);
});

test("in private /privacy tells of groups in general, and decides for all of them", async () => {
  const { telegram, call } = await startGroupTalk();
  const chat = telegram.openPrivateChat(ANNA).id;
  const message = await call("/privacy", { chat });
  expect(message.text).toContain("nur, wo ein Admin es für Zusammenfassungen eingeschaltet hat");
  expect(message.text?.split("\n")).toHaveLength(3);
  expect(labels(message)).toEqual([
    "Nicht mehr mitspeichern",
    "Meine zeigen",
    "Meine löschen",
    "Mehr",
  ]);
});

test("case 44: who opts out is gone from what is kept, and nothing more is kept until they opt in", async () => {
  const started = await startGroupTalk();
  const { talk, call, settled } = started;
  talk("Anna: eins", "Cem: zwei");
  expect((await call("/optout", { from: CEM })).text).toBe(
    "Gut, hier speichere ich nichts mehr von dir. Gelöscht: 1 Nachricht. Zurück: /optin",
  );
  talk("Cem: drei");
  await settled();
  expect(await textsIn(started)).toEqual(["eins"]);
  await call("/optin", { from: CEM });
  talk("Cem: vier");
  await settled();
  expect(await textsIn(started)).toEqual(["eins", "vier"]);
});

test("the button leaves out who taps it, tells only them, and deletes nothing unasked", async () => {
  const started = await startGroupTalk();
  const { telegram, group, talk, call, settled } = started;
  talk("Anna: eins", "Cem: zwei");
  const message = await call("/privacy", { from: ANNA });
  const before = telegram.history(group).length;
  const answer = await telegram.press(message, dataOf(message, "Nicht mehr mitspeichern"), CEM.id);
  expect([answer.alert, answer.text]).toEqual([
    true,
    "Gut, ab jetzt speichere ich nichts mehr von dir. Was ich schon habe, löscht /forget. Zurück: /optin",
  ]);
  talk("Cem: zweieinhalb");
  await settled();
  expect([await textsIn(started), telegram.history(group).length]).toEqual([
    ["eins", "zwei"],
    before + 1,
  ]);
  const again = await call("/privacy", { from: CEM });
  await telegram.press(again, dataOf(again, "Wieder mitspeichern"), CEM.id);
  talk("Cem: drei");
  await settled();
  expect(await textsIn(started)).toEqual(["eins", "zwei", "drei"]);
});

test("opting out in private holds in every group", async () => {
  const started = await startGroupTalk();
  const { telegram, talk, call, settled } = started;
  talk("Anna: eins", "Cem: zwei");
  const chat = telegram.openPrivateChat(CEM).id;
  await call("/optout", { chat, from: CEM });
  talk("Cem: drei");
  await settled();
  expect(await textsIn(started)).toEqual(["eins"]);
});

test("/forget asks once, and only the person themselves can say yes", async () => {
  const started = await startGroupTalk();
  const { telegram, talk, call, settled } = started;
  talk("Anna: eins", "Cem: zwei");
  const question = await call("/forget", { from: CEM });
  expect(await textsIn(started)).toEqual(["eins", "zwei"]);
  const yes = dataOf(question, "Ja, löschen");
  expect(await telegram.press(question, yes, ANNA.id)).toMatchObject({
    text: "Dieser Knopf ist nicht für dich.",
    alert: true,
  });
  expect(await textsIn(started)).toEqual(["eins", "zwei"]);
  await telegram.press(question, yes, CEM.id);
  await settled();
  expect(await textsIn(started)).toEqual(["eins"]);
  expect(nowOf(started, question)).toBe(
    "Gelöscht: 1 Nachricht. Deine letzten Fragen habe ich auch vergessen.",
  );
});

test("what is forgotten is in no later summary", async () => {
  const { telegram, talk, call, settled } = await startGroupTalk();
  talk("Anna: eins", "Cem: zwei");
  const question = await call("/forget", { from: CEM });
  await telegram.press(question, dataOf(question, "Ja, löschen"), CEM.id);
  await settled();
  expect((await call("/summary heute")).text?.split("\n").slice(1, -1)).toEqual([
    "• Anna: „eins“ 12:00",
  ]);
});

test("/forget in private deletes what every group has of one, and the last questions", async () => {
  const started = await startGroupTalk();
  const { telegram, store, talk, call, settled } = started;
  talk("Anna: eins", "Cem: zwei");
  const chat = telegram.openPrivateChat(CEM).id;
  await call("Was kostet die Brücke?", { chat, from: CEM });
  const question = await call("/forget", { chat, from: CEM });
  await telegram.press(question, dataOf(question, "Ja, löschen"), CEM.id);
  await settled();
  expect(await textsIn(started)).toEqual(["eins"]);
  expect(await store.turns.history({ chat, topic: null, person: CEM.id })).toEqual([]);
});

test("the link in a group's /privacy asks in private about that group alone", async () => {
  const started = await startGroupTalk();
  const { telegram, store, talk, call, settled } = started;
  const other = telegram.openGroup({ title: "Andere", members: [CEM] }).id;
  await store.messages.switchOn(other);
  telegram.say({ chat: other, from: CEM.id, text: "woanders" });
  talk("Anna: eins", "Cem: zwei");
  const menu = await call("/privacy", { from: CEM });
  const link = buttonsOf(menu).find(({ text }) => text === "Meine löschen ↗");
  const payload =
    link !== undefined && "url" in link ? new URL(link.url).searchParams.get("start") : "";
  const chat = telegram.openPrivateChat(CEM).id;
  const question = await call(`/start ${payload}`, { chat, from: CEM });
  expect(question.text).toBe("Alles löschen, was ich mir in „Lesekreis“ von dir gemerkt habe?");
  await telegram.press(question, dataOf(question, "Ja, löschen"), CEM.id);
  await settled();
  expect(await textsIn(started)).toEqual(["eins"]);
  expect(await store.messages.ofPerson(CEM.id)).toHaveLength(1);
});

test("/mydata sends what is kept in private only, by group", async () => {
  const { telegram, talk, call } = await startGroupTalk();
  talk("Cem: eins", "Anna: zwei", "Cem: drei");
  const inGroup = await call("/mydata", { from: CEM });
  expect([inGroup.text, buttonsOf(inGroup)]).toEqual([
    "Das schicke ich dir nur privat.",
    [{ text: "Privat ansehen ↗", url: "https://t.me/fundstelle_bot?start=g-show" }],
  ]);
  const chat = telegram.openPrivateChat(CEM).id;
  expect((await call("/start g-show", { chat, from: CEM })).text).toBe(
    "Aus Gruppen habe ich von dir 2 Nachrichten gespeichert:\n\nLesekreis\nMo 12:00 eins\nMo 12:02 drei",
  );
  expect((await call("/mydata", { chat: telegram.openPrivateChat(BEN).id, from: BEN })).text).toBe(
    "I have kept nothing of yours from groups.",
  );
});

test("a lot of one's own comes in several messages, the newest of it", async () => {
  const { telegram, store, group, call, clock } = await startGroupTalk();
  await record(
    store,
    Array.from({ length: 60 }, (_, index) => ({
      chat: group,
      id: index + 1,
      topic: null,
      person: CEM.id,
      name: "Cem",
      at: clock.now() - 3_600_000 + index * 1000,
      editedAt: null,
      replyTo: null,
      text: `${index} ${"viel ".repeat(200)}`,
    })),
  );
  const chat = telegram.openPrivateChat(CEM).id;
  const first = await call("/mydata", { chat, from: CEM });
  const rest = telegram.history(chat).slice(2);
  expect(first.text).toMatch(/^Aus Gruppen habe ich von dir 60 Nachrichten/u);
  expect(rest.at(-1)?.text).toMatch(/59 viel[^]*… und 21 ältere\.$/u);
});

test("case 48: /forget_chat is for admins, asks once, and leaves nothing of the chat", async () => {
  const started = await startGroupTalk();
  const { telegram, store, group, talk, call, settled } = started;
  talk("Anna: eins", "Ben: zwei");
  await call("/summary");
  expect((await call("/forget_chat", { from: CEM })).text).toBe(
    "Das können nur Admins dieser Gruppe.",
  );
  const question = await call("/forget_chat", { from: ANNA });
  const yes = dataOf(question, "Ja, löschen");
  expect(await telegram.press(question, yes, CEM.id)).toMatchObject({ alert: true });
  expect(await textsIn(started)).toEqual(["eins", "zwei"]);
  await telegram.press(question, yes, ANNA.id);
  await settled();
  expect(await textsIn(started)).toEqual([]);
  expect([await store.chats.settings(group), await store.messages.recording(group)]).toEqual([
    {},
    { isOn: false, since: null },
  ]);
});

test("who speaks as the group decides for it, and is asked to speak for themselves about their own", async () => {
  const { telegram, group } = await startGroupTalk();
  const asGroup = async (text: string) => {
    telegram.say({ chat: group, from: null, text });
    return telegram.nextMessage(group);
  };
  expect(labels(await asGroup("/forget_chat"))).toHaveLength(1);
  expect((await asGroup("/forget")).text).toMatch(/own name|eigenen Namen/u);
  expect((await asGroup("/mydata")).text).toMatch(/own name|eigenen Namen/u);
});

test.each(["g-erase-2v-zzzzzzzzzzzzzzz", "g-erase-2v", "g-nonsense", "g-today-x", "g-"])(
  "case 43: %s, which the bot never wrote, does nothing",
  async (data) => {
    const started = await startGroupTalk();
    const { telegram, talk, call } = started;
    talk("Anna: eins");
    const menu = await call("/privacy");
    const answer = await telegram.press(menu, data, ANNA.id);
    expect([answer.alert, await textsIn(started)]).toEqual([true, ["eins"]]);
  },
);

test("what was asked for while the bot was away is done all the same", async () => {
  const started = await startGroupTalk();
  const { telegram, group, talk, clock, settled } = started;
  talk("Cem: eins");
  await settled();
  const chat = { id: group, type: "supergroup", title: "Lesekreis" } as const;
  const date = Math.floor(clock.now() / 1000) - 3600;
  const entities = [{ type: "bot_command" as const, offset: 0, length: 7 }];
  telegram.deliver({
    message: { message_id: 900, date, chat, from: CEM, text: "/optout", entities },
  });
  await settled();
  expect(await textsIn(started)).toEqual([]);
});
