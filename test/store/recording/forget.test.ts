import { expect, test } from "vitest";

import { createStore } from "../../../src/store/store.ts";
import { CHAT, job, onEachDatabase, open } from "../../support/databases.ts";
import { breakingOff, openWithDatabase } from "../../support/open-database.ts";
import {
  ALL,
  ANNA,
  BEN,
  DAY_MS,
  HOUR_MS,
  NOON,
  OTHER,
  dump,
  idsIn,
  record,
  said,
  startRecording,
} from "../../support/recorded.ts";

onEachDatabase((makePlace) => {
  test("case 45: of a forgotten chat no message and no key is left, and its jobs, turns and objections are", async () => {
    const { store, place } = await startRecording(makePlace);
    await store.messages.optOut(BEN, CHAT);
    await store.jobs.add([job(1)], [said(1), said(2)]);
    await store.chats.changeSettings(CHAT, () => ({ summaryBegunAt: 5 }));
    expect(await store.messages.forgetChat(CHAT)).toBe(2);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: false, since: null });
    expect(await idsIn(store)).toEqual([]);
    const [claimed] = await store.jobs.claim({ leaseMs: 1000, limit: 1 });
    expect(claimed?.body).toBe(job(1).body);
    expect(await store.chats.settings(CHAT)).toEqual({ summaryBegunAt: 5 });
    await store.messages.switchOn(CHAT);
    await record(store, [said(3, { person: BEN })]);
    expect(await idsIn(store)).toEqual([]);
    await store.close();
    expect((await dump(place)).keys).toBe(0);
  });

  test("case 45: with the whole chat its messages and their key go", async () => {
    const { store, place } = await startRecording(makePlace);
    await record(store, [said(1), said(2)]);
    await store.forgetChat(CHAT);
    expect(await store.messages.recording(CHAT)).toMatchObject({ isOn: false });
    await record(store, [said(3)]);
    await store.close();
    expect(await dump(place)).toEqual({ keys: 0, cells: Buffer.alloc(0) });
  });

  test("case 46: a group that was upgraded keeps recording, with its messages and objections, and links to none of them", async () => {
    const { store } = await startRecording(makePlace);
    await store.messages.switchOn(OTHER);
    await store.messages.optOut(BEN, OTHER);
    await record(store, [said(8, { chat: OTHER }), said(9, { chat: OTHER, replyTo: 8 })]);
    await store.moveChat(OTHER, -7);
    expect(await store.messages.read({ ...ALL, chat: -7 })).toEqual([
      said(8, { chat: -7, id: -8 }),
      said(9, { chat: -7, id: -9, replyTo: -8 }),
    ]);
    expect(await store.messages.recording(-7)).toEqual({ isOn: true, since: NOON });
    expect(await store.messages.recording(OTHER)).toEqual({ isOn: false, since: null });
    const inNew = said(1, { chat: -7, at: NOON });
    const byBen = said(2, { chat: -7, at: NOON, person: BEN });
    await record(store, [inNew, byBen, said(10, { chat: OTHER })]);
    expect(await idsIn(store, -7)).toEqual([-8, -9, 1]);
    expect(await idsIn(store, OTHER)).toEqual([]);
    expect(await store.messages.ofPerson(ANNA)).toHaveLength(3);
  });

  test("case 46: moved again, and with the new chat switched off in between, it stays what it is", async () => {
    const { store } = await startRecording(makePlace);
    await record(store, [said(1)]);
    await store.moveChat(CHAT, -7);
    await store.messages.switchOff(-7);
    await store.moveChat(CHAT, -7);
    await store.moveChat(-7, -7);
    expect(await idsIn(store, -7)).toEqual([-1]);
    expect(await store.messages.recording(-7)).toMatchObject({ isOn: false });
    // A chat whose new id was switched off before its old one was known to be the same.
    await store.messages.switchOn(CHAT);
    await store.moveChat(CHAT, -7);
    expect(await store.messages.recording(-7)).toMatchObject({ isOn: false });
  });

  test("case 46: a move that breaks off before its end has moved nothing, and can be made again", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    await record(store, [said(1)]);
    await store.close();
    const { database, keys, store: mended } = await openWithDatabase(place, clock.now);
    const parts = { keys, now: clock.now, retentionDays: 7, articleFolder: null };
    const broken = createStore({ database: breakingOff(database), ...parts });
    await expect(broken.moveChat(CHAT, OTHER)).rejects.toThrow("It broke off at the end");
    expect(await mended.messages.recording(CHAT)).toMatchObject({ isOn: true });
    expect(await idsIn(mended)).toEqual([1]);
    await mended.moveChat(CHAT, OTHER);
    expect(await mended.messages.recording(OTHER)).toMatchObject({ isOn: true });
    expect([await idsIn(mended), await idsIn(mended, OTHER)]).toEqual([[], [-1]]);
  });

  test("case 47: removed, it stops at once, a day later everything is gone, and to be added again is no consent", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    await record(store, [said(1)]);
    await store.leaveChat(CHAT);
    await record(store, [said(2)]);
    clock.move(HOUR_MS);
    await store.chats.seen(CHAT);
    expect(await store.messages.recording(CHAT)).toEqual({ isOn: false, since: null });
    await record(store, [said(3)]);
    clock.move(12 * HOUR_MS);
    await store.leaveChat(CHAT);
    clock.move(11 * HOUR_MS - 1);
    await store.purge();
    expect(await idsIn(store)).toEqual([1]);
    clock.move(1);
    expect(await store.purge()).toBe(1);
    expect(await idsIn(store)).toEqual([]);
    await store.close();
    expect((await dump(place)).keys).toBe(0);
  });

  test("case 47: with consent given anew within the day, what there was stays", async () => {
    const { store, clock } = await startRecording(makePlace);
    await record(store, [said(1)]);
    await store.leaveChat(CHAT);
    clock.move(HOUR_MS);
    await store.messages.switchOn(CHAT);
    await record(store, [said(2)]);
    clock.move(DAY_MS);
    expect(await store.purge()).toBe(0);
    expect(await idsIn(store)).toEqual([1, 2]);
  });

  test("case 49: what became too old while the bot was off is read by nobody, and purged at once", async () => {
    const { store, place, clock } = await startRecording(makePlace);
    await record(store, [said(1), said(2, { at: NOON - 6 * DAY_MS })]);
    await store.close();
    clock.move(2 * DAY_MS);
    const again = await open(place, { now: clock.now, retentionDays: 3 });
    expect(await idsIn(again)).toEqual([1]);
    expect(await again.messages.ofPerson(ANNA)).toHaveLength(1);
    expect(await again.purge()).toBe(1);
    await again.close();
    const longer = await open(place, { now: clock.now, retentionDays: 365 });
    expect(await idsIn(longer)).toEqual([1]);
  });

  test("a purge removes more than fit in one batch, and counts them", async () => {
    const { store } = await startRecording(makePlace);
    await record(
      store,
      Array.from({ length: 1201 }, (_, id) => said(id + 1, { at: NOON })),
    );
    await record(store, [said(2000, { at: NOON + 1 })]);
    expect(await store.messages.purge(NOON + 1)).toBe(1201);
    expect(await idsIn(store)).toEqual([2000]);
  });
});
