import type { Update, User } from "grammy/types";
import { expect, test } from "vitest";

import type { Store } from "../../../src/store/store.ts";
import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

const ALL = { topic: "all", from: null, to: null, limit: 1000 } as const;
const HOUR_MS = 3_600_000;

/** A bot that reads all of a group that records. */
async function startRecording() {
  const clock = createTestClock();
  const started = startBot({
    library: fakeLibrary(),
    me: { can_read_all_group_messages: true },
    clock,
    now: clock.now,
  });
  const { telegram, store } = started;
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] }).id;
  await store.messages.switchOn(group);
  const say = (text: string, from: User = ANNA, chat: number = group) =>
    telegram.say({ chat, from: from.id, text });
  return { ...started, clock, group, say };
}

async function textsIn(store: Store, chat: number): Promise<string[]> {
  const messages = await store.messages.read({ ...ALL, chat });
  return messages.map(({ name, text }) => `${name}: ${text}`);
}

test("what is said in a group that records is kept, whether or not it is meant for the bot", async () => {
  const { telegram, store, group, say, settled } = await startRecording();
  say("Kommst du am Freitag?");
  say("@fundstelle_bot was kostet das", BEN);
  telegram.say({ chat: group, from: null, text: "Bitte pünktlich" });
  say("/help@fundstelle_bot");
  await settled();
  expect(await textsIn(store, group)).toEqual([
    "Anna: Kommst du am Freitag?",
    "Ben: @fundstelle_bot was kostet das",
    "Lesekreis: Bitte pünktlich",
  ]);
  expect(telegram.history(group).filter(({ from }) => from?.id === telegram.me.id)).toHaveLength(2);
});

test("case 44: in a group whose admins have not agreed nothing is kept, and an edit there neither", async () => {
  const { telegram, store, say, settled } = await startRecording();
  const other = telegram.openGroup({ title: "Andere", members: [ANNA] }).id;
  telegram.edit(say("Hallo", ANNA, other), "Hallo!");
  await settled();
  expect(await textsIn(store, other)).toEqual([]);
});

test("case 44: an edit replaces what is kept, and nothing is kept of who objects", async () => {
  const { telegram, store, group, say, settled } = await startRecording();
  await store.messages.optOut(BEN.id, group);
  telegram.edit(say("Um acht"), "Um neun");
  telegram.edit(say("Ohne mich", BEN), "Ganz ohne mich");
  await settled();
  expect(await textsIn(store, group)).toEqual(["Anna: Um neun"]);
});

test("two groups that record at once have nothing of each other", async () => {
  const { telegram, store, group, say, settled } = await startRecording();
  const other = telegram.openGroup({ title: "Andere", members: [ANNA, BEN] }).id;
  await store.messages.switchOn(other);
  say("hier", ANNA);
  say("dort", ANNA, other);
  say("hier auch", BEN);
  await settled();
  expect([await textsIn(store, group), await textsIn(store, other)]).toEqual([
    ["Anna: hier", "Ben: hier auch"],
    ["Anna: dort"],
  ]);
});

test("case 14: after a pause what was written meanwhile is kept at the time it was written", async () => {
  const { telegram, store, group, clock, settled } = await startRecording();
  const chat = { id: group, type: "supergroup", title: "Lesekreis" } as const;
  const updates = Array.from({ length: 1500 }, (_, index): Omit<Update, "update_id"> => {
    const date = Math.floor(clock.now() / 1000) - 20 * 3600 + index;
    return { message: { message_id: 1000 + index, date, chat, from: ANNA, text: `${index}` } };
  });
  for (const update of updates) telegram.deliver(update);
  await settled();
  const kept = await store.messages.read({ ...ALL, chat: group, limit: 2000 });
  expect(kept.map(({ text }) => text)).toEqual(updates.map((_, index) => `${index}`));
  expect(clock.now() - (kept[0]?.at ?? 0)).toBe(20 * HOUR_MS);
});

test("case 46: a basic group that becomes a supergroup goes on recording, in whatever order it is told", async () => {
  for (const reverse of [false, true]) {
    const { telegram, store, settled } = await startRecording();
    const old = { id: -55, type: "group", title: "Klein" } as const;
    const grown = { id: -1_000_000_000_055, type: "supergroup", title: "Klein" } as const;
    await store.messages.switchOn(old.id);
    const at = Math.floor(Date.UTC(2026, 10, 23, 11) / 1000);
    const base = { date: at, from: ANNA };
    const told = [
      { message: { message_id: 9, ...base, chat: old, migrate_to_chat_id: grown.id } },
      { message: { message_id: 1, ...base, chat: grown, migrate_from_chat_id: old.id } },
    ];
    // All of it is one batch: nothing was handled yet when the new group's first words are stored.
    telegram.deliver({ message: { message_id: 8, ...base, chat: old, text: "noch hier" } });
    for (const update of reverse ? told.toReversed() : told) telegram.deliver(update);
    telegram.deliver({ message: { message_id: 2, ...base, chat: grown, text: "schon dort" } });
    await settled();
    const kept = await store.messages.read({ ...ALL, chat: grown.id });
    expect(kept.map(({ id, text }) => [id, text])).toEqual([
      [-8, "noch hier"],
      [2, "schon dort"],
    ]);
    expect((await store.messages.recording(grown.id)).isOn).toBe(true);
    expect((await store.messages.recording(old.id)).isOn).toBe(false);
  }
});

test("case 47: removed, added again and spoken to in one breath, the bot keeps nothing of it", async () => {
  const { telegram, store, group, clock, say, settled } = await startRecording();
  say("vorher");
  telegram.setMembership(group, ANNA.id, "kicked");
  telegram.setMembership(group, ANNA.id, "member");
  say("nachher");
  await settled();
  expect(await textsIn(store, group)).toEqual(["Anna: vorher"]);
  expect((await store.messages.recording(group)).isOn).toBe(false);
  clock.jump(24 * HOUR_MS);
  await store.purge();
  expect(await textsIn(store, group)).toEqual([]);
});

test("a message that comes again is kept once, and not at all when it was forgotten in between", async () => {
  const { telegram, store, group, clock, settled } = await startRecording();
  const chat = { id: group, type: "supergroup", title: "Lesekreis" } as const;
  const date = Math.floor(clock.now() / 1000);
  const arrive = async () => {
    telegram.deliver({ message: { message_id: 5, date, chat, from: ANNA, text: "Hallo" } });
    await settled();
    return textsIn(store, group);
  };
  expect(await arrive()).toEqual(["Anna: Hallo"]);
  expect(await arrive()).toEqual(["Anna: Hallo"]);
  await store.messages.forgetPerson(ANNA.id, group);
  expect(await arrive()).toEqual([]);
});

test("an update that cannot be read as a message keeps no other one out", async () => {
  const { telegram, store, group, say, settled, logged } = await startRecording();
  const chat = { id: group, type: "supergroup", title: "Lesekreis" } as const;
  const poll = { question: "Wann?" };
  telegram.deliver({ message: { message_id: 3, date: 1, chat, from: ANNA, poll } } as never);
  say("Am Freitag");
  await settled();
  expect(await textsIn(store, group)).toEqual(["Anna: Am Freitag"]);
  expect(logged.filter(({ level }) => level === "warn")).toHaveLength(1);
});
