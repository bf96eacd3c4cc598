import type { Message, User } from "grammy/types";
import { expect, test } from "vitest";

import {
  buttonsOf,
  CEM,
  linksOf,
  startGroupTalk,
  type GroupTalk,
} from "../../support/group-talk.ts";
import { ANNA } from "../../support/start-bot.ts";

const STRANGER: User = { id: 901, is_bot: false, first_name: "Dilan", language_code: "de" };
const REFUSED = "Dieser Link gilt für dich nicht oder nicht mehr. Schreib in der Gruppe /summary.";

/** What the button "Nur für mich" hands over. */
function payloadOf(summary: Message): string {
  const button = buttonsOf(summary).find(({ text }) => text === "Nur für mich ↗");
  const url = button !== undefined && "url" in button ? button.url : "";
  return new URL(url).searchParams.get("start") ?? "";
}

function open({ telegram, call }: GroupTalk, payload: string, from: User): Promise<Message> {
  const chat = telegram.openPrivateChat(from).id;
  return call(`/start ${payload}`, { chat, from });
}

test("a member gets the summary of the group in private, with the same messages and links", async () => {
  const started = await startGroupTalk();
  started.talk("Anna: eins", "Ben: zwei");
  const summary = await started.call("/summary");
  started.talk("Cem: drei");
  const mine = await open(started, payloadOf(summary), CEM);
  expect(mine.text?.split("\n").slice(0, 3)).toEqual([
    "Was war los · Lesekreis · 2 Nachrichten, 2 Personen · Mo 12:00–12:01",
    "• Anna: „eins“ 12:00",
    "• Ben: „zwei“ 12:01",
  ]);
  expect([linksOf(mine), buttonsOf(mine)]).toEqual([linksOf(summary), []]);
});

test("case 43: who is not in the group gets nothing by the link", async () => {
  const started = await startGroupTalk();
  started.talk("Anna: eins");
  const payload = payloadOf(await started.call("/summary"));
  expect((await open(started, payload, STRANGER)).text).toBe(REFUSED);
});

test("case 43: a link made up for another group gets a member of this one nothing", async () => {
  const started = await startGroupTalk();
  const { telegram, store, talk, call, settled } = started;
  const other = telegram.openGroup({ title: "Andere", members: [STRANGER] }).id;
  await store.messages.switchOn(other);
  telegram.say({ chat: other, from: STRANGER.id, text: "geheim" });
  await settled();
  talk("Anna: eins");
  const mine = payloadOf(await call("/summary"));
  const theirs = payloadOf(await call("/summary", { chat: other, from: STRANGER }));
  const forged = mine.replace(/^g-sum-[^-]+/u, /^g-sum-[^-]+/u.exec(theirs)?.[0] ?? "");
  expect((await open(started, forged, ANNA)).text).toBe(REFUSED);
});

test("case 43: what a link names and is gone is refused, and so it is once recording is off", async () => {
  const gone = await startGroupTalk();
  gone.talk("Anna: eins");
  const payload = payloadOf(await gone.call("/summary"));
  gone.clock.jump(8 * 24 * 3_600_000);
  expect((await open(gone, payload, ANNA)).text).toBe(REFUSED);
  const off = await startGroupTalk();
  off.talk("Anna: eins");
  const link = payloadOf(await off.call("/summary"));
  await off.call("/summary off");
  expect((await open(off, link, ANNA)).text).toBe(REFUSED);
});

test.each(["g-sum-", "g-sum-5-_main-1-2", "g-sum-_zz-_main-9-1", "g-sum-_zz-x-1-zzzzzzzzzzz"])(
  "case 43: what is no link of the bot's, such as %s, starts as usual",
  async (payload) => {
    const started = await startGroupTalk();
    expect((await open(started, payload, ANNA)).text).toContain("Ich beantworte Fragen");
  },
);
