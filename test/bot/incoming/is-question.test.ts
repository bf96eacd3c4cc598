import { expect, test } from "vitest";

import { isQuestion } from "../../../src/bot/incoming/is-question.ts";

test.each([
  "und wann?",
  "wann denn",
  "und wie viele",
  "Wieviel kostet das",
  "mit wem redet er",
  "seit wann",
  "hat das Land zugestimmt",
  "stimmt das",
  "gibt es einen Radweg",
  "erklär das mal!",
  "Sag mir, wer dagegen ist",
  "when was that",
  "did the state agree",
  "and why",
  "explain that please",
  "ok, aber warum",
  "真的吗？",
])("%j is a question", (text) => {
  expect(isQuestion(text)).toBe(true);
});

test.each([
  "haha stimmt",
  "stimmt",
  "danke!",
  "ja genau",
  "ist ja klar",
  "is fine",
  "wie schade",
  "Was für ein Quatsch!",
  "what a mess",
  "sag ich doch",
  "find ich gut",
  "und tschüss",
  "👍",
  "???",
  "",
  "okay",
  "Das Land trägt die Hälfte.",
])("%j is no question", (text) => {
  expect(isQuestion(text)).toBe(false);
});
