import { expect, test } from "vitest";

import { fakeLibrary } from "../support/fake-library.ts";
import { ANNA, startBot, type StartedBot } from "../support/start-bot.ts";

function startBroken(): StartedBot {
  return startBot({
    library: fakeLibrary({
      answer: ({ text }) => {
        throw new SyntaxError(`Invalid regular expression: ${text}`);
      },
    }),
  });
}

test("a failure is apologised for once, with a short name that also stands in the log", async () => {
  const { telegram, logged } = startBroken();
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "mein Geheimnis" });
  const { text = "" } = await telegram.nextMessage(chat);
  const [, id] = /\((\w{6})\)$/u.exec(text) ?? [];
  expect(text).toMatch(/^Da ist bei mir etwas schiefgegangen/u);
  expect(logged).toMatchObject([{ level: "error", fields: { id, kind: "message" } }]);
});

test("the log tells the kind of error and its place, not what was written or by whom", async () => {
  const { telegram, logged } = startBroken();
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "mein Geheimnis" });
  await telegram.nextMessage(chat);
  const line = JSON.stringify(logged);
  expect([
    line.includes("SyntaxError"),
    line.includes("failure.test.ts"),
    line.includes("Geheimnis"),
    line.includes("Anna"),
  ]).toEqual([true, true, false, false]);
});

test("after a failure the next question is answered", async () => {
  let isBroken = true;
  const { telegram } = startBot({
    library: fakeLibrary({
      answer: () => {
        if (isBroken) throw new Error("broken");
        return { kind: "declined", nearest: null };
      },
    }),
  });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  await telegram.nextMessage(chat);
  isBroken = false;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  expect((await telegram.nextMessage(chat)).text).toBe("Dazu finde ich keine Stelle.");
});

test("when the person has blocked the bot, that is noted and nothing else is sent", async () => {
  const { telegram, logged } = startBot({ library: fakeLibrary() });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.refuseNext("sendMessage", {
    code: 403,
    description: "Forbidden: bot was blocked by the user",
  });
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  telegram.say({ chat, from: ANNA.id, text: "/id" });
  expect((await telegram.nextMessage(chat)).text).toContain("Deine Nummer");
  expect(logged.map(({ level }) => level)).toEqual(["info"]);
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
  const { telegram } = startBroken();
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.refuseNext("sendMessage", { code: 400, description: "Bad Request: chat not found" });
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  telegram.say({ chat, from: ANNA.id, text: "/id" });
  expect((await telegram.nextMessage(chat)).text).toContain("Deine Nummer");
});
