import type { Api } from "grammy";
import { expect, test } from "vitest";

import { createTellOwners } from "../../../src/bot/operator/owners.ts";
import { recordLog } from "../../support/start-bot.ts";
import { createTestStore } from "../../support/test-store.ts";

/** Owners 1, 2 and 3, of whom 1 and 2 have written to the bot; what is sent to `refuses` fails. */
async function startOwners({ refuses = 0 }: { refuses?: number } = {}) {
  const store = createTestStore();
  await store.chats.seen(1);
  await store.chats.seen(2);
  const sent: [number, string][] = [];
  const { log, logged } = recordLog();
  const sendMessage = async (chat: number | string, words: string) => {
    if (chat === refuses) throw new TypeError("fetch failed");
    sent.push([Number(chat), words]);
  };
  const tell = createTellOwners({ store, admitted: { allowed: [], owners: [1, 2, 3] }, log }, {
    sendMessage,
  } as unknown as Pick<Api, "sendMessage">);
  return { tell, sent, logged };
}

test("every owner who has written to the bot is told", async () => {
  const { tell, sent } = await startOwners();
  await tell("Oh.");
  expect(sent).toEqual([
    [1, "Oh."],
    [2, "Oh."],
  ]);
});

test("of owners who never wrote to it, the log says that they cannot be told, and what", async () => {
  const { tell, logged } = await startOwners();
  await tell("Oh.");
  expect(logged).toEqual([
    {
      level: "warn",
      fields: { unreachable: 1, words: "Oh." },
      message: "Owners who never wrote to the bot cannot be told",
    },
  ]);
});

test("one who cannot be reached does not keep the others from being told", async () => {
  const { tell, sent, logged } = await startOwners({ refuses: 1 });
  await tell("Oh.");
  expect([sent, logged.map(({ message }) => message)]).toEqual([
    [[2, "Oh."]],
    ["Owners who never wrote to the bot cannot be told", "An owner could not be told"],
  ]);
});
