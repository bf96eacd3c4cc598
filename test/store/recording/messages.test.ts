import { expect, test } from "vitest";

import { CHAT, job, onEachDatabase, open } from "../../support/databases.ts";
import {
  ALL,
  ANNA,
  BEN,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOON,
  OTHER,
  dump,
  edited,
  idsIn,
  said,
  startRecording,
  textsIn,
} from "../../support/recorded.ts";

onEachDatabase((makePlace) => {
  test("a recorded message comes back as it was, in the order of time, over a restart", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    const batch = [
      said(3, { topic: 7, replyTo: 1, name: "Bén 🐦", text: 'Ja!\n"gut" \ud83d' }),
      said(1, { person: -1_001_999, text: "" }),
      said(2, { at: NOON - HOUR_MS }),
    ];
    expect(await store.messages.record(batch)).toBe(3);
    await store.close();
    const again = await open(place, { now: clock.now });
    expect(await again.messages.read({ ...ALL, chat: CHAT })).toEqual([
      batch[2],
      batch[1],
      batch[0],
    ]);
  });

  test("messages of one second are read in the order of their ids", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.record([11, 9, 10].map((id) => said(id, { at: NOON })));
    expect(await idsIn(store)).toEqual([9, 10, 11]);
  });

  test("neither a text nor a name stands in the database as it was written", async () => {
    const { store, place } = await startRecording(makePlace);
    await store.messages.record([said(1, { name: "Annemarie", text: "Treffen um acht" })]);
    await store.close();
    const { cells } = await dump(place);
    expect(cells.includes("101")).toBe(true);
    expect(cells.includes("Annemarie") || cells.includes("Treffen")).toBe(false);
  });

  test("case 44: an edit of a message that is not kept keeps nothing, and its original may still come", async () => {
    const { store } = await startRecording(makePlace);
    expect(await store.messages.record([edited(5, 0, "neu")])).toBe(0);
    expect(await textsIn(store)).toEqual([]);
    expect(await store.messages.record([said(5)])).toBe(1);
  });

  test("case 7: of edits the newer one stands, in whatever order they come", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.record([said(1), said(2), edited(1, 2000, "zweite")]);
    expect(await store.messages.record([edited(1, 1000, "erste")])).toBe(0);
    expect(await textsIn(store)).toEqual(["zweite", "Nachricht 2"]);
    await store.messages.record([edited(1, 2000, "in derselben Sekunde")]);
    const [first] = await store.messages.read({ ...ALL, chat: CHAT });
    expect(first).toEqual({ ...said(1), editedAt: NOON + 2000, text: "in derselben Sekunde" });
  });

  test("a message that comes again changes nothing, and does not come back after it was forgotten", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.record([said(1), said(2, { person: BEN })]);
    await store.messages.record([edited(1, 0, "neu")]);
    expect(await store.messages.record([said(1), said(2, { person: BEN })])).toBe(0);
    expect(await textsIn(store)).toEqual(["neu", "Nachricht 2"]);
    await store.messages.forgetPerson(ANNA, null);
    expect(await store.messages.record([said(1), said(3)])).toBe(1);
    await store.messages.forgetChat(CHAT);
    await store.messages.switchOn(CHAT);
    expect(await store.messages.record([said(1), said(2), said(3), said(4)])).toBe(1);
    expect(await idsIn(store)).toEqual([4]);
  });

  test("a batch's messages and jobs are stored together or not at all", async () => {
    const { store } = await startRecording(makePlace);
    expect(await store.jobs.add([job(1)], [said(1), said(2)])).toEqual([1]);
    expect(await store.jobs.add([], [said(3)])).toEqual([]);
    expect([await idsIn(store), await store.jobs.open()]).toEqual([[1, 2, 3], 1]);
    const broken = said(5, { text: 5n as unknown as string });
    await expect(store.jobs.add([job(2)], [said(4), broken])).rejects.toThrow(TypeError);
    expect([await idsIn(store), await store.jobs.open()]).toEqual([[1, 2, 3], 1]);
  });

  test("a range is told by topic, times and how many at most, and counted the same", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.record([1, 2, 3, 4].map((id) => said(id)));
    await store.messages.record([said(5, { topic: 7 }), said(6, { topic: 8 })]);
    const read = async (range: object) => {
      const wanted = { ...ALL, chat: CHAT, ...range };
      const messages = await store.messages.read(wanted);
      return [messages.map(({ id }) => id), await store.messages.count(wanted)];
    };
    expect(await read({})).toEqual([[1, 2, 3, 4, 5, 6], 6]);
    expect(await read({ topic: null })).toEqual([[1, 2, 3, 4], 4]);
    expect(await read({ topic: 7 })).toEqual([[5], 1]);
    expect(await read({ from: said(2).at, to: said(5).at })).toEqual([[2, 3, 4, 5], 4]);
    expect(await read({ limit: 2 })).toEqual([[5, 6], 6]);
    expect(await read({ chat: OTHER })).toEqual([[], 0]);
  });

  test("it is known when a person last wrote in a chat and topic", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.record([
      said(1),
      said(2),
      said(3, { person: BEN }),
      said(4, { topic: 7 }),
    ]);
    const anna = { chat: CHAT, topic: null, person: ANNA };
    expect(await store.messages.lastOf(anna, NOON)).toBe(said(2).at);
    expect(await store.messages.lastOf(anna, said(2).at)).toBe(said(1).at);
    expect(await store.messages.lastOf({ ...anna, topic: 7 }, NOON)).toBe(said(4).at);
    expect(await store.messages.lastOf({ ...anna, topic: "all" }, NOON)).toBe(said(4).at);
    expect(await store.messages.lastOf({ ...anna, chat: OTHER }, NOON)).toBeNull();
  });

  test("a person gets everything that is kept of theirs, and forgets it in one chat or in all", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.switchOn(OTHER);
    const inOther = said(1, { chat: OTHER, at: NOON });
    await store.messages.record([said(1), said(2), said(3, { person: BEN }), inOther]);
    expect(await store.messages.ofPerson(ANNA)).toEqual([said(1), said(2), inOther]);
    expect(await store.messages.forgetPerson(ANNA, CHAT)).toBe(2);
    expect(await store.messages.ofPerson(ANNA)).toEqual([inOther]);
    expect(await store.messages.forgetPerson(ANNA, null)).toBe(1);
    expect(await store.messages.ofPerson(ANNA)).toEqual([]);
    expect(await idsIn(store)).toEqual([3]);
    expect(await store.messages.record([said(4)])).toBe(1);
  });

  test("case 50: a date in the future is taken for now, one of 1970 is too old, and a clock set back keeps what is new", async () => {
    const { store, clock } = await startRecording(makePlace);
    await store.messages.record([
      said(1, { at: NOON + 5 * MINUTE_MS }),
      said(2, { at: NOON + 5 * MINUTE_MS + 1 }),
      said(3, { at: 1000 }),
    ]);
    const times = async () =>
      (await store.messages.read({ ...ALL, chat: CHAT })).map(({ id, at }) => [id, at - NOON]);
    expect(await times()).toEqual([
      [2, 0],
      [1, 5 * MINUTE_MS],
    ]);
    await store.messages.record([{ ...edited(1, DAY_MS, "morgen"), at: NOON }]);
    await store.messages.record([edited(1, 1, "gleich")]);
    expect(await textsIn(store)).toEqual(["Nachricht 2", "gleich"]);
    clock.move(-HOUR_MS);
    await store.messages.record([said(4, { at: NOON })]);
    expect(await store.purge()).toBe(0);
    expect(await times()).toEqual([
      [4, -HOUR_MS],
      [2, 0],
      [1, 5 * MINUTE_MS],
    ]);
  });

  test("under another STORE_KEY what was recorded is neither read nor counted, and comes back with the first", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    await store.messages.record([said(1)]);
    await store.close();
    const other = await open(place, { now: clock.now, key: Buffer.alloc(32, 9) });
    expect(await idsIn(other)).toEqual([]);
    expect(await other.messages.count({ ...ALL, chat: CHAT })).toBe(0);
    await other.messages.record([said(2)]);
    expect(await idsIn(other)).toEqual([2]);
    await other.close();
    expect(await idsIn(await open(place, { now: clock.now }))).toEqual([1]);
  });
});
