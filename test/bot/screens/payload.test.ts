import { expect, test } from "vitest";

import { encodeOpening, parseOpening, type Opening } from "../../../src/bot/screens/payload.ts";

const openings: Opening[] = [
  { target: { kind: "passage", ref: "a-b_C9-_xyz01234", from: 2, to: 5 }, language: "de" },
  { target: { kind: "section", ref: "-_-_abcdefgh0123" }, language: "en" },
  { target: { kind: "overview", ref: "x".repeat(40) }, language: "de" },
  { target: { kind: "suggestion", hash: "-Zr5_t6Zu7i8" }, language: "de" },
  { target: { kind: "sources", page: 12 }, language: "en" },
  { target: { kind: "question", text: "Größe der Brücke 🌉?" }, language: "de" },
  { target: { kind: "translation" }, language: "en" },
];

test.each(openings)("$target.kind survives the way through a button", (opening) => {
  expect(parseOpening(encodeOpening(opening) ?? "")).toEqual(opening);
});

test.each(openings)("$target.kind is valid both as callback data and in a deep link", (opening) => {
  expect(encodeOpening(opening)).toMatch(/^[\w-]{1,64}$/u);
});

test("a question too long for a link has no payload", () => {
  expect(
    encodeOpening({ target: { kind: "question", text: "ü".repeat(40) }, language: "de" }),
  ).toBeNull();
});

test.each([
  "",
  "start",
  "de-",
  "de-p1-2-",
  "de-p2-2-abc",
  "de-p9-1-abc",
  "fr-s-abc",
  "de-s-abc def",
  "de-l-minus",
  "de-q-_w",
  "de-q-",
  `de-s-${"x".repeat(60)}`,
  "de-p1-2-ref:evil",
  "de-t-abc",
  "de-s",
  "de-p",
  "\uD83D",
])("%j opens nothing", (payload) => {
  expect(parseOpening(payload)).toBeNull();
});
