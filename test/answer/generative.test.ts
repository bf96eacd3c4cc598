import { expect, onTestFinished, test, vi } from "vitest";

import type { Answer, Question, Reader } from "../../src/answer/answer.ts";
import { readQuestion } from "../../src/answer/wish.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { buildLibrary } from "../../src/library.ts";
import type { Budget } from "../../src/llm/budget.ts";
import { ModelError, type LanguageModel, type ModelRequest } from "../../src/llm/model.ts";
import { BRIDGE } from "../support/fake-library.ts";
import { ANSWERING } from "../support/prompts.ts";
import { metered, purse } from "../support/purse.ts";
import { startScriptedModel } from "../support/scripted-model.ts";

const COST = { text: "Die Brücke kostet 120 Millionen Euro", cites: ["kostet 120 Millionen"] };

interface Asking {
  readonly model: LanguageModel;
  readonly question?: Partial<Question>;
  readonly reader?: Reader;
  readonly budget?: Budget;
  readonly timeoutMs?: number;
}

function ask({ model, question, reader, budget, timeoutMs = 10_000 }: Asking): Promise<Answer> {
  const { answerer } = buildLibrary(
    { articles: [BRIDGE], skipped: [] },
    {
      ...ANSWERING,
      metered: metered(model, budget),
      timeoutMs,
    },
  );
  return answerer.answer(
    { ...readQuestion(question?.text ?? "Was kostet die Brücke?"), ...question },
    reader,
  );
}

/** Follows drafts; `stopAt` stops at the first that holds these words. */
function follow(stopAt?: string): Reader & { readonly drafts: string[] } {
  const controller = new AbortController();
  const drafts: string[] = [];
  return {
    drafts,
    signal: controller.signal,
    onDraft(text) {
      drafts.push(text);
      if (stopAt !== undefined && text.includes(stopAt)) controller.abort();
    },
  };
}

const proseOf = (answer: Answer) =>
  answer.kind === "written" ? answer.sentences.map(({ text }) => text).join(" ") : answer.kind;

test("a written answer opens the article's own sentence", async () => {
  const model = startScriptedModel();
  model.next({ say: [COST, "."] });
  const answer = await ask({ model });
  expect(answer).toMatchObject({
    kind: "written",
    isComplete: true,
    sentences: [{ text: "Die Brücke kostet 120 Millionen Euro.", marks: [1] }],
    citations: [{ mark: 1, from: 0, to: 1 }],
  });
  expect(answer.isFallback).toBeUndefined();
});

test("greetings and questions for the date never reach the model", async () => {
  const model = startScriptedModel();
  expect((await ask({ model, question: { text: "hallo" } })).kind).toBe("small-talk");
  expect((await ask({ model, question: { text: "von wann ist der Artikel?" } })).kind).toBe(
    "facts",
  );
  expect(model.requests).toHaveLength(0);
});

test("the question is asked in its own language, and the passages are named in the prompt", async () => {
  const model = startScriptedModel();
  model.next({ say: [{ text: "It costs 120 million euros", cites: ["kostet 120"] }, "."] });
  await ask({ model, question: { text: "How much does the bridge cost?" } });
  const [{ system, question }] = model.requests as [ModelRequest];
  expect(system).toContain("Write in English");
  expect(system).toContain("“Die neue Brücke” (dpa, 2024-06, German)");
  expect(question).toBe("How much does the bridge cost?");
});

test("a follow-up sends the conversation and everything there is to read", async () => {
  const model = startScriptedModel();
  model.next({ say: [{ text: "Die Hälfte trägt das Land", cites: ["die Hälfte"] }, "."] });
  const history = [{ question: "Was kostet die Brücke?", answer: "120 Millionen Euro." }];
  await ask({
    model,
    question: { text: "und wer zahlt?", previous: "Was kostet die Brücke?", history },
  });
  const [request] = model.requests as [ModelRequest];
  expect(request.history).toEqual(history);
  expect(request.sources).toHaveLength(BRIDGE.passages.length);
});

test("words chosen from an answer are what the question is about", async () => {
  const model = startScriptedModel();
  model.next({ say: [{ text: "Das Land trägt die Hälfte", cites: ["die Hälfte"] }, "."] });
  const selectedText = "Das Land trägt die Hälfte davon.";
  await ask({ model, question: { text: "wovon?", selectedText } });
  expect(model.requests[0]?.question).toContain(selectedText);
});

