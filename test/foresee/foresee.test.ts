import { expect, test } from "vitest";

import { parseArticle } from "../../src/corpus/parse.ts";
import type { Article } from "../../src/corpus/passage.ts";
import { foresee, sentencesOf, type Foresight } from "../../src/foresee/foresee.ts";
import { ModelError, type LanguageModel } from "../../src/llm/model.ts";
import { readPrompt } from "../../src/llm/prompts.ts";
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

/** Of so many sentences. */
function long(sentences: number): Article {
  const text = Array.from({ length: sentences }, (_, i) => `Das Haus Nummer ${i + 1} steht leer.`);
  return parseArticle("lang.md", `---\nlanguage: en\n---\n${text.join(" ")}`);
}

async function foreseeAll(article: Article, model: LanguageModel): Promise<Foresight[]> {
  const prompt = await readPrompt("foresee", ["count", "language", "others"]);
  const parts = { model, prompt, timeoutMs: 45_000 };
  return Array.fromAsync(foresee(article, sentencesOf(article), parts));
}

test("each sentence is asked about once", () => {
  expect(sentencesOf(BRIDGE)).toEqual([
    "Die Brücke ist gesperrt.",
    "Der Neubau kostet 3 Millionen Euro.",
    "Die gesperrte Brücke. © Jana Reuter",
  ]);
});

test("the model is given the whole article and the numbered sentences, in the article's language and the bot's", async () => {
  const model = startScriptedModel();
  model.next({ say: ["1\tkann man da rüber"] });
  await foreseeAll(BRIDGE, model);
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
    "1\t",
    `1\t${"lang ".repeat(50)}`,
  ];
  model.next({ say: [lines.join("\n")] });
  const [foresight] = await foreseeAll(BRIDGE, model);
  expect(foresight?.lines).toEqual([
    { sentence: "Die Brücke ist gesperrt.", questions: ["kann man da rüber"] },
    {
      sentence: "Der Neubau kostet 3 Millionen Euro.",
      questions: ["was muss man bezahlen", "how expensive is it"],
    },
  ]);
});

test("a line that breaks off is no question, and a sentence without any is left out", async () => {
  const model = startScriptedModel();
  model.next({ say: ["1\tkann man da rüber\n2\twas muss m"], end: "length" });
  const [foresight] = await foreseeAll(BRIDGE, model);
  expect(foresight?.lines.map(({ sentence }) => sentence)).toEqual(["Die Brücke ist gesperrt."]);
});

test("many sentences are asked about ten at a time; what came before a failure is kept", async () => {
  const model = startScriptedModel();
  model.next({ say: ["10\tis the tenth empty"] }, { say: ["1\tand the eleventh"] });
  model.next(new ModelError("busy"));
  const seen: string[] = [];
  const prompt = await readPrompt("foresee", ["count", "language", "others"]);
  const article = long(25);
  const asked = foresee(article, sentencesOf(article), { model, prompt, timeoutMs: 45_000 });
  await expect(async () => {
    for await (const { lines } of asked) seen.push(...lines.map(({ sentence }) => sentence));
  }).rejects.toMatchObject({ reason: "busy" });
  expect(seen).toEqual(["Das Haus Nummer 10 steht leer.", "Das Haus Nummer 11 steht leer."]);
  expect(model.requests[0]?.system).toContain("half of them in English, the rest in German");
});
