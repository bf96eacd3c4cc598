import { expect, test } from "vitest";

import type { Written } from "../../../src/bot/incoming/incoming.ts";
import { readUpdate } from "../../../src/bot/incoming/read-update.ts";
import { readSending } from "../../../src/bot/articles/sending.ts";

const ME = { id: 7, username: "fundstelle_bot" };
const CHANNEL = { id: -1_001_234, type: "channel", title: "Hafenblatt" };
const LONG = "Ein Satz. ".repeat(101);

/** A private message with these fields, as what it sends. */
function sending(fields: object) {
  const from = { id: 101, is_bot: false, first_name: "Anna" };
  const message = {
    message_id: 1,
    date: 1_790_000_000,
    chat: { id: 101, type: "private" },
    from,
    ...fields,
  };
  return readSending(readUpdate({ update_id: 1, message }, ME) as Written);
}

test("a file has its name and size", () => {
  const document = { file_id: "f", file_name: "a.pdf", file_size: 9, mime_type: "application/pdf" };
  expect(sending({ document })).toEqual({ kind: "file", fileId: "f", name: "a.pdf", size: 9 });
  expect(sending({ document: { file_id: "f" } })).toMatchObject({ name: "", size: null });
});

test("a GIF, a photo, and a file that is built like none are no articles", () => {
  expect(sending({ document: { file_id: "f" }, animation: {} })).toBeNull();
  expect(sending({ photo: [{}], caption: "Schön" })).toBeNull();
  expect(sending({ document: true })).toBeNull();
  expect(sending({ document: { file_id: 7 } })).toBeNull();
});

test("a channel's post is an article, its picture's words too; a forwarded person's words are none", () => {
  const forward_origin = { type: "channel", date: 1_790_000_000, chat: CHANNEL, message_id: 3 };
  const origin = { source: "Hafenblatt", date: "2026-09-21" };
  expect(sending({ text: "Neu.", forward_origin })).toEqual({ kind: "text", text: "Neu.", origin });
  expect(sending({ photo: [{}], caption: "Neu.", forward_origin })).toMatchObject({ text: "Neu." });
  expect(sending({ photo: [{}], forward_origin })).toBeNull();
  expect(sending({ text: "Neu.", forward_origin: { type: "user" } })).toBeNull();
  expect(sending({ text: "Neu.", forward_origin: "?" })).toBeNull();
});

test("a long text is an article, and a long command is none", () => {
  expect(sending({ text: LONG })).toEqual({ kind: "text", text: LONG, origin: {} });
  expect(sending({ text: LONG.slice(0, 1000) })).toBeNull();
  const entities = [{ type: "bot_command", offset: 0, length: 4 }];
  expect(sending({ text: `/ask ${LONG}`, entities })).toBeNull();
});

test.each([
  ["https://a.example/b", "https://a.example/b"],
  ["  HTTP://a.example/b \n", "HTTP://a.example/b"],
  ["a.example/b", "https://a.example/b"],
])("%j alone is a link", (text, url) => {
  const words = text.trim();
  const entities = [{ type: "url", offset: text.indexOf(words), length: words.length }];
  expect(sending({ text, entities })).toEqual({ kind: "link", url });
});

test.each(["a.example", "sieh https://a.example/b", "ftp://a.example/b", "Was?"])(
  "%j is a question",
  (text) => {
    expect(sending({ text })).toBeNull();
  },
);
