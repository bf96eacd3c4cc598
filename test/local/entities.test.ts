import { expect, test } from "vitest";
import { findEntities, wordsOf } from "../../src/local/entities.ts";

test.each([
  ["/start", ["bot_command:/start"]],
  ["/ask@fundstelle_bot wer?", ["bot_command:/ask@fundstelle_bot"]],
  ["sag /ask dazu", ["bot_command:/ask"]],
  ["und/oder", []],
  ["5/6 sind da", []],
  ["@Fundstelle_Bot, wann?", ["mention:@Fundstelle_Bot"]],
  ["mail@example.org", []],
  ["👍 @anna", ["mention:@anna"]],
  ["siehe https://example.org/a/b?c=1.", ["url:https://example.org/a/b?c=1"]],
  ["(https://example.org)", ["url:https://example.org"]],
  ["t.me/fundstelle_bot?start=a", ["url:t.me/fundstelle_bot?start=a"]],
  ["https://example.org/@anna/#eins", ["url:https://example.org/@anna/#eins"]],
  ["#Nordkorea und #2024", ["hashtag:#Nordkorea"]],
  ["nichts davon", []],
])("in %j clients find %j", (text, expected) => {
  const found = findEntities(text).map((entity) => `${entity.type}:${wordsOf(text, entity)}`);
  expect(found).toEqual(expected);
});

test("offsets count UTF-16 units", () => {
  expect(findEntities("👍👍 /help")).toEqual([{ type: "bot_command", offset: 5, length: 5 }]);
});
