import { expect, test } from "vitest";

import { CHAT, onEachDatabase, open } from "../../support/databases.ts";
import {
  ALL,
  ANNA,
  BEN,
  HOUR_MS,
  NOON,
  OTHER,
  idsIn,
  record,
  said,
  startRecording,
} from "../../support/recorded.ts";

onEachDatabase((makePlace) => {
  test("a recorded message comes back as it was, in the order of time, over a restart", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    const batch = [
      said(3, { topic: 7, replyTo: 1, name: "Bén 🐦", text: 'Ja!\n"gut" \ud83d' }),
      said(1, { person: -1_001_999, text: "" }),
      said(2, { at: NOON - HOUR_MS }),
    ];
    await record(store, batch);
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
    await record(
      store,
      [11, 9, 10].map((id) => said(id, { at: NOON })),
    );
    expect(await idsIn(store)).toEqual([9, 10, 11]);
  });

  test("a range is told by topic, times and how many at most, and counted the same", async () => {
    const { store } = await startRecording(makePlace);
    await record(
      store,
      [1, 2, 3, 4].map((id) => said(id)),
    );
    await record(store, [said(5, { topic: 7 }), said(6, { topic: 8 })]);
    const read = async (range: object) => {
      const wanted = { ...ALL, chat: CHAT, ...range };
      const messages = await store.messages.read(wanted);
      const states = messages.map(({ id, editedAt }) => ({ id, editedAt }));
      expect(await store.messages.states(wanted)).toEqual(states);
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
    await record(store, [said(1), said(2), said(3, { person: BEN }), said(4, { topic: 7 })]);
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
    await record(store, [said(1), said(2), said(3, { person: BEN }), inOther]);
    expect(await store.messages.ofPerson(ANNA)).toEqual([said(1), said(2), inOther]);
    expect(await store.messages.forgetPerson(ANNA, CHAT)).toBe(2);
    expect(await store.messages.ofPerson(ANNA)).toEqual([inOther]);
    expect(await store.messages.forgetPerson(ANNA, null)).toBe(1);
    expect(await store.messages.ofPerson(ANNA)).toEqual([]);
    await record(store, [said(4)]);
    expect(await idsIn(store)).toEqual([3, 4]);
  });

  test("under another STORE_KEY what was recorded is neither read nor counted, and comes back with the first", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    await record(store, [said(1)]);
    await store.close();
    const other = await open(place, { now: clock.now, key: Buffer.alloc(32, 9) });
    expect(await idsIn(other)).toEqual([]);
    expect(await other.messages.count({ ...ALL, chat: CHAT })).toBe(0);
    await record(other, [said(2)]);
    expect(await idsIn(other)).toEqual([2]);
    await other.close();
    expect(await idsIn(await open(place, { now: clock.now }))).toEqual([1]);
  });
});
