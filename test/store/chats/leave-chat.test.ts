import { expect, test } from "vitest";

import { CHAT, job, onEachDatabase, open } from "../../support/databases.ts";
import { claimedIds, claimOne } from "../../support/claiming.ts";

const OTHER = -42;

onEachDatabase((makePlace) => {
  test("a chat that was left cannot be reached until it is seen again", async () => {
    const { chats, leaveChat } = await open(await makePlace());
    await chats.seen(CHAT);
    await leaveChat(CHAT);
    await leaveChat(CHAT);
    expect(await chats.reachable([7, CHAT])).toEqual([]);
    await chats.seen(CHAT);
    expect(await chats.reachable([7, CHAT])).toEqual([CHAT]);
  });

  test("its open jobs are dropped, running ones too, but for the kinds that are to be kept, and no other chat's", async () => {
    const store = await open(await makePlace());
    await store.jobs.add([
      job(1),
      job(2),
      job(3, { kind: "membership" }),
      job(4, { chat: OTHER, lane: "-42/" }),
    ]);
    const running = await claimOne(store);
    expect(await store.leaveChat(CHAT, ["membership"])).toBe(2);
    expect(await store.jobs.finish(running)).toBe(false);
    expect(await claimedIds(store)).toEqual([3, 4]);
    expect(await store.leaveChat(OTHER)).toBe(1);
  });

  test("a chat that was only ever left or held back cannot be reached", async () => {
    const store = await open(await makePlace());
    await store.leaveChat(1);
    await store.chats.hold(2, Date.now());
    expect(await store.chats.reachable([1, 2])).toEqual([]);
    expect(await store.chats.reachable([])).toEqual([]);
  });
});
