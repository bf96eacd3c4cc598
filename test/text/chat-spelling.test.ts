/** Chat spelling, spelt out. */
import { expect, test } from "vitest";

import { spellOut } from "../../src/text/chat-spelling.ts";

test.each([
  ["is das jetz nich offen", "ist das jetzt nicht offen"],
  ["how mnay ppl came", "how many people came"],
  ["wannnn fährt der 7er", "wann fährt der 7"],
  ["seid wann ist das so", "seit wann ist das so"],
])("%s: %s", (typed, meant) => {
  expect(spellOut(typed)).toBe(meant);
});

test.each(["die 90er Jahre", "what is in the treaty"])("%s stays", (question) => {
  expect(spellOut(question)).toBe(question);
});