test("drafts hold checked sentences only, and grow", async () => {
  const model = startScriptedModel();
  const reader = follow();
  model.next({
    say: [COST, ". ", { text: "Sie ist 9.999 Meter lang", cites: ["vier Meter"] }, ". ", "Und"],
  });
  await ask({ model, reader });
  expect(new Set(reader.drafts)).toEqual(new Set(["", "Die Brücke kostet 120 Millionen Euro."]));
});

test("an answer without a citation is asked for once more, and the model is told why", async () => {
  const model = startScriptedModel();
  model.next({ say: ["Die Brücke kostet viel Geld."] }, { say: [COST, "."] });
  expect(proseOf(await ask({ model }))).toBe("Die Brücke kostet 120 Millionen Euro.");
  expect(model.requests[1]?.question).toContain("uncited: Die Brücke kostet viel Geld.");
});

test("after two answers without a citation the passages answer, and it is said that they stand in", async () => {
  const model = startScriptedModel();
  model.always({ say: ["Die Brücke kostet viel Geld."] });
  expect(await ask({ model })).toMatchObject({ kind: "quotes", isFallback: true });
  expect(model.requests).toHaveLength(2);
});

test("what a model that had everything did not find, is not in the article", async () => {
  const model = startScriptedModel();
  model.next({ say: ["[[KEINE_ANTWORT]]"] });
  expect(await ask({ model, question: { text: "Wie hoch ist der Mount Everest?" } })).toEqual({
    kind: "declined",
    nearest: null,
    hasReadAll: true,
  });
});

test("what a model that had only the best passages did not find, nobody knows", async () => {
  const model = startScriptedModel();
  model.next({ say: ["[[KEINE_ANTWORT]]"] });
  expect(await ask({ model })).toMatchObject({ kind: "declined", hasReadAll: false });
});

test("case 31: a refusal is never shown, and the passages answer", async () => {
  const model = startScriptedModel();
  model.next({ say: [COST, ". Dabei kann ich nicht helfen."], stop: "refusal" });
  expect(await ask({ model })).toMatchObject({ kind: "quotes", isFallback: true });
  expect(model.requests).toHaveLength(1);
});

test.each(["busy", "unreachable", "cut", "stalled"] as const)(
  "%s in the middle, with nothing shown yet, is tried once more",
  async (reason) => {
    const model = startScriptedModel();
    model.next({ fails: reason }, { say: [COST, "."] });
    expect(await ask({ model })).toMatchObject({ kind: "written", isComplete: true });
  },
);

test.each(["busy", "unreachable", "spent", "unauthorized", "rejected", "resting"] as const)(
  "cases 32 and 33: %s from the first is not tried again, and the passages answer",
  async (reason) => {
    const model = startScriptedModel();
    model.next(new ModelError(reason));
    expect(await ask({ model })).toMatchObject({ kind: "quotes", isFallback: true });
    expect(model.requests).toHaveLength(1);
  },
);

test.each(["cut", "stalled", "busy"] as const)(
  "cases 27 to 29: %s after a checked sentence ends in what was checked, as incomplete",
  async (reason) => {
    const model = startScriptedModel();
    const reader = follow();
    model.next({ say: [COST, ". ", "Das Land trägt"], fails: reason });
    const answer = await ask({ model, reader });
    expect(answer).toMatchObject({ kind: "written", isComplete: false });
    expect(proseOf(answer)).toBe("Die Brücke kostet 120 Millionen Euro.");
    expect(model.requests).toHaveLength(1);
  },
);

test("case 30: what ran into its length loses the open sentence, and says that it is incomplete", async () => {
  const model = startScriptedModel();
  model.next({ say: [COST, ". ", "Das Land trägt die"], stop: "max_tokens" });
  const answer = await ask({ model });
  expect(answer).toMatchObject({ kind: "written", isComplete: false });
  expect(proseOf(answer)).toBe("Die Brücke kostet 120 Millionen Euro.");
});

test("Stop with a checked sentence there ends in that sentence", async () => {
  const model = startScriptedModel();
  model.next({ say: [COST, ". ", "Das Land trägt", " die Hälfte"] });
  const answer = await ask({ model, reader: follow("120 Millionen") });
  expect(answer).toMatchObject({ kind: "written", isComplete: false });
});

