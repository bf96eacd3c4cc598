import { expect, test } from "vitest";

import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, startBot, type StartedBot } from "../../support/start-bot.ts";
import { createTestClock, type TestClock } from "../../support/test-clock.ts";

/** Longer than the pauses between three tries. */
const TRIES_MS = 7000;

interface Broken extends StartedBot {
  readonly clock: TestClock;
  /** Says it, and lets the three tries go by. */
  readonly sayInVain: (text: string) => Promise<number>;
}

function startBroken(): Broken {
  const clock = createTestClock();
  let tries = 0;
  const started = startBot({
    clock,
    now: clock.now,
    library: fakeLibrary({
      answer: ({ text }) => {
        tries += 1;
        throw new SyntaxError(`Invalid regular expression: ${text}`);
      },
    }),
  });
  return {
    ...started,
    clock,
    async sayInVain(text) {
      const chat = started.telegram.openPrivateChat(ANNA).id;
      started.telegram.say({ chat, from: ANNA.id, text });
      await clock.until(() => tries === 1);
      await clock.wind(TRIES_MS);
      await clock.until(() => started.logged.length >= 3);
      return chat;
    },
  };
}

test("a failure is apologised for once, with a short name that also stands in the log", async () => {
  const { telegram, logged, sayInVain } = startBroken();
  const { text = "" } = await telegram.nextMessage(await sayInVain("mein Geheimnis"));
  const [, id] = /\((\w{6})\)$/u.exec(text) ?? [];
  expect(text).toMatch(/^Da ist bei mir etwas schiefgegangen/u);
  expect(logged).toMatchObject([
    { level: "warn", fields: { kind: "message", tries: 1 } },
    { level: "warn", fields: { kind: "message", tries: 2 } },
    { level: "error", fields: { id, kind: "message", tries: 3 } },
  ]);
});

test("the log tells the kind of error and its place, not what was written or by whom", async () => {
  const { telegram, logged, sayInVain } = startBroken();
  await telegram.nextMessage(await sayInVain("mein Geheimnis"));
  const line = JSON.stringify(logged);
  expect([
    line.includes("SyntaxError"),
    line.includes("failure.test.ts"),
    line.includes("Geheimnis"),
    line.includes("Anna"),
  ]).toEqual([true, true, false, false]);
});

test("what fails once is answered at the second try, and nobody notices", async () => {
  const clock = createTestClock();
  let isBroken = true;
  const { telegram, logged } = startBot({
    clock,
    now: clock.now,
    library: fakeLibrary({
      answer: () => {
        if (isBroken) throw new Error("broken");
        return { kind: "declined", nearest: null };
      },
    }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  await clock.until(() => logged.length === 1);
  isBroken = false;
  await clock.wind(TRIES_MS);
  expect((await telegram.nextMessage(chat)).text).toBe("Dazu finde ich keine Stelle.");
  expect(telegram.history(chat)).toHaveLength(2);
});

test("a failed inline query is answered with nothing rather than not at all", async () => {
  const { telegram } = startBot({
    library: fakeLibrary({
      findQuotes: () => {
        throw new Error("broken");
      },
    }),
  });
  telegram.openPrivateChat(ANNA);
  expect(await telegram.ask("brücke", { from: ANNA.id })).toMatchObject({
    results: [],
    personal: true,
    cacheSeconds: 0,
  });
});

test("an apology that cannot be sent does not stop the bot", async () => {
  const { telegram, sayInVain, clock, logged } = startBroken();
  telegram.refuseNext("sendMessage", { code: 400, description: "Bad Request: chat not found" });
  const chat = await sayInVain("was kostet das");
  await clock.until(() => logged.length === 4);
  telegram.say({ chat, from: ANNA.id, text: "/id" });
  expect((await telegram.nextMessage(chat)).text).toContain("Deine Nummer");
});
