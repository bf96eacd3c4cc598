import { expect, test } from "vitest";

import { CHAT, onEachDatabase, open } from "../../support/databases.ts";
import {
  ANNA,
  BEN,
  DAY_MS,
  HOUR_MS,
  NOON,
  OTHER,
  dump,
  edited,
  idsIn,
  record,
  said,
  startRecording,
  textsIn,
} from "../../support/recorded.ts";

onEachDatabase((makePlace) => {
  test("case 44: before consent, after it was taken back, and in other chats nothing is kept", async () => {
    const store = await open(await makePlace(), { now: () => NOON });
    await record(store, [said(1)]);
    expect(await idsIn(store)).toEqual([]);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: false, since: null });
    await store.messages.switchOn(CHAT);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: true, since: NOON });
    await record(store, [said(2), said(2, { chat: OTHER })]);
    await store.messages.switchOff(CHAT);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: false, since: null });
    await record(store, [said(3), edited(2, 0, "neu")]);
    expect(await textsIn(store)).toEqual(["Nachricht 2"]);
    expect(await idsIn(store, OTHER)).toEqual([]);
  });

  test("switched off, what there was stays for as long as it may, and then nothing is left of the chat", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    await record(store, [said(1, { at: NOON })]);
    await store.messages.switchOff(CHAT);
    clock.move(7 * DAY_MS - 1);
    await store.purge();
    expect(await idsIn(store)).toEqual([1]);
    clock.move(1);
    expect(await store.purge()).toBe(1);
    await store.close();
    expect(await dump(place)).toEqual({ keys: 0, cells: Buffer.alloc(0) });
  });

  test("switched on twice, it has been on since the first time", async () => {
    const { store, clock } = await startRecording(makePlace);
    clock.move(HOUR_MS);
    await store.messages.switchOn(CHAT);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: true, since: NOON });
  });

  test("case 44: of who objects nothing is kept, what there was is gone, and others stay", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.switchOn(OTHER);
    await record(store, [said(1), said(2, { person: BEN }), said(1, { chat: OTHER })]);
    expect(await store.messages.optOut(ANNA, CHAT)).toBe(1);
    await record(store, [said(3), edited(1, 0, "neu")]);
    await record(store, [said(2, { chat: OTHER }), said(4, { person: BEN })]);
    expect([await idsIn(store), await idsIn(store, OTHER)]).toEqual([
      [2, 4],
      [1, 2],
    ]);
    await store.messages.optIn(ANNA, CHAT);
    await record(store, [said(5)]);
    expect(await idsIn(store)).toEqual([2, 4, 5]);
  });

  test("who objects everywhere is kept nowhere but where they allow it again", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.switchOn(OTHER);
    await record(store, [said(1), said(1, { chat: OTHER })]);
    expect(await store.messages.optOut(ANNA, null)).toBe(2);
    expect(await store.messages.optOut(ANNA, null)).toBe(0);
    await store.messages.optIn(ANNA, OTHER);
    await record(store, [said(2), said(2, { chat: OTHER })]);
    expect([await idsIn(store), await idsIn(store, OTHER)]).toEqual([[], [2]]);
    await store.messages.optOut(ANNA, null);
    await record(store, [said(3), said(3, { chat: OTHER })]);
    expect([await idsIn(store), await idsIn(store, OTHER)]).toEqual([[], []]);
    await store.messages.optIn(ANNA, null);
    await record(store, [said(4), said(4, { chat: OTHER })]);
    expect([await idsIn(store), await idsIn(store, OTHER)]).toEqual([[4], [4]]);
  });

  test("whoever objects while a batch is being recorded is not in it, or goes with what they forget", async () => {
    const { store } = await startRecording(makePlace);
    const rounds = Array.from({ length: 20 }, (_, round) => round);
    for (const round of rounds) {
      const person = 1000 + round;
      const batch = [1, 2, 3].map((id) => said(round * 10 + id, { person }));
      await Promise.all([record(store, batch), store.messages.optOut(person, CHAT)]);
    }
    expect(await idsIn(store)).toEqual([]);
  });
});
