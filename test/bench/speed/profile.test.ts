import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { readTimeByPart } from "../../../bench/speed/profile.ts";

function node(id: number, [functionName, url]: readonly [string, string], children: number[] = []) {
  return { id, callFrame: { functionName, url }, children };
}

/** One sample a millisecond, from 1,000,000 µs on. */
async function profiled(samples: readonly number[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const nodes = [
    node(1, ["(root)", ""], [2, 3, 6]),
    node(2, ["(idle)", ""]),
    node(3, ["handle", "file:///app/src/bot/ask.ts"], [4]),
    node(4, ["find", "file:///app/src/search/find.ts"], [5]),
    node(5, ["search", "file:///app/node_modules/minisearch/dist/es/index.js"]),
    node(6, ["(garbage collector)", ""]),
  ];
  const profile = {
    startTime: 999_000,
    nodes,
    samples,
    timeDeltas: samples.map(() => 1000),
  };
  await writeFile(join(folder, "CPU.cpuprofile"), JSON.stringify(profile));
  return folder;
}

const SPAN = { from: 0, until: 2_000_000, questions: 1 };

test("time counts for the innermost part that is at work, and idle time for none", async () => {
  const folder = await profiled([3, 4, 5, 2, 2, 6, 2]);
  const { bot, answer, garbage, node: rest } = await readTimeByPart(folder, SPAN);
  expect({ bot, answer, garbage, rest }).toEqual({ bot: 1, answer: 2, garbage: 1, rest: 0 });
});

test("only the span counts, shared out among its questions", async () => {
  const folder = await profiled([3, 3, 3, 3, 3, 3]);
  const span = { from: 1_001_000, until: 1_003_000, questions: 2 };
  expect((await readTimeByPart(folder, span)).bot).toBe(1.5);
});
