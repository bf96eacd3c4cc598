import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { fakeLibrary } from "../../support/fake-library.ts";
import { buttonsOf, dataOf, startGroupTalk } from "../../support/group-talk.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";

const isOn = async ({ store, group }: Awaited<ReturnType<typeof startGroupTalk>>) =>
  (await store.messages.recording(group)).isOn;

const kept = async ({ store, group }: Awaited<ReturnType<typeof startGroupTalk>>) =>
  store.messages.count({ chat: group, topic: "all", from: null, to: null });

test("where nothing is recorded /summary says so in one message, with a button for admins", async () => {
  const { call } = await startGroupTalk({ isOn: false });
  const message = await call("/summary 50", { from: BEN });
  expect([message.text, buttonsOf(message)]).toEqual([
    "I'm not keeping anything here. An admin can switch it on: messages are then kept encrypted for 7 days and deleted.",
    [{ text: "Switch on (admins)", callback_data: "g-on" }],
  ]);
});

test("an admin switches it on with one tap, and the group is told what is kept, for how long and how to object", async () => {
  const started = await startGroupTalk({ isOn: false });
  const { telegram, group, talk, call, settled } = started;
  talk("Anna: vorher");
  const offer = await call("/summary");
  await telegram.press(offer, dataOf(offer, "Einschalten (Admins)"), ANNA.id);
  const { text } = await telegram.nextMessage(group);
  expect(text).toMatch(/Text, Vorname und Zeit[^]*7 Tage[^]*\/optout[^]*\/privacy/u);
  talk("Ben: nachher");
  await settled();
  expect([await isOn(started), await kept(started)]).toEqual([true, 1]);
});

test("case 48: nobody but an admin switches it on or off, by button or by word", async () => {
  const started = await startGroupTalk({ isOn: false });
  const { telegram, call } = started;
  const offer = await call("/summary");
  expect(await telegram.press(offer, dataOf(offer, "Einschalten (Admins)"), BEN.id)).toMatchObject({
    text: "Only admins of this group can do that.",
    alert: true,
  });
  expect((await call("/summary on", { from: BEN })).text).toBe(
    "Only admins of this group can do that.",
  );
  expect(await isOn(started)).toBe(false);
  await call("/summary on");
  await call("/summary off", { from: BEN });
  expect(await isOn(started)).toBe(true);
});

test("case 48: who speaks as the group is an admin of it, who speaks as a channel is none", async () => {
  const started = await startGroupTalk({ isOn: false });
  const { telegram, group } = started;
  telegram.say({ chat: group, from: null, senderChat: -1_001_999_999_999, text: "/summary on" });
  expect((await telegram.nextMessage(group)).text).toMatch(
    /^(?:Only admins|Das können nur Admins)/u,
  );
  expect(await isOn(started)).toBe(false);
  telegram.say({ chat: group, from: null, text: "/summary an" });
  await telegram.nextMessage(group);
  expect(await isOn(started)).toBe(true);
});

test("where Telegram hides messages from the bot, it says so with the steps; as an admin it is shown them", async () => {
  const { telegram, group, call } = await startGroupTalk({ isOn: false, readsAll: false });
  expect((await call("/summary on")).text).toMatch(
    /@BotFather \/setprivacy[^]*noch einmal \/summary on/u,
  );
  telegram.setMembership(group, ANNA.id, "administrator");
  expect((await call("/summary on")).text).not.toContain("@BotFather");
});

test("the notice names the model that gets the messages, where one does", async () => {
  const nobody = await startGroupTalk({ isOn: false });
  expect((await nobody.call("/summary on")).text).toContain("niemand außer dieser Gruppe");
  const library = { ...fakeLibrary(), writer: "claude-haiku-5-5" };
  const model = await startGroupTalk({ isOn: false, library });
  expect((await model.call("/summary on")).text).toContain("(claude-haiku-5-5), mit P1, P2");
});

test("switched off nothing more is kept, and an admin's tap, asked once more, deletes what is there", async () => {
  const started = await startGroupTalk();
  const { telegram, talk, call, settled, group } = started;
  talk("Anna: eins", "Ben: zwei");
  const off = await call("/summary off");
  expect(off.text).toContain("2 Nachrichten habe ich noch.");
  talk("Anna: drei");
  await settled();
  expect([await isOn(started), await kept(started)]).toEqual([false, 2]);
  const button = dataOf(off, "Jetzt löschen (Admins)");
  await telegram.press(off, button, BEN.id);
  expect(await kept(started)).toBe(2);
  await telegram.press(off, button, ANNA.id);
  await settled();
  expect(await kept(started)).toBe(2);
  const shown = () => telegram.history(group).find(({ message_id: id }) => id === off.message_id);
  const asked = shown();
  if (asked !== undefined) await telegram.press(asked, dataOf(asked, "Ja, löschen"), ANNA.id);
  await settled();
  expect(await kept(started)).toBe(0);
  expect(shown()?.text).toBe("Gelöscht: 2 Nachrichten.");
});

test("the button to delete does nothing once recording is on again", async () => {
  const started = await startGroupTalk();
  const { telegram, talk, call } = started;
  talk("Anna: eins");
  const off = await call("/summary off");
  await call("/summary on");
  expect(await telegram.press(off, dataOf(off, "Jetzt löschen (Admins)"), ANNA.id)).toMatchObject({
    alert: true,
  });
  expect(await kept(started)).toBe(1);
});

test("case 47: removed and added again, the bot records nothing until it is switched on anew", async () => {
  const started = await startGroupTalk();
  const { telegram, group, talk, call, settled } = started;
  talk("Anna: vorher");
  await settled();
  telegram.setMembership(group, ANNA.id, "kicked");
  telegram.setMembership(group, ANNA.id, "member");
  await settled();
  await telegram.nextMessage(group);
  expect((await call("/summary")).text).toMatch(/^Ich schreibe hier nichts mit\./u);
  talk("Anna: nachher");
  await settled();
  expect(await kept(started)).toBe(1);
});

test("in private there is nothing to switch", async () => {
  const { telegram, call } = await startGroupTalk();
  const chat = telegram.openPrivateChat(ANNA).id;
  expect((await call("/summary on", { chat })).text).toBe(
    "Zusammenfassungen gibt es nur in Gruppen.",
  );
});

test.each(["/summary", "/summary on", "/privacy", "/forget_chat", "/sources"])(
  "fault K: %s of another bot is left alone",
  async (text) => {
    const { telegram, group, store, settled } = await startGroupTalk({ isOn: false });
    const chat = { id: group, type: "supergroup", title: "Lesekreis" } as const;
    const from = { id: 55, is_bot: true, first_name: "Bot" };
    const entities = [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length ?? 0 }];
    const message = { message_id: 900, date: 1_800_000_000, chat, from, text, entities };
    telegram.deliver({ message } as Omit<Update, "update_id">);
    await settled();
    expect(telegram.history(group)).toEqual([]);
    expect(await store.messages.recording(group)).toMatchObject({ isOn: false });
  },
);
