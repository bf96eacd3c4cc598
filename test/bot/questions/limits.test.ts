import { describe, expect, test } from "vitest";

import { createLimits } from "../../../src/bot/questions/limits.ts";
import { fakeLibrary } from "../../support/fake-library.ts";
import { onEachDatabase, open, stillClock } from "../../support/databases.ts";
import { ANNA, BEN, startBot } from "../../support/start-bot.ts";
import { createTestClock } from "../../support/test-clock.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Hundreds of transactions, on a machine that may have other things to do. */
const BUSY = { timeout: 30_000 };

onEachDatabase((makePlace) => {
  test(
    "case 40: fifty people and two groups that ask in the same instant get no more than the limits",
    BUSY,
    async () => {
      const { now } = stillClock();
      const { usage } = await open(await makePlace(), { now });
      const limits = createLimits({ usage, now, questionsPerMinute: 3, timeZone: "Europe/Berlin" });
      const asked = Array.from({ length: 50 }, (_, person) =>
        Array.from({ length: 5 }, () => limits.question({ chat: -1 - (person % 2), person })),
      ).flat();
      const verdicts = await Promise.all(asked);
      const count = (kind: string) => verdicts.filter((verdict) => verdict.kind === kind).length;
      expect([count("free"), count("too-fast"), count("too-many-today")]).toEqual([150, 100, 0]);
      const told = verdicts.filter((verdict) => verdict.kind === "too-fast" && verdict.isFirst);
      expect(told).toHaveLength(50);
    },
  );

  test(
    "case 40: of three hundred that ask in one group at once two hundred are answered",
    BUSY,
    async () => {
      const { now } = stillClock();
      const { usage } = await open(await makePlace(), { now });
      const limits = createLimits({ usage, now, questionsPerMinute: 3, timeZone: "Europe/Berlin" });
      const verdicts = await Promise.all(
        Array.from({ length: 300 }, (_, person) => limits.question({ chat: -1, person })),
      );
      const refused = verdicts.filter(({ kind }) => kind === "too-many-today");
      expect([verdicts.length - refused.length, refused.length]).toEqual([200, 100]);
      expect(refused.filter((verdict) => "isFirst" in verdict && verdict.isFirst)).toHaveLength(1);
    },
  );
});

onEachDatabase((makePlace) => {
  test(
    "case 40: fifty people who ask at the end of a minute and at the beginning of the next get one more than the limit, and the rest little by little",
    BUSY,
    async () => {
      const clock = stillClock();
      const { now } = clock;
      const { usage } = await open(await makePlace(), { now });
      const limits = createLimits({ usage, now, questionsPerMinute: 4, timeZone: "Europe/Berlin" });
      const people = Array.from({ length: 50 }, (_, person) => person);
      /** How many of five questions of each were answered, and what the others were told to wait. */
      const askAll = async () => {
        const asked = people.flatMap((person) =>
          Array.from({ length: 5 }, () => limits.question({ chat: -1 - person, person })),
        );
        const verdicts = await Promise.all(asked);
        const waits = verdicts.flatMap((one) => (one.kind === "too-fast" ? [one.seconds] : []));
        return [verdicts.filter(({ kind }) => kind === "free").length, ...new Set(waits)];
      };
      clock.move(MINUTE_MS - SECOND_MS);
      expect(await askAll()).toEqual([200, 1]);
      clock.move(SECOND_MS);
      expect(await askAll()).toEqual([50, 15]);
      clock.move(15 * SECOND_MS);
      expect(await askAll()).toEqual([50, 15]);
    },
  );
});

/** Anna's private chat with a bot that lets her ask twice a minute. */
function start() {
  const clock = createTestClock();
  const started = startBot({
    library: fakeLibrary(),
    clock,
    now: clock.now,
    questionsPerMinute: 2,
  });
  const { telegram } = started;
  const chat = telegram.openPrivateChat(ANNA).id;
  const say = (text: string) => telegram.say({ chat, from: ANNA.id, text });
  const replies = () =>
    telegram
      .history(chat)
      .filter(({ from }) => from?.id === telegram.me.id)
      .map(({ text = "" }) => text);
  return { ...started, clock, chat, say, replies };
}