test("Stop before anything is there is an answer of its own, and nothing more is asked", async () => {
  const model = startScriptedModel();
  const controller = new AbortController();
  controller.abort();
  model.always({ say: [COST, "."] });
  const answer = await ask({ model, reader: { signal: controller.signal, onDraft() {} } });
  expect(answer).toEqual({ kind: "stopped" });
});

test("case 28: the deadline ends a model that says nothing, and the passages answer", async () => {
  const model = startScriptedModel();
  model.always({ say: [new Promise(() => {})] });
  const answer = await ask({ model, timeoutMs: 30 });
  expect(answer).toMatchObject({ kind: "quotes", isFallback: true });
});

test("what the question waited is taken from the time for its answer", async () => {
  const model = startScriptedModel();
  model.always({ say: [new Promise(() => {})] });
  const given: number[] = [];
  vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => {
    given.push(milliseconds);
    return AbortSignal.abort(new DOMException("Too late", "TimeoutError"));
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const answer = await ask({ model, question: { waitedMs: 4000 } });
  expect(given).toEqual([6000]);
  expect(answer).toMatchObject({ kind: "quotes", isFallback: true });
});

test("for a question that waited for more than half of its time no model is asked or paid, and the passages answer", async () => {
  const model = startScriptedModel();
  const { budget, settled } = purse();
  const answer = await ask({ model, question: { waitedMs: 5001 }, budget });
  expect(answer).toMatchObject({ kind: "quotes", isFallback: true });
  expect([model.requests, settled]).toEqual([[], []]);
});

test("over budget the model is not asked, and the passages answer", async () => {
  const model = startScriptedModel();
  const { budget } = purse(0);
  expect(await ask({ model, budget })).toMatchObject({
    kind: "quotes",
    isFallback: true,
  });
  expect(model.requests).toHaveLength(0);
});

test("every call is reserved at its worst and settled at what it took, failed ones too", async () => {
  const model = startScriptedModel();
  const { budget, settled } = purse();
  model.next({ fails: "cut" }, { say: [COST, "."] });
  await ask({ model, budget });
  expect(settled).toEqual([
    { reserved: 100, used: 10 },
    { reserved: 100, used: 10 },
  ]);
});

test.each([
  ["Was kostet die Brücke?", 3],
  ["Fass zusammen, was die Brücke kostet", 6],
])("%s: an answer has %d sentences at most", async (text, most) => {
  const model = startScriptedModel();
  const cites = ["kostet 120 Millionen"];
  const say = ["ist teuer", "wird teuer", "bleibt teuer", "war teuer", "gilt als teuer"].flatMap(
    (what) => [{ text: `Die Brücke ${what}.`, cites }, " "],
  );
  model.next({ say: [...say, { ...COST, text: `${COST.text}.` }, " ", "Mehr", "."] });
  const answer = await ask({ model, question: { text } });
  expect(answer.kind === "written" && answer.sentences.length).toBe(most);
});

test("what a model says to itself is not shown", async () => {
  const model = startScriptedModel();
  model.next({ say: ["<thinking>Die Brücke ist gelb.</thinking>\n", COST, "."] });
  expect(proseOf(await ask({ model }))).toBe("Die Brücke kostet 120 Millionen Euro.");
});

test("a fault of the program's own is no failure of the model's", async () => {
  const faulty: LanguageModel = {
    name: "faulty",
    write: async () => {
      throw new TypeError("a mistake");
    },
  };
  await expect(ask({ model: faulty })).rejects.toThrow("a mistake");
});

test("a claim that a written answer makes has the article's denial below it, though no sentence cites it", async () => {
  const denial = "Die Stadt wies die Vorwürfe zurück.";
  const article = parseArticle(
    "bad.md",
    `# Streit um das Bad\n\nEs heißt, das Bad werde verkauft. Das sagte Erika Beispiel.\n\n${denial}\n`,
  );
  const model = startScriptedModel();
  model.next({
    say: [{ text: "Das Bad soll verkauft werden", cites: ["das Bad werde verkauft"] }, "."],
  });
  const { answerer } = buildLibrary(
    { articles: [article], skipped: [] },
    { ...ANSWERING, metered: metered(model), timeoutMs: 10_000 },
  );
  const answer = await answerer.answer(readQuestion("Wird das Bad verkauft?"));
  expect(answer.kind).toBe("written");
  const shown =
    answer.kind === "written" ? answer.citations.map(({ words }) => words).join(" ") : "";
  expect(shown).toContain(denial);
});
