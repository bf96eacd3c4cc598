import { expect, test } from "vitest";

import {
  ACTION_LIMIT,
  encodeAction,
  parseAction,
  type Action,
} from "../../../src/bot/screens/callback-data.ts";

const GROUP = -1_009_999_999_999;
const span = { from: 1_795_431_600_000, to: 1_795_518_000_000 };

/** Each form as it stands in buttons and links that people have on their screens. */
const FORMS: readonly (readonly [data: string, action: Action])[] = [
  [
    "de-p2-5-a-b_C9-_xyz01234",
    { kind: "passage", ref: "a-b_C9-_xyz01234", from: 2, to: 5, language: "de" },
  ],
  ["en-s--_-_abcdefgh0123", { kind: "section", ref: "-_-_abcdefgh0123", language: "en" }],
  [`de-o-${"x".repeat(40)}`, { kind: "overview", ref: "x".repeat(40), language: "de" }],
  ["de-h--Zr5_t6Zu7i8", { kind: "suggestion", hash: "-Zr5_t6Zu7i8", language: "de" }],
  ["en-l-12", { kind: "sources", page: 12, language: "en" }],
  [
    "de-q-R3LDtsOfZSBkZXIgQnLDvGNrZSDwn4yJPw",
    { kind: "question", text: "Größe der Brücke 🌉?", language: "de" },
  ],
  ["en-t", { kind: "translate", language: "en" }],
  ["o-add-a-b_C9-_xyz01234", { kind: "add-article", id: "a-b_C9-_xyz01234" }],
  ["o-drop-a-b_C9-_xyz01234", { kind: "discard-article", id: "a-b_C9-_xyz01234" }],
  ["o-out--Zr5_t6Zu7i8", { kind: "remove-article", article: "-Zr5_t6Zu7i8" }],
  ["g-on", { kind: "switch-on" }],
  ["g-del", { kind: "delete-recorded" }],
  ["g-askdel", { kind: "ask-delete-recorded" }],
  ["g-priv", { kind: "privacy" }],
  ["g-new", { kind: "summary", wanted: "new", isOfAllTopics: false }],
  ["g-today", { kind: "summary", wanted: "today", isOfAllTopics: false }],
  ["g-me-all", { kind: "summary", wanted: "since-me", isOfAllTopics: true }],
  ["g-out", { kind: "leave-out" }],
  ["g-in", { kind: "take-in" }],
  ["g-show", { kind: "show" }],
  ["g-mine", { kind: "ask-erase", chat: null }],
  ["g-mine-_cvzjx7nj", { kind: "ask-erase", chat: GROUP }],
  ["g-chat", { kind: "ask-erase-chat" }],
  ["g-delchat", { kind: "erase-chat" }],
  ["g-erase-3oazri7-0", { kind: "erase", person: 7_999_999_999, chat: null }],
  ["g-erase-3oazri7-_cvzjx7nj", { kind: "erase", person: 7_999_999_999, chat: GROUP }],
  [
    "g-sum-_cvzjx7nj-_main-toybw0-tp06k0",
    { kind: "private-summary", chat: GROUP, topic: null, ...span },
  ],
  [
    "g-sum-_cvzjx7nj-_all-toybw0-tp06k0",
    { kind: "private-summary", chat: GROUP, topic: "all", ...span },
  ],
  // In base 36 this topic says "all".
  ["g-sum-_1j-all-toybw0-tp06k0", { kind: "private-summary", chat: -55, topic: 13_737, ...span }],
];

test.each(FORMS)("%s still does what it did when it was sent", (data, action) => {
  expect(parseAction(data)).toEqual(action);
});

test.each(FORMS)("%s is written again as it was", (data, action) => {
  expect(encodeAction(action)).toBe(data);
});

test.each(FORMS)("%s is valid both as callback data and in a deep link", (data) => {
  expect(data).toMatch(/^[\w-]{1,64}$/u);
});

test("a question too long for a link is longer than an action can be", () => {
  const data = encodeAction({ kind: "question", text: "ü".repeat(40), language: "de" });
  expect(data.length).toBeGreaterThan(ACTION_LIMIT);
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
  "g-",
  "o-add-",
  "o-add-short",
  "o-out-a-b_C9-_xyz01234",
  "g-on-1",
  "g-constructor",
  "g-today-some",
  "g-mine-one-two",
  "g-erase-1",
  "g-erase-1-2-3",
  "g-sum-1-_all-1-2",
  "g-sum-_1-_all-2-1",
  "g-sum-_1-_all-1-2-3",
])("%j does nothing", (data) => {
  expect(parseAction(data)).toBeNull();
});
