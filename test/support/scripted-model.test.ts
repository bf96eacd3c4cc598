import { expect, test } from "vitest";
import { ModelError, type ModelRequest, type Piece } from "../../src/llm/model.ts";
import { startScriptedModel, type ScriptedModel } from "./scripted-model.ts";

const REQUEST: ModelRequest = {
  system: "Answer.",
  history: [],
  sources: [
    {
      source: "press",
      title: "The printing press",
      blocks: ["Gutenberg druckte in Mainz. ", "Die Bibel erschien um 1455."],
    },
  ],
  sentAs: "search-results",
  question: "Wo?",
  maxTokens: 100,
  search: null,
};

/** What a model writes, with all it showed on the way. */
async function write(
  model: ScriptedModel,
  request = REQUEST,
  signal = new AbortController().signal,
) {
  const shown: string[] = [];
  const onPieces = (pieces: readonly Piece[]): void =>
    void shown.push(pieces.map(({ text }) => text).join(""));
  const written = await model.write(request, { signal, onPieces }).catch((error: unknown) => error);
  return { written, shown };
}

test("it writes its pieces, and points to the blocks that hold the cited words", async () => {
  const model = startScriptedModel();
  model.next({ say: [{ text: "In Mainz", cites: ["in Mainz. Die"] }, "."] });
  const { written, shown } = await write(model);
  const citedText = "Gutenberg druckte in Mainz. Die Bibel erschien um 1455.";
  expect(written).toMatchObject({
    pieces: [
      { text: "In Mainz", pointers: [{ source: "press", from: 0, to: 2, citedText }] },
      { text: ".", pointers: [] },
    ],
    end: "complete",
    sources: REQUEST.sources,
  });
  expect(shown).toEqual(["In M", "In Mainz", "In Mainz.", "In Mainz."]);
  expect(model.requests).toEqual([REQUEST]);
});

test("an error is thrown after its pieces were shown", async () => {
  const model = startScriptedModel();
  const error = new ModelError("cut", { pieces: [{ text: "In Mainz", pointers: [] }] });
  model.next(error);
  expect(await write(model)).toEqual({ written: error, shown: ["In M", "In Mainz"] });
});

test("an answer can break off with what it said", async () => {
  const model = startScriptedModel();
  model.next({ say: [{ text: "In Mainz", cites: ["in Mainz"] }], fails: "stalled" });
  const { written } = await write(model);
  expect(written).toBeInstanceOf(ModelError);
  expect(written).toMatchObject({
    reason: "stalled",
    pieces: [{ text: "In Mainz", pointers: [{ from: 0, to: 1 }] }],
  });
});

test("the signal ends it where it waits", async () => {
  const model = startScriptedModel();
  const controller = new AbortController();
  const waiting = Promise.withResolvers<void>();
  model.next(() => {
    waiting.resolve();
    return { say: ["In Mainz", new Promise(() => {}), "."] };
  });
  const end = write(model, REQUEST, controller.signal);
  await waiting.promise;
  controller.abort();
  expect((await end).written).toMatchObject({ reason: "stopped", pieces: [{ text: "In Mainz" }] });
});

test("what it searches for is among its sources, and each round is a request", async () => {
  const model = startScriptedModel();
  const found = { source: "paper", title: "Paper", blocks: ["Papier war teuer."] };
  model.next({ searches: ["Papier"], say: [{ text: "Teuer.", cites: ["war teuer"] }] });
  const { written } = await write(model, { ...REQUEST, search: () => [found] });
  expect(written).toMatchObject({
    sources: [...REQUEST.sources, found],
    usage: [{ cacheRead: 0 }, { cacheRead: 0 }],
  });
});

test("one script can hold for every request", async () => {
  const model = startScriptedModel();
  model.always(({ question }) => ({ say: [question] }));
  expect((await write(model)).shown.at(-1)).toBe("Wo?");
  expect((await write(model, { ...REQUEST, question: "Wann?" })).shown.at(-1)).toBe("Wann?");
});

test.fails("a test fails when a request finds no script, though nobody noticed", async () => {
  expect((await write(startScriptedModel())).shown).toEqual([]);
});
