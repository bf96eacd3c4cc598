import { expect, test } from "vitest";

import { CHAT, job, onEachDatabase } from "../../support/databases.ts";
import {
  ALL,
  ANNA,
  BEN,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOON,
  dump,
  edited,
  idsIn,
  record,
  said,
  startRecording,
  textsIn,
} from "../../support/recorded.ts";

onEachDatabase((makePlace) => {
  test("neither a text nor a name stands in the database as it was written", async () => {
    const { store, place } = await startRecording(makePlace);
    await record(store, [said(1, { name: "Annemarie", text: "Treffen um acht" })]);
    await store.close();
    const { cells } = await dump(place);
    expect(cells.includes("101")).toBe(true);
    expect(cells.includes("Annemarie") || cells.includes("Treffen")).toBe(false);
  });

  test("case 44: an edit of a message that is not kept keeps nothing, and its original may still come", async () => {
    const { store } = await startRecording(makePlace);
    await record(store, [edited(5, 0, "neu")]);
    expect(await textsIn(store)).toEqual([]);
    await record(store, [said(5)]);
    expect(await textsIn(store)).toEqual(["Nachricht 5"]);
  });

  test("case 7: of edits the newer one stands, in whatever order they come", async () => {
    const { store } = await startRecording(makePlace);
    await record(store, [said(1), said(2), edited(1, 2000, "zweite")]);
    await record(store, [edited(1, 1000, "erste")]);
    expect(await textsIn(store)).toEqual(["zweite", "Nachricht 2"]);
    await record(store, [edited(1, 2000, "in derselben Sekunde")]);
    const [first] = await store.messages.read({ ...ALL, chat: CHAT });
    expect(first).toEqual({ ...said(1), editedAt: NOON + 2000, text: "in derselben Sekunde" });
  });

  test("a message that comes again changes nothing, and does not come back after it was forgotten", async () => {
    const { store } = await startRecording(makePlace);
    await record(store, [said(1), said(2, { person: BEN })]);
    await record(store, [edited(1, 0, "neu")]);
    await record(store, [said(1), said(2, { person: BEN })]);
    expect(await textsIn(store)).toEqual(["neu", "Nachricht 2"]);
    await store.messages.forgetPerson(ANNA, null);
    await record(store, [said(1), said(3)]);
    expect(await idsIn(store)).toEqual([2, 3]);
    await store.messages.forgetChat(CHAT);
    await store.messages.switchOn(CHAT);
    await record(store, [said(1), said(2), said(3), said(4)]);
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

  test("case 50: a date in the future is taken for now, one of 1970 is too old, and a clock set back keeps what is new", async () => {
    const { store, clock } = await startRecording(makePlace);
    await record(store, [
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
    await record(store, [{ ...edited(1, DAY_MS, "morgen"), at: NOON }]);
    await record(store, [edited(1, 1, "gleich")]);
    expect(await textsIn(store)).toEqual(["Nachricht 2", "gleich"]);
    clock.move(-HOUR_MS);
    await record(store, [said(4, { at: NOON })]);
    expect(await store.purge()).toBe(0);
    expect(await times()).toEqual([
      [4, -HOUR_MS],
      [2, 0],
      [1, 5 * MINUTE_MS],
    ]);
  });
});
