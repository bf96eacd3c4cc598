import { expect, test } from "vitest";

import { CHAT, onEachDatabase, open } from "../../support/databases.ts";
import {
  ANNA,
  BEN,
  DAY_MS,
  HOUR_MS,
  dump,
  NOON,
  OTHER,
  edited,
  idsIn,
  said,
  startRecording,
  textsIn,
} from "../../support/recorded.ts";

onEachDatabase((makePlace) => {
  test("case 44: before consent, after it was taken back, and in other chats nothing is kept", async () => {
    const store = await open(await makePlace(), { now: () => NOON });
    expect(await store.messages.record([said(1)])).toBe(0);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: false, since: null });
    await store.messages.switchOn(CHAT);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: true, since: NOON });
    expect(await store.messages.record([said(2), said(2, { chat: OTHER })])).toBe(1);
    await store.messages.switchOff(CHAT);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: false, since: null });
    expect(await store.messages.record([said(3), edited(2, 0, "neu")])).toBe(0);
    expect(await textsIn(store)).toEqual(["Nachricht 2"]);
    expect(await idsIn(store, OTHER)).toEqual([]);
  });

  test("switched off, what there was stays for as long as it may, and then nothing is left of the chat", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    await store.messages.record([said(1, { at: NOON })]);
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
    await store.messages.record([said(1), said(2, { person: BEN }), said(1, { chat: OTHER })]);
    expect(await store.messages.optOut(ANNA, CHAT)).toBe(1);
    expect(await store.messages.hasOptedOut(ANNA, CHAT)).toBe(true);
    expect(await store.messages.hasOptedOut(ANNA, OTHER)).toBe(false);
    expect(await store.messages.record([said(3), edited(1, 0, "neu")])).toBe(0);
    expect(await store.messages.record([said(2, { chat: OTHER }), said(4, { person: BEN })])).toBe(
      2,
    );
    expect(await idsIn(store)).toEqual([2, 4]);
    await store.messages.optIn(ANNA, CHAT);
    expect(await store.messages.hasOptedOut(ANNA, CHAT)).toBe(false);
    await store.messages.record([said(5)]);
    expect(await idsIn(store)).toEqual([2, 4, 5]);
  });

  test("who objects everywhere is kept nowhere but where they allow it again", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.switchOn(OTHER);
    await store.messages.record([said(1), said(1, { chat: OTHER })]);
    expect(await store.messages.optOut(ANNA, null)).toBe(2);
    expect(await store.messages.optOut(ANNA, null)).toBe(0);
    await store.messages.optIn(ANNA, OTHER);
    expect(await store.messages.hasOptedOut(ANNA, CHAT)).toBe(true);
    expect(await store.messages.hasOptedOut(ANNA, OTHER)).toBe(false);
    await store.messages.record([said(2), said(2, { chat: OTHER })]);
    expect([await idsIn(store), await idsIn(store, OTHER)]).toEqual([[], [2]]);
    await store.messages.optOut(ANNA, null);
    expect(await store.messages.hasOptedOut(ANNA, OTHER)).toBe(true);
    await store.messages.optIn(ANNA, null);
    await store.messages.record([said(3), said(3, { chat: OTHER })]);
    expect([await idsIn(store), await idsIn(store, OTHER)]).toEqual([[3], [3]]);
  });

  test("whoever objects while a batch is being recorded is not in it, or goes with what they forget", async () => {
    const { store } = await startRecording(makePlace);
    const rounds = Array.from({ length: 20 }, (_, round) => round);
    for (const round of rounds) {
      const person = 1000 + round;
      const batch = [1, 2, 3].map((id) => said(round * 10 + id, { person }));
      await Promise.all([store.messages.record(batch), store.messages.optOut(person, CHAT)]);
    }
    expect(await idsIn(store)).toEqual([]);
  });
});
