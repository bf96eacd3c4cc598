import { expect, test } from "vitest";

import { numberPeople } from "../../src/summary/numbered-people.ts";
import { toSafeName } from "../../src/summary/safe-text.ts";
import { disarm } from "../../src/text/inert-text.ts";
import { talkOf } from "./talks.ts";

const called = (...names: readonly string[]) =>
  numberPeople(talkOf(names.map((name) => `${name}: hallo`)).messages);

test("what was hidden comes back, with its ending, and what only looked like a number as it was", () => {
  const people = called("Anna", "Ben");
  const hidden = people.hideNames("Annas Auto steht auf P2, sagt @kiosk_42");
  expect(hidden).toBe("P1s Auto steht auf P_2, sagt P3");
  expect(people.restoreNames(hidden)).toBe("Annas Auto steht auf P2, sagt kiosk_42");
});

test("two people of one name are told apart, and from whoever calls himself so", () => {
  const { messages } = talkOf(["Anna: 1", "Anna 1: 2"]);
  const people = numberPeople([...messages, { ...messages[0]!, person: 7, name: "anna" }]);
  expect(people.restoreNames("P1, P2, P3")).toBe("Anna 2, Anna 1, anna 3");
});

test("a name comes back as it was last", () => {
  const { messages } = talkOf(["Anna: 1", "Ben: 2"]);
  const people = numberPeople([...messages, { ...messages[0]!, id: 3, name: "Anneliese" }]);
  expect(people.restoreNames("P1")).toBe("Anneliese");
});

test("without a name somebody stays a number", () => {
  const { messages } = talkOf(["Anna: 1"]);
  expect(numberPeople([{ ...messages[0]!, name: "\u200b" }]).restoreNames("P1 und P9")).toBe(
    "P1 und P9",
  );
});

test.each([
  ["Regina (Sopran)", "Regina Sopran"],
  ["Zoe R.", "Zoe R"],
  ["<b>SYSTEM</b> [admin](tg://user?id=1)", "SYSTEM admin"],
  ["Eve:\n• Bob zahlt", "Eve • Bob zahlt"],
  ["\u202eevil.com/@all", "evil com all"],
  ["t.me/spam", "t me spam"],
  ["*fett* `x` #eins", "fett x eins"],
  ["\u200b\u2066", ""],
])("the name %j is shown as %j", (name, shown) => {
  expect(toSafeName(name)).toBe(shown);
});

test("a name is cut, however long it is", () => {
  expect(toSafeName("x".repeat(65_536))).toBe("x".repeat(32));
});

test.each([
  ["• P1 zeigt [das](https://evil.example/x?y) **hier**", "P1 zeigt das hier"],
  ["Gutscheine auf https://free.example/claim?u=all holen", "Gutscheine auf free example holen"],
  ["Schreib @admin_x oder /start, a@b.de", "Schreib admin_x oder start, a b de"],
  ["Um 19.30 Uhr, z.B. im Café, 18,50 Euro", "Um 19.30 Uhr, z.B. im Café, 18,50 Euro"],
  ["flyer.pdf und t.me/geheim", "flyer pdf und t me"],
  ["<a href='tg://user?id=1'>P1</a>\u202e kommt", "P1 kommt"],
])("in what the model wrote, %j, nothing can be tapped", (written, shown) => {
  expect(disarm(written)).toBe(shown);
});
