import { expect, test } from "vitest";

import { createPseudonyms } from "../../../src/bot/privacy/pseudonym.ts";
import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, startBot } from "../../support/start-bot.ts";

const KEY = Buffer.alloc(32, 1);

test("a chat always has the same name, and another key gives it another", () => {
  const [names, again, others] = [KEY, KEY, Buffer.alloc(32, 2)].map(createPseudonyms);
  expect(names?.(123)).toMatch(/^[\w-]{10}$/u);
  expect(again?.(123)).toBe(names?.(123));
  expect(others?.(123)).not.toBe(names?.(123));
  expect(names?.(124)).not.toBe(names?.(123));
});

test("an answered question is one line of kind, time and the chat's name, and nothing else", async () => {
  const { telegram, answered, logged, settled } = startBot({ library: fakeLibrary() });
  const chat = telegram.openPrivateChat(ANNA).id;
  telegram.say({ chat, from: ANNA.id, text: "was kostet das" });
  telegram.say({ chat, from: ANNA.id, text: "/help" });
  await settled();
  expect(answered).toEqual([
    {
      level: "info",
      fields: { kind: "quotes", ms: expect.any(Number) as number, chat: "chat person" },
      message: "A question was answered",
    },
  ]);
  expect(logged).toEqual([]);
});
