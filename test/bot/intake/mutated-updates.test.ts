import type { Update } from "grammy/types";
import { expect, test } from "vitest";

import { createRandom } from "../../../bench/random.ts";
import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, startBot } from "../../support/start-bot.ts";
import { mutatedUpdate } from "./mutated-updates.ts";

/** `MUTATED_UPDATES=20000 npm test -- test/bot/intake/mutated` tries more of them. */
const COUNT = Number(process.env["MUTATED_UPDATES"] ?? 1000);
const SEED = 20_261_130;
/** So many bad ones to a good one, and so many good ones in one go. */
const BAD = 10;
const BREATH = 20;

test(`fault C: among ${COUNT} updates that make no sense, every one that does is answered`, async () => {
  const random = createRandom(SEED);
  const { telegram, logged, settled } = startBot({ library: fakeLibrary() });
  let answered = 0;
  let person = 1000;
  for (let left = COUNT; left > 0; left -= BAD * BREATH) {
    const chats = Array.from({ length: BREATH }, () => {
      person += 1;
      const { id } = telegram.openPrivateChat({ ...ANNA, id: person });
      for (let bad = 0; bad < BAD; bad += 1)
        telegram.deliver(mutatedUpdate(random) as unknown as Update);
      telegram.say({ chat: id, from: person, text: "Was kostet die Brücke?" });
      return id;
    });
    for (const chat of chats) {
      const { text } = await telegram.nextMessage(chat);
      if (text?.includes("Brücke über den Rhein") === true) answered += 1;
    }
  }
  await settled();
  const lines = logged.filter(({ message }) => message === "An update makes no sense");
  expect(answered).toBe(Math.ceil(COUNT / BAD / BREATH) * BREATH);
  expect(lines.length).toBeGreaterThan(COUNT / 3);
});
