import { expect, test } from "vitest";
import { isFollowUp } from "../../src/text/follow-up.ts";
import { contentWordTest } from "../../src/text/lists/content-words.ts";

test.each([
  ["de", "und wann?"],
  ["de", "warum"],
  ["de", "Wer?"],
  ["de", "wo denn genau?"],
  ["de", "und china?"],
  ["de", "was sagt er dazu?"],
  ["de", "wie alt ist er"],
  ["de", "und was kostet das?"],
  ["de", "wie lange dauert es"],
  ["en", "why?"],
  ["en", "and when?"],
  ["en", "what about China?"],
  ["en", "how about the ferry"],
  ["en", "what did he say about it"],
  ["en", "who said that"],
] as const)("%s: “%s” leans on the question before", (language, question) => {
  expect(isFollowUp(question, contentWordTest(language))).toBe(true);
});

test.each([
  ["de", "was kostet die sanierung"],
  ["de", "wie viele unfälle zählte die polizei"],
  ["de", "wann beginnt der bau der kita"],
  ["de", "was sagt stoltenberg über die sicherheit in asien und er in china"],
  ["de", "undine"],
  ["en", "what is in the treaty"],
  ["en", "who took the picture"],
  ["en", "sort of repairs"],
] as const)("%s: “%s” stands alone", (language, question) => {
  expect(isFollowUp(question, contentWordTest(language))).toBe(false);
});
