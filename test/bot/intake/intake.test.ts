import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import type { Readable } from "../../../src/bot/incoming/incoming.ts";
import { readUpdate } from "../../../src/bot/incoming/read-update.ts";
import { createIntake, isForBot, type IntakeParts } from "../../../src/bot/intake/intake.ts";
import { encodeAction } from "../../../src/bot/screens/callback-data.ts";
import { StoreError } from "../../../src/store/store-error.ts";
import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, BEN, recordLog, startBot } from "../../support/start-bot.ts";
import { createTestStore } from "../../support/test-store.ts";

const NOW = 1_800_000_000_000;
const ME = { id: 7, username: "fundstelle_bot" };
const PRIVATE = { id: ANNA.id, type: "private", first_name: "Anna" } as const;

let nextId = 1;
function message(chat: number, more: object = {}): Update {
  nextId += 1;
  return {
    update_id: nextId,
    message: {
      message_id: nextId,
      date: NOW / 1000,
      chat: { id: chat, type: "supergroup", title: "Gruppe" },
      from: ANNA,
      text: "/help",
      entities: [{ type: "bot_command", offset: 0, length: 5 }],
      ...more,
    },
  };
}

function replyTo(from: object): object {
  const chat = { id: -1, type: "supergroup", title: "Gruppe" };
  return { reply_to_message: { message_id: 2, date: 1, chat, from, text: "Antwort" } };
}

const pressed = (): Update => {
  nextId += 1;
  const callback_query = { id: "1", from: ANNA, chat_instance: "1", data: "d" };
  return { update_id: nextId, callback_query };
};

function startIntake(more: Partial<IntakeParts> = {}) {
  const store = createTestStore(() => NOW);
  const { log, logged } = recordLog();
  const atOnce: unknown[] = [];
  let woken = 0;
  const intake = createIntake({
    store,
    admitted: { allowed: [], owners: [] },
    me: ME,
    handleAtOnce: ({ update }) => void atOnce.push(update),
    wake: () => {
      woken += 1;
    },
    log,
    now: () => NOW,
    ...more,
  });
  return { intake, store, atOnce, logged, woken: () => woken };
}

test("an edited message waits in the lane of the one it was", async () => {
  const { intake, store } = startIntake();
  const earlier = message(-1);
  const { message: edited_message, update_id } = message(-1);
  await intake.deliver([earlier, { update_id, edited_message }]);
  const [first] = await store.jobs.claim({ leaseMs: 1000, limit: 10 });
  if (first !== undefined) await store.jobs.finish(first);
  expect(await store.jobs.claim({ leaseMs: 1000, limit: 10 })).toMatchObject([
    { lane: "-1/", chat: -1, kind: "edited_message" },
  ]);
});

test("a message is stored under its chat and topic, and the worker is woken", async () => {
  const { intake, store, woken } = startIntake();
  const updates = [message(-1), message(-1, { message_thread_id: 7, is_topic_message: true })];
  await intake.deliver(updates);
  const jobs = await store.jobs.claim({ leaseMs: 1000, limit: 10 });
  expect(jobs).toMatchObject([
    { lane: "-1/", chat: -1, kind: "message", at: NOW },
    { lane: "-1/7", chat: -1, kind: "message", at: NOW },
  ]);
  expect([jobs.map(({ body }) => JSON.parse(body) as Update), woken()]).toEqual([updates, 1]);
});

test("a chain of replies in a group without topics is no topic", async () => {
  const { intake, store } = startIntake();
  await intake.deliver([message(-1, { message_thread_id: 7 })]);
  expect(await store.jobs.claim({ leaseMs: 1000, limit: 1 })).toMatchObject([{ lane: "-1/" }]);
});

test("pressed buttons and inline queries are handled at once and not stored", async () => {
  const { intake, store, atOnce, woken } = startIntake();
  const updates: Update[] = [
    pressed(),
    { update_id: 90_000, inline_query: { id: "1", from: ANNA, query: "q", offset: "" } },
  ];
  await intake.deliver(updates);
  const ids = updates.map(({ update_id }) => ({ update_id }));
  expect([atOnce, await store.jobs.open(), woken()]).toMatchObject([ids, 0, 0]);
});

