/** What the model is sent for one question about the article that comes with the project. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { prepareRequest } from "../../src/answer/answer-request.ts";
import type { Question } from "../../src/answer/answer.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { toMessages } from "../../src/llm/claude-request.ts";
import { readPrompt } from "../../src/llm/prompts.ts";
import { searchOver } from "../../src/search/search.ts";
import { LONG } from "../support/asking-model.ts";

const FILE = "2024-06-putin-nordkorea.md";
const article = parseArticle(
  FILE,
  readFileSync(new URL(`../../corpus/${FILE}`, import.meta.url), "utf8"),
);
const corpus = { articles: [article], skipped: [] };
const find = searchOver(corpus.articles).find;
const prompt = await readPrompt("answer", ["articles", "language", "sentences", "searching"]);

/** As it is estimated: characters by 2.2, of everything that is sent and how it is marked up. */
function send(question: Partial<Omit<Question, "wish">> & Pick<Question, "text">) {
  const { request, isAll } = prepareRequest(
    { corpus, find, prompt },
    { previous: null, ...question },
  );
  const sent = JSON.stringify({ system: request.system, messages: toMessages(request) });
  return { isAll, tokens: sent.length / 2.2 };
}

test.each([
  [
    "a question in another language",
    { text: "What did the US State Department say about containers?" },
  ],
  ["a follow-up", { text: "und warum?", previous: "Was steht im Vertrag?" }],
  ["a question that the search is not sure of", { text: "Wie geht es den Leuten dort damit?" }],
])("%s is sent with the whole article, in fewer than 6,000 tokens", (_, question) => {
  const { isAll, tokens } = send(question);
  expect([isAll, tokens < 6000]).toEqual([true, true]);
});

test("where the search is sure, the best passages take fewer than 2,500 tokens, and more than a few are sent so", () => {
  const questions = ["given", "tuning", "tuning-2"].flatMap((name) =>
    readFileSync(new URL(`../quality/${name}.jsonl`, import.meta.url), "utf8")
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { question: string }).question),
  );
  const sent = questions.map((text) => send({ text })).filter(({ isAll }) => !isAll);
  expect(sent.length).toBeGreaterThan(questions.length / 4);
  expect(Math.max(...sent.map(({ tokens }) => tokens))).toBeLessThan(2500);
});

test.each([
  ["a follow-up", { text: "und warum?", previous: "Was brennt der Meister in Ofen 7?" }],
  ["a question in another language", { text: "What does the master make in Ofen 7?" }],
])(
  "of an article that is too long to be sent whole, %s is sent with its best passages, in fewer than 6,000 tokens",
  (_, question) => {
    const long = { articles: [LONG], skipped: [] };
    const parts = { corpus: long, find: searchOver(long.articles).find, prompt };
    const { request } = prepareRequest(parts, { previous: null, ...question });
    expect(request.sources.length).toBeGreaterThan(3);
    expect(JSON.stringify(toMessages(request)).length / 2.2).toBeLessThan(6000);
  },
);
