import { expect, test } from "vitest";

import { findModel, KNOWN_MODELS } from "../../src/llm/known-models.ts";
import { startMessagesApi } from "../support/messages-api.ts";
import { ask, claudeAt, follow, PRESS } from "./requests.ts";

test.each(KNOWN_MODELS)(
  "what is sent to %s is accepted, with and without a search",
  async (model) => {
    const api = await startMessagesApi();
    api.always({ say: ["Ja."] });
    const claude = claudeAt({ ...api, model });
    await claude.write(ask(), follow());
    await claude.write(ask({ search: () => [PRESS] }), follow());
    await claude.write(ask({ sentAs: "document" }), follow());
    expect(api.requests.map(({ body }) => body.model)).toEqual([model, model, model]);
  },
);

test("a model that nobody knows gets nothing but the plainest request", async () => {
  const api = await startMessagesApi({ models: ["some-model"] });
  api.next({ say: ["Ja."] });
  await claudeAt({ ...api, model: "some-model" }).write(ask(), follow());
  const { max_tokens, ...body } = api.requests[0]!.body;
  expect(Object.keys(body).toSorted()).toEqual(["messages", "model", "stream", "system"]);
  // It may think, which nobody has told it not to.
  expect(max_tokens).toBeGreaterThan(ask().maxTokens);
});

test("haiku 5.5 neither thinks nor tries hard, so that its words come at once", async () => {
  const api = await startMessagesApi();
  api.next({ say: ["Ja."] });
  await claudeAt({ ...api, model: "claude-haiku-5-5" }).write(ask(), follow());
  expect(api.requests[0]!.body).toMatchObject({
    thinking: { type: "disabled" },
    output_config: { effort: "low" },
    max_tokens: ask().maxTokens,
  });
});

test("a known model has its own price wherever it is served, unless one was named", () => {
  const choice = { model: "claude-haiku-5-5", rate: null };
  expect(findModel(choice).price).toMatchObject({ input: 0.1, output: 0.5 });
  const rate = { input: 7, output: 8 };
  expect(findModel({ ...choice, rate }).price).toEqual(rate);
});

test.each(["some-model", "constructor"])(
  "%s, which is not known, counts at the dearest known price, or at the one that was named",
  (model) => {
    expect(findModel({ model, rate: null }).price).toEqual({ input: 10, output: 50 });
    const rate = { input: 0, output: 0 };
    expect(findModel({ model, rate }).price).toEqual(rate);
  },
);
