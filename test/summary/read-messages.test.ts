import { expect, test } from "vitest";

import { readMessages } from "../../src/summary/read-messages.ts";

function talkOf(texts: readonly string[]) {
  const messages = texts.map((text, index) => ({
    id: index + 1,
    at: index * 1000,
    person: index % 9,
    name: "Anna",
    topic: null,
    replyTo: null,
    text,
  }));
  return { messages, language: "de", timeZone: "Europe/Berlin" } as const;
}

function lengthsOf(texts: readonly string[]): number[] {
  return readMessages(talkOf(texts)).map(({ text }) => text.length);
}

test("fault K: of a thousand messages of 4,096 characters only the beginnings are read", () => {
  const lengths = lengthsOf(Array.from({ length: 1000 }, () => "x".repeat(4096)));
  expect(lengths.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(100_000);
});

test("of a few long ones a thousand characters are read, and short ones among many long ones whole", () => {
  expect(lengthsOf(Array.from({ length: 50 }, () => "x".repeat(4096)))[0]).toBe(1000);
  const mixed = [
    ...Array.from({ length: 500 }, () => "x".repeat(4096)),
    "Treffen am Freitag um 19 Uhr",
  ];
  expect(lengthsOf(mixed).at(-1)).toBe(28);
});