test("a pressed button that asks for a summary is stored, and waits behind nothing", async () => {
  const { intake, store, atOnce, woken } = startIntake();
  const { message: shown, update_id } = message(-1, {
    date: 5,
    message_thread_id: 7,
    is_topic_message: true,
  });
  const data = encodeAction({ kind: "summary", wanted: "today", isOfAllTopics: false });
  const callback_query = { id: "1", from: ANNA, chat_instance: "1", message: shown, data };
  const tap = { update_id, callback_query } as Update;
  await intake.deliver([tap]);
  const jobs = await store.jobs.claim({ leaseMs: 1000, limit: 10 });
  expect(jobs).toMatchObject([{ lane: null, chat: -1, kind: "callback_query", at: NOW }]);
  const [body = ""] = jobs.map((job) => job.body);
  expect([JSON.parse(body), atOnce, woken()]).toMatchObject([
    { callback_query: { data, message: { message_id: shown?.message_id } } },
    [],
    1,
  ]);
  // What the bot does not read of it is kept nowhere.
  expect(body).not.toContain("/help");
});

async function addInVain(): Promise<never> {
  throw new StoreError("full", "No room");
}

test("when a batch cannot be stored, nothing of it is handled either, for it comes again", async () => {
  const { store: real } = startIntake();
  const store = { ...real, jobs: { add: addInVain, open: async () => 0 } };
  const { intake, atOnce } = startIntake({ store });
  await expect(intake.deliver([pressed(), message(1)])).rejects.toThrow("No room");
  expect(atOnce).toEqual([]);
});

/** A store that cannot take updates with these ids. */
function startRefusing(refused: (id: number) => boolean, error: Error) {
  const { store: real } = startIntake();
  const add: IntakeParts["store"]["jobs"]["add"] = async (batch, messages) => {
    if (batch.some(({ updateId }) => refused(updateId))) throw error;
    return real.jobs.add(batch, messages);
  };
  const started = startIntake({ store: { ...real, jobs: { add, open: () => real.jobs.open() } } });
  return { ...started, store: real };
}

test("fault C: what the store refuses of a batch is dropped, and the rest is stored", async () => {
  const { intake, store, logged } = startRefusing((id) => id === poison, new RangeError("no"));
  const [before, { update_id: poison }, after] = [message(-1), message(-1), message(-2)] as const;
  await intake.deliver([before, { ...message(-1), update_id: poison }, after]);
  const open = await store.jobs.open();
  expect([open, logged]).toMatchObject([2, [{ message: "An update cannot be stored" }]]);
});

test("fault C: where the store takes none or is away, nothing is dropped", async () => {
  const everything = startRefusing(() => true, new RangeError("no"));
  await expect(everything.intake.deliver([message(-1), message(-2)])).rejects.toThrow("no");
  const away = startRefusing((id) => id === 1, new StoreError("unreachable", "away"));
  const batch = [{ ...message(-1), update_id: 1 }, message(-2)];
  await expect(away.intake.deliver(batch)).rejects.toThrow("away");
  expect([everything.logged, away.logged]).toEqual([[], []]);
});

test("an update that makes no sense keeps no other one out", async () => {
  const { intake, store, logged } = startIntake();
  await intake.deliver([message(-1, { entities: "none" }), message(-1)]);
  expect([await store.jobs.open(), logged]).toMatchObject([
    1,
    [{ level: "warn", fields: { kind: "message" }, message: "An update makes no sense" }],
  ]);
});

const isTheBots = (more: object) => isForBot(readUpdate(message(-1, more), ME) as Readable);
const said = (text: string) => ({ text, entities: [] });

