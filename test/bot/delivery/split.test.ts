import { expect, test } from "vitest";

import { joined, rich, styled } from "../../../src/bot/screens/screen.ts";
import { MESSAGE_LIMIT, split } from "../../../src/bot/delivery/split.ts";

test("a text that fits stays one message", () => {
  const message = rich("a".repeat(MESSAGE_LIMIT));
  expect(split(message)).toEqual([message]);
});

test("a longer text is parted at the last paragraph that fits", () => {
  expect(
    split(rich("Eins zwei.\n\nDrei vier.\n\nFünf sechs."), 25).map(({ text }) => text),
  ).toEqual(["Eins zwei.\n\nDrei vier.", "Fünf sechs."]);
});

test("a paragraph that does not fit is parted behind a sentence", () => {
  expect(
    split(rich("Kurz. Noch ein Satz hier. Und der dritte Satz."), 30).map(({ text }) => text),
  ).toEqual(["Kurz. Noch ein Satz hier.", "Und der dritte Satz."]);
});

test("a quotation over a border ends there and begins again", () => {
  const message = joined([rich("Kopf"), styled("blockquote", "Eins zwei drei. Vier fünf sechs.")]);
  expect(split(message, 22)).toEqual([
    {
      text: "Kopf\nEins zwei drei.",
      entities: [{ type: "blockquote", offset: 5, length: 15 }],
    },
    { text: "Vier fünf sechs.", entities: [{ type: "blockquote", offset: 0, length: 16 }] },
  ]);
});

test("an emoji is never cut in two", () => {
  const parts = split(rich("🌉".repeat(4000)));
  expect(parts.map(({ text }) => text.isWellFormed() && text.length <= MESSAGE_LIMIT)).toEqual([
    true,
    true,
  ]);
  expect(parts.map(({ text }) => text).join("")).toBe("🌉".repeat(4000));
});

test("half an emoji becomes the replacement character", () => {
  expect(rich("a\uD83Db").text).toBe("a\uFFFDb");
});

test("white space at the ends goes, and the entities with it", () => {
  expect(split(styled("bold", "  Wort \n"))).toEqual([
    { text: "Wort", entities: [{ type: "bold", offset: 0, length: 4 }] },
  ]);
});

test("of nothing there is no message", () => {
  expect(split(rich(" \n "))).toEqual([]);
});
