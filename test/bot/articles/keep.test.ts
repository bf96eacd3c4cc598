import { expect, onTestFinished, test } from "vitest";

import { keepLibrary } from "../../../src/current-library.ts";
import type { Store } from "../../../src/store/store.ts";
import { onEachDatabase, open, stillClock } from "../../support/databases.ts";
import { BRIDGE } from "../../support/fake-library.ts";
import { labelsOf, startSending } from "../../support/sending.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const POOL = "---\ntitle: Das Freibad\nlanguage: de\n---\n\nEine Karte kostet vier Euro.\n";
const NOT_OFFERED =
  "Das liegt nicht mehr bereit: Es ist aufgenommen, verworfen oder älter als einen Tag. Schick es sonst noch einmal.";

/** As another process has it. */
async function follow(store: Store) {
  const current = await keepLibrary({
    corpus: { articles: [BRIDGE], skipped: [], files: new Map() },
    sent: store.articles,
    writing: null,
    onChange: async () => {},
    onError() {},
  });
  onTestFinished(() => current.close());
  return () => current.library().corpus.articles.map(({ title }) => title);
}

onEachDatabase((makePlace) => {
  test("what was offered can be taken in after a restart, and is there after the next", async () => {
    const place = await makePlace();
    const first = await open(place);
    const before = await startSending({ store: first });
    const { telegram } = before;
    const offer = await before.sendFile("freibad.md", POOL);
    await before.stop();
    await first.close();

    const second = await open(place);
    const after = await startSending({ store: second, telegram });
    await after.press(offer, "Aufnehmen");
    await expect.poll(after.titles).toContain("Das Freibad");
    await after.stop();
    await second.close();

    const titles = await follow(await open(place));
    expect(titles()).toContain("Das Freibad");
  });

  test("a tap a day later says that it is too late", async () => {
    const clock = stillClock();
    const store = await open(await makePlace(), { now: clock.now });
    const { sendFile, press, titles } = await startSending({ store });
    const offer = await sendFile("freibad.md", POOL);
    clock.move(DAY_MS);
    expect(await press(offer, "Aufnehmen")).toBe(NOT_OFFERED);
    expect(titles()).not.toContain("Das Freibad");
  });

  test("what was discarded is gone, and cannot be taken in any more", async () => {
    const store = await open(await makePlace());
    const { sendFile, press, shown, titles } = await startSending({ store });
    const offer = await sendFile("freibad.md", POOL);
    expect(await press(offer, "Verwerfen")).toBeNull();
    await expect.poll(() => shown(offer)?.text).toBe("Verworfen.");
    expect(await press(offer, "Aufnehmen")).toBe(NOT_OFFERED);
    expect(await store.articles.list()).toEqual([]);
    expect(titles()).not.toContain("Das Freibad");
  });

  test("/sources takes out what an owner sent, nothing else, and one tap brings it back", async () => {
    const store = await open(await makePlace());
    const { telegram, chat, sendFile, say, press, shown, titles } = await startSending({ store });
    const offer = await sendFile("freibad.md", POOL);
    await press(offer, "Aufnehmen");
    await expect.poll(() => shown(offer)?.text).toContain("Aufgenommen");

    const sources = await say({ text: "/sources" });
    expect(labelsOf(sources).filter((label) => label === "Entfernen")).toHaveLength(1);
    expect(await press(sources, "Entfernen")).toBeNull();
    const removed = await telegram.nextMessage(chat);
    expect(removed.text).toBe("„Das Freibad“ ist entfernt.");
    expect(titles()).not.toContain("Das Freibad");
    expect(await press(sources, "Entfernen")).toBe("Diesen Artikel gibt es nicht mehr.");
    expect(labelsOf(await say({ text: "/sources" }))).not.toContain("Entfernen");

    await press(removed, "Wieder aufnehmen");
    await expect.poll(titles).toContain("Das Freibad");
  });

  test("another process has it within five seconds, and loses it as soon", async () => {
    const place = await makePlace();
    const store = await open(place);
    // SQLite lets no second process in: there the folder alone is followed.
    const others = place.databaseUrl === null ? store : await open(place);
    const elsewhere = await follow(others);
    const { sendFile, press, say, titles } = await startSending({ store });
    const offer = await sendFile("freibad.md", POOL);
    await press(offer, "Aufnehmen");
    await expect.poll(titles).toContain("Das Freibad");
    await expect.poll(elsewhere, { timeout: 5000 }).toContain("Das Freibad");
    await press(await say({ text: "/sources" }), "Entfernen");
    await expect.poll(elsewhere, { timeout: 5000 }).not.toContain("Das Freibad");
  });
});

test("only an owner sees the buttons that take out", async () => {
  const { telegram, sendFile, press, titles } = await startSending();
  const offer = await sendFile("freibad.md", POOL);
  await press(offer, "Aufnehmen");
  await expect.poll(titles).toContain("Das Freibad");
  const ben = { id: 102, is_bot: false, first_name: "Ben", language_code: "de" };
  const chat = telegram.openPrivateChat(ben).id;
  telegram.say({ chat, from: ben.id, text: "/sources" });
  expect(labelsOf(await telegram.nextMessage(chat))).toEqual(["Die neue Brücke", "Das Freibad"]);
});