test.each([
  [
    "a mention",
    {
      text: "@fundstelle_bot was kostet das",
      entities: [{ type: "mention", offset: 0, length: 15 }],
    },
  ],
  ["a command", {}],
  ["a question in reply to the bot", { ...said("und wann?"), ...replyTo(ME) }],
  ["a group's new id", { migrate_to_chat_id: -2 }],
  ["a group's old id", { migrate_from_chat_id: -2 }],
])("in a group %s is the bot's business", (_, more) => {
  expect(isTheBots(more)).toBe(true);
});

test.each([
  ["talk", said("Kommst du am Freitag?")],
  [
    "another bot's command",
    { text: "/help@OtherBot", entities: [{ type: "bot_command", offset: 0, length: 14 }] },
  ],
  ["a question in reply to a person", { ...said("und wann?"), ...replyTo(BEN) }],
  ["a picture", { ...said(""), photo: [] }],
])("in a group %s is none of the bot's business, and not stored", async (_, more) => {
  const { intake, store } = startIntake();
  await intake.deliver([message(-1, more)]);
  expect([isTheBots(more), await store.jobs.open()]).toEqual([false, 0]);
});

test("an edited message is the bot's business where a new one would be", () => {
  const edits = [{}, said("Kommst du am Freitag?")].map((more) => {
    const { message: edited_message, update_id } = message(-1, more);
    return readUpdate({ update_id, edited_message }, ME) as Readable;
  });
  expect(edits.map(isForBot)).toEqual([true, false]);
});

test("in private everything is", () => {
  expect(isTheBots({ chat: PRIVATE, ...said("hm"), photo: [] })).toBe(true);
});

test("where only some may use the bot, others are not recorded", async () => {
  const { intake, store } = startIntake({ admitted: { allowed: [-1], owners: [] } });
  for (const chat of [-1, -2]) await store.messages.switchOn(chat);
  await intake.deliver([message(-1, said("Hallo")), message(-2, said("Hallo"))]);
  const kept = (chat: number) => store.messages.count({ chat, topic: "all", from: null, to: null });
  expect([await kept(-1), await kept(-2)]).toEqual([1, 0]);
});

test("above a thousand open jobs it is full, and below it is not", async () => {
  const { intake, store } = startIntake();
  await intake.deliver(Array.from({ length: 1000 }, (_, chat) => message(chat + 1)));
  expect(await intake.isFull()).toBe(false);
  await intake.deliver([message(5000)]);
  expect(await intake.isFull()).toBe(true);
  for (const job of await store.jobs.claim({ leaseMs: 1000, limit: 1 }))
    await store.jobs.finish(job);
  expect(await intake.isFull()).toBe(false);
});

test("messages in a group that are not meant for the bot leave nothing behind", async () => {
  const { telegram, store, settled } = startBot({
    library: fakeLibrary(),
    me: { can_read_all_group_messages: true },
  });
  const group = telegram.openGroup({ title: "Lesekreis", members: [ANNA, BEN] }).id;
  for (const text of ["Kommst du am Freitag?", "ja", "/start@OtherBot", "hallo @anna"])
    telegram.say({ chat: group, from: BEN.id, text });
  await settled();
  const { done, ...others } = await store.jobs.counts();
  // The one by which the test waits.
  expect([done, others]).toEqual([1, { new: 0, due: 0, dead: 0, aside: 0 }]);
});

test("case 51: while the disk is full nothing is confirmed, and when there is room again it is answered", async () => {
  const real = createTestStore();
  let isFull = true;
  const jobs: typeof real.jobs = new Proxy(real.jobs, {
    get: (room, name: keyof typeof real.jobs) =>
      name === "add" && isFull
        ? async () => {
            isFull = false;
            throw new StoreError("full", "SQLite: no room is left on its disk.");
          }
        : room[name],
  });
  const store = new Proxy(real, {
    get: (opened, name: keyof typeof real) => (name === "jobs" ? jobs : opened[name]),
  });
  const { telegram, logged } = startBot({ library: fakeLibrary(), store });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  expect((await telegram.nextMessage(chat)).text).toContain("120 Millionen");
  expect(logged[0]).toMatchObject({
    level: "warn",
    fields: { error: "SQLite: no room is left on its disk." },
  });
});
