import { expect, test } from "vitest";

import { measureModel, modelForPeople } from "../../../bench/speed/model.ts";
import { BRIDGE } from "../../support/fake-library.ts";

test("what the bot adds to a model's time is measured over the questions that a model answers", async () => {
  const corpus = { articles: [BRIDGE], skipped: [] };
  const figures = await measureModel(corpus, [
    "was kostet die brücke",
    "hallo",
    "wer lehnt sie ab",
  ]);
  expect(figures.asked).toBe(2);
  for (const { p50, p99 } of [figures.draft, figures.request, figures.answer])
    expect([p50 > 0, p99 >= p50, Number.isFinite(p99)]).toEqual([true, true, true]);
  expect(modelForPeople(figures)).toMatch(/over 2 questions.*\n.* ms, 99 % within [\d.]+ ms/u);
}, 30_000);
