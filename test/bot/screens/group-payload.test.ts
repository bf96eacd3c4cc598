import { describe, expect, test } from "vitest";

import {
  encodeLink,
  encodeTap,
  parseLink,
  parseTap,
  type GroupLink,
  type Tap,
} from "../../../src/bot/screens/group-payload.ts";

const FITS = /^[\w-]{1,64}$/u;
const GROUP = -1_009_999_999_999;

describe("what a button does is read back as it was written", () => {
  test.each<Tap>([
    { kind: "switch-on" },
    { kind: "delete-recorded" },
    { kind: "summary", wanted: "new", isOfAllTopics: false },
    { kind: "summary", wanted: "since-me", isOfAllTopics: true },
    { kind: "leave-out" },
    { kind: "take-in" },
    { kind: "ask-erase" },
    { kind: "show" },
    { kind: "ask-erase-chat" },
    { kind: "erase-chat" },
    { kind: "erase", person: 7_999_999_999, chat: null },
    { kind: "erase", person: 7_999_999_999, chat: GROUP },
  ])("%j", (tap) => {
    expect(encodeTap(tap)).toMatch(FITS);
    expect(parseTap(encodeTap(tap))).toEqual(tap);
  });
});

describe("what a link opens is read back as it was written", () => {
  const span = { from: 1_795_431_600_000, to: 1_795_518_000_000 };
  test.each<GroupLink>([
    { kind: "show" },
    { kind: "ask-erase", chat: GROUP },
    { kind: "summary", chat: GROUP, topic: null, ...span },
    { kind: "summary", chat: GROUP, topic: "all", ...span },
    // In base 36 this one says "all".
    { kind: "summary", chat: -55, topic: 13_737, ...span },
  ])("%j", (link) => {
    expect(encodeLink(link)).toMatch(FITS);
    expect(parseLink(encodeLink(link))).toEqual(link);
  });
});
