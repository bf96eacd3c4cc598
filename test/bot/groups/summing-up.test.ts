import { expect, test } from "vitest";

import type { Summarizer } from "../../../src/summary/summary.ts";
import { fakeLibrary } from "../../support/fake-library.ts";
import { ANNA, BEN } from "../../support/start-bot.ts";
import { CEM, headOf, quotedIn, startGroupTalk } from "../../support/group-talk.ts";

test("case 45: what is forgotten while a summary is written is not in it, and nothing of it is counted", async () => {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow: Summarizer = {
    async sumUp({ messages }) {
      begun.resolve();
      await goOn.promise;
      return {
        points: messages.map((message) => ({ kind: "point", text: null, messages: [message] })),
        isFallback: false,
      };
    },
  };
  const { telegram, store, group, talk } = await startGroupTalk({
    summaries: { summarizer: slow },
  });
  talk("Anna: eins", "Ben: zwei", "Cem: drei");
  telegram.say({ chat: group, from: ANNA.id, text: "/summary" });
  await begun.promise;
  await store.messages.forgetPerson(BEN.id, group);
  await store.messages.optOut(CEM.id, group);
  goOn.resolve();
  const summary = await telegram.nextMessage(group);
  expect([headOf(summary), quotedIn(summary)]).toEqual([
    "Was war los · 1 Nachricht, 1 Person · Mo 12:00",
    ["eins"],
  ]);
});

test("case 45: when all of it is forgotten meanwhile there is no summary", async () => {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow: Summarizer = {
    async sumUp() {
      begun.resolve();
      await goOn.promise;
      return { points: [], isFallback: false };
    },
  };
  const { telegram, store, group, talk } = await startGroupTalk({
    summaries: { summarizer: slow },
  });
  talk("Anna: eins");
  telegram.say({ chat: group, from: ANNA.id, text: "/summary" });
  await begun.promise;
  await store.messages.forgetChat(group);
  goOn.resolve();
  expect((await telegram.nextMessage(group)).text).toBe(
    "Diese Nachrichten sind inzwischen gelöscht.",
  );
});

test("while a model writes, the group sees the bot typing", async () => {
  const library = { ...fakeLibrary(), writer: "claude-haiku-5-5" };
  const { telegram, talk, call } = await startGroupTalk({ library });
  talk("Anna: eins");
  await call("/summary");
  expect(telegram.calls.map(({ method }) => method)).toContain("sendChatAction");
});
