import { expect, test } from "vitest";

import { createBreaker } from "../../src/llm/breaker.ts";
import { ModelError, type LanguageModel, type Written } from "../../src/llm/model.ts";
import { stillClock } from "../support/databases.ts";
import { ask, follow } from "./requests.ts";

const MINUTE = 60_000;
const FINE: Written = { pieces: [], end: "complete", sources: [], usage: [] };

type Outcome = ModelError["reason"] | "fine" | Promise<Written>;

/** A model behind a breaker; it does what it was last told, and counts. */
function startModel() {
  const clock = stillClock();
  const failures: string[] = [];
  let asked = 0;
  let outcome: Outcome = "fine";
  const model: LanguageModel = {
    name: "scripted",
    async write() {
      asked += 1;
      if (outcome === "fine") return FINE;
      if (typeof outcome === "string") throw new ModelError(outcome);
      return outcome;
    },
  };
  const breaker = createBreaker({
    model,
    now: clock.now,
    onFailure: ({ reason }) => failures.push(reason),
  });
  return {
    move: (milliseconds: number) => clock.move(milliseconds),
    failures,
    /** What came of a request: "fine", or the reason why not. */
    write: (next: Outcome, signal = new AbortController().signal): Promise<string> => {
      outcome = next;
      return breaker.write(ask(), follow({ signal })).then(
        () => "fine",
        (error: unknown) => (error instanceof ModelError ? error.reason : "another error"),
      );
    },
    asked: () => asked,
  };
}

test.each(["busy", "unreachable", "cut", "stalled", "rejected", "unauthorized", "spent"] as const)(
  "case 32: after three failures in a minute (%s) the model is not asked for a minute",
  async (reason) => {
    const { write, move, asked, failures } = startModel();
    for (const _ of "123") expect(await write(reason)).toBe(reason);
    expect(await write("fine")).toBe("resting");
    move(MINUTE - 1);
    expect(await write("fine")).toBe("resting");
    expect(asked()).toBe(3);
    move(1);
    expect(await write("fine")).toBe("fine");
    expect(await write("fine")).toBe("fine");
    expect(failures).toEqual([reason, reason, reason]);
  },
);

test("after two failures, or three in more than a minute, it is asked again", async () => {
  const { write, move } = startModel();
  await write("cut");
  await write("cut");
  move(MINUTE);
  await write("cut");
  expect(await write("fine")).toBe("fine");
});

test("an answer in between forgives the failures before it", async () => {
  const { write } = startModel();
  for (const outcome of ["cut", "cut", "fine", "cut", "cut"] as const) await write(outcome);
  expect(await write("fine")).toBe("fine");
});

test("after its rest one request tries the model, and the others do not wait for what comes of it", async () => {
  const { write, move, asked } = startModel();
  for (const _ of "123") await write("busy");
  move(MINUTE);
  const { promise, resolve } = Promise.withResolvers<Written>();
  const trial = write(promise);
  expect(await write("fine")).toBe("resting");
  expect(asked()).toBe(4);
  resolve(FINE);
  expect(await trial).toBe("fine");
  expect(await write("fine")).toBe("fine");
});

test("a trial that fails sends it to rest for another minute", async () => {
  const { write, move } = startModel();
  for (const _ of "123") await write("busy");
  move(MINUTE);
  expect(await write("busy")).toBe("busy");
  move(MINUTE - 1);
  expect(await write("fine")).toBe("resting");
  move(1);
  expect(await write("fine")).toBe("fine");
});

test("a trial that a person stops decides nothing: the next request tries again", async () => {
  const { write, move } = startModel();
  for (const _ of "123") await write("busy");
  move(MINUTE);
  expect(await write("stopped")).toBe("stopped");
  expect(await write("fine")).toBe("fine");
});

test("that people stop answers is no failure, but that their time runs out is one", async () => {
  const { write, failures } = startModel();
  for (const _ of "1234") await write("stopped", AbortSignal.abort());
  expect(failures).toEqual([]);
  const late = AbortSignal.abort(new DOMException("Too late", "TimeoutError"));
  for (const _ of "123") await write("stopped", AbortSignal.any([late]));
  expect(failures).toEqual(["stopped", "stopped", "stopped"]);
  expect(await write("fine")).toBe("resting");
});
