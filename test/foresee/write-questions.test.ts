import { expect, test } from "vitest";

import { parseArticle } from "../../src/corpus/parse.ts";
import type { Article } from "../../src/corpus/passage.ts";
import {
  OverBudgetError,
  readForeseePrompts,
  writeQuestions,
  type WrittenQuestions,
} from "../../src/foresee/write-questions.ts";
import { ModelError, type LanguageModel } from "../../src/llm/model.ts";
import { metered, purse } from "../support/purse.ts";
import { startScriptedModel } from "../support/scripted-model.ts";

const BRIDGE = parseArticle(
  "bruecke.md",
  `---
language: de
---
Die Brücke ist gesperrt. Der Neubau kostet 3 Millionen Euro.

> Der Neubau kostet 3 Millionen Euro.
>
> — Ines Halder

![Die gesperrte Brücke. © Jana Reuter](bild.jpg)
`,
);

const SENTENCES = [
  "Die Brücke ist gesperrt.",
  "Der Neubau kostet 3 Millionen Euro.",
  "Die gesperrte Brücke. © Jana Reuter",
];

/** An article of so many sentences, and they. */
function long(sentences: number): [article: Article, sentences: readonly string[]] {
  const text = Array.from({ length: sentences }, (_, i) => `Das Haus Nummer ${i + 1} steht leer.`);
  return [parseArticle("lang.md", `---\nlanguage: en\n---\n${text.join(" ")}`), text];
}

async function writeAll(model: LanguageModel): Promise<WrittenQuestions[]> {
  const parts = { metered: metered(model), prompts: await readForeseePrompts(), timeoutMs: 45_000 };
  return Array.fromAsync(writeQuestions(BRIDGE, SENTENCES, parts));
}

test("the model is given the whole article and the numbered sentences, in the article's language and the bot's", async () => {
  const model = startScriptedModel();
  model.next({ say: ["1\tkann man da rüber"] });
  await writeAll(model);
  const [request] = model.requests;
  expect(request).toMatchObject({
    sentAs: "document",
    history: [],
    search: null,
    question:
      "1\tDie Brücke ist gesperrt.\n2\tDer Neubau kostet 3 Millionen Euro.\n3\tDie gesperrte Brücke. © Jana Reuter",
  });
  expect(request?.sources[0]?.blocks.join("")).toContain("© Jana Reuter");
  expect(request?.system).toContain("half of them in German, the rest in English");
});

test("questions go to the sentences whose numbers they have; what is none is left out", async () => {
  const model = startScriptedModel();
  const lines = [
    "Here are the questions:",
    "1\tkann man da rüber",
    "2. was muss man bezahlen",
    "2) how expensive is it",
    "  2\twas muss man bezahlen  ",
    "4\tgibt es nicht",
    "0\tgibt es auch nicht",
    "2?\twer bezahlt es",
    "2? how long will it take",
    "1\t",
    `1\t${"lang ".repeat(50)}`,
  ];
  model.next({ say: [lines.join("\n")] }, { say: ["none"] });
  const [answered, open] = await writeAll(model);
  expect([...(answered?.foreseen ?? [])]).toEqual([
    ["Die Brücke ist gesperrt.", { answered: ["kann man da rüber"], unanswered: [] }],
    [
      "Der Neubau kostet 3 Millionen Euro.",
      { answered: ["was muss man bezahlen", "how expensive is it"], unanswered: [] },
    ],
  ]);
  expect([...(open?.foreseen ?? [])]).toEqual([
    [
      "Der Neubau kostet 3 Millionen Euro.",
      { answered: [], unanswered: ["wer bezahlt es", "how long will it take"] },
    ],
  ]);
});

test("what is written to be left open is read once more, and what the article answers after all goes", async () => {
  const model = startScriptedModel();
  const lines = ["1?\twie lange bleibt sie zu", "2?\twas kostet es", "2?\twer bezahlt es"];
  model.next({ say: [lines.join("\n")] }, { say: ["2"] });
  const [, open] = await writeAll(model);
  expect([...(open?.foreseen ?? [])]).toEqual([
    ["Die Brücke ist gesperrt.", { answered: [], unanswered: ["wie lange bleibt sie zu"] }],
    ["Der Neubau kostet 3 Millionen Euro.", { answered: [], unanswered: ["wer bezahlt es"] }],
  ]);
  expect(model.requests[1]).toMatchObject({
    question: "1\twie lange bleibt sie zu\n2\twas kostet es\n3\twer bezahlt es",
    sources: model.requests[0]?.sources,
  });
});

test("a line that breaks off is no question, and a sentence without any is left out", async () => {
  const model = startScriptedModel();
  model.next({ say: ["1\tkann man da rüber\n2\twas muss m"], stop: "max_tokens" });
  const [foresight] = await writeAll(model);
  expect([...(foresight?.foreseen.keys() ?? [])]).toEqual(["Die Brücke ist gesperrt."]);
});

test("many sentences are asked about ten at a time; what came before a failure is kept", async () => {
  const model = startScriptedModel();
  model.next({ say: ["10\tis the tenth empty"] }, { say: ["1\tand the eleventh"] });
  model.next(new ModelError("busy"));
  const seen: string[] = [];
  const prompts = await readForeseePrompts();
  const [article, sentences] = long(25);
  const asked = writeQuestions(article, sentences, {
    metered: metered(model),
    prompts,
    timeoutMs: 45_000,
  });
  await expect(async () => {
    for await (const { foreseen } of asked) seen.push(...foreseen.keys());
  }).rejects.toMatchObject({ reason: "busy" });
  expect(seen).toEqual(["Das Haus Nummer 10 steht leer.", "Das Haus Nummer 11 steht leer."]);
  expect(model.requests[0]?.system).toContain("half of them in English, the rest in German");
});

test("where the budget is spent, no more is asked; what came before is kept", async () => {
  const model = startScriptedModel();
  model.next({ say: ["1\tis the first empty"] });
  const parts = {
    metered: metered(model, purse(1).budget),
    prompts: await readForeseePrompts(),
    timeoutMs: 45_000,
  };
  const [article, sentences] = long(25);
  const costs: number[] = [];
  await expect(async () => {
    for await (const { cost } of writeQuestions(article, sentences, parts)) costs.push(cost);
  }).rejects.toThrow(OverBudgetError);
  expect(costs).toEqual([10]);
});