describe("a person", () => {
  test("case 39: two hundred questions in a minute get one notice, and after the minute it goes on", async () => {
    const { clock, say, replies, settled } = start();
    await clock.wind(48 * SECOND_MS);
    for (let question = 0; question < 200; question += 1) say("was kostet das");
    await settled();
    expect(replies()).toHaveLength(3);
    expect(replies()[2]).toBe("Kurze Pause: In 12 Sekunden kannst du weiterfragen.");
    await clock.wind(12 * SECOND_MS);
    say("was kostet das");
    await settled();
    expect(replies()).toHaveLength(4);
    expect(replies()[3]).toMatch(
      /^198 Fragen habe ich in der Pause nicht beantwortet\.[^]*120 Millionen/u,
    );
    await clock.wind(40 * SECOND_MS);
    say("was kostet das");
    await settled();
    expect(replies()[4]).not.toContain("Pause");
  });

  test("does not use up questions with greetings, thanks and commands", async () => {
    const { say, replies, settled } = start();
    for (const text of [
      "hi",
      "danke",
      "/help",
      "hallo",
      "/start",
      "was kostet das",
      "danke",
      "und der radweg",
    ])
      say(text);
    await settled();
    expect(replies().filter((text) => text.includes("Kurze Pause"))).toEqual([]);
    expect(replies()).toHaveLength(8);
  });

  test("does not use up the questions of others", async () => {
    const { telegram, say, settled } = start();
    for (const text of ["was kostet das", "was kostet das", "was kostet das"]) say(text);
    const other = telegram.openPrivateChat(BEN).id;
    telegram.say({ chat: other, from: BEN.id, text: "was kostet das" });
    expect((await telegram.nextMessage(other)).text).toContain("120 Millionen");
    await settled();
  });

  test("who taps too fast is told so by an alert", async () => {
    const { telegram, chat, say } = start();
    say("was kostet das");
    const answer = await telegram.nextMessage(chat);
    for (let tap = 0; tap < 30; tap += 1) await telegram.press(answer, "nothing", ANNA.id);
    expect(await telegram.press(answer, "nothing", ANNA.id)).toMatchObject({
      alert: true,
      text: "Das ging zu schnell. Bitte tipp in 60 Sekunden noch einmal.",
    });
  });

  test("who types inline too fast gets an empty answer that Telegram keeps until the minute is over", async () => {
    const { telegram, clock } = start();
    await clock.wind(20 * SECOND_MS);
    for (let query = 0; query < 60; query += 1) await telegram.ask("Brücke", { from: ANNA.id });
    expect(await telegram.ask("Brücke", { from: ANNA.id })).toMatchObject({
      results: [],
      button: null,
      cacheSeconds: 40,
      personal: true,
    });
  });
});

test("a chat's two hundred questions a day are over once, and begin anew at midnight where the operator lives", async () => {
  const clock = createTestClock();
  const { telegram, settled, store } = startBot({ library: fakeLibrary(), clock, now: clock.now });
  const chat = telegram.openPrivateChat(ANNA).id;
  const day = Date.UTC(2026, 10, 23);
  await store.usage.take({ scope: "question/day", key: String(chat), windowStart: day }, 200, 200);
  const replies = () => telegram.history(chat).filter(({ from }) => from?.id !== ANNA.id);
  for (const text of ["was kostet das", "was kostet das"])
    telegram.say({ chat, from: ANNA.id, text });
  await settled();
  expect(replies().map(({ text }) => text)).toEqual([
    "Für heute ist in diesem Chat Schluss mit Fragen. Morgen geht es weiter.",
  ]);
  // It is noon in Berlin.
  const noonToMidnight = 12 * HOUR_MS;
  clock.jump(noonToMidnight - MINUTE_MS);
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  await settled();
  expect(replies()).toHaveLength(1);
  clock.jump(MINUTE_MS);
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  expect((await telegram.nextMessage(chat)).text).toContain("Schluss");
  expect((await telegram.nextMessage(chat)).text).toContain("120 Millionen");
});

test("no more than eight answers are being written at once", async () => {
  let atWork = 0;
  let most = 0;
  const { telegram, settled } = startBot({
    library: fakeLibrary({
      answer: async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        for (let turn = 0; turn < 20; turn += 1)
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
        atWork -= 1;
        return { kind: "declined", nearest: null };
      },
    }),
  });
  for (let person = 1; person <= 16; person += 1) {
    const chat = telegram.openPrivateChat({ ...ANNA, id: 1000 + person }).id;
    telegram.say({ chat, from: chat, text: "was kostet das" });
  }
  await settled();
  expect(most).toBe(8);
});
