import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { runProject } from "../support/project-process.ts";

const TIMEOUT_MS = 30_000;

const TALK = {
  name: "made-up",
  language: "de",
  timeZone: "Europe/Berlin",
  people: { a: { first_name: "Anna" }, b: { first_name: "Ben" } },
  messages: [
    "hallo",
    "wir treffen uns am Freitag um 18 Uhr am Bahnhof in Ulm",
    "😂",
    "moin",
    "ok",
    "👍",
    "lol",
    "haha",
  ].map((text, i) => ({
    id: 10 + i,
    at: `2026-11-20T10:0${i}:00+01:00`,
    from: i % 2 === 0 ? "a" : "b",
    text,
    ...(i === 1 ? { edited: { at: "2026-11-20T10:05:00+01:00", text: `${text}, Gleis 3` } } : {}),
  })),
  points: [{ carriedBy: [11] }, { carriedBy: [12, 13] }],
};

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "talks-"));
  await writeFile(join(folder, "01-made-up.json"), JSON.stringify(TALK));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function evaluate(...args: readonly string[]) {
  return runProject("src/cli/eval.ts", { cwd: folder, args });
}

test.concurrent(
  "--talks counts the points of a folder's talks that the summaries hold",
  { timeout: TIMEOUT_MS },
  async () => {
    const run = await evaluate("--talks", folder, "--json");
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toEqual({
      talks: [
        { name: "made-up", language: "de", messages: 8, lines: 1, held: 1, points: 2, share: 0.5 },
      ],
      held: 1,
      points: 2,
      share: 0.5,
    });
  },
);

test.concurrent(
  "for people there is a row a talk, a language, and in all",
  { timeout: TIMEOUT_MS },
  async () => {
    const { stdout } = await evaluate("--talks", folder);
    const rows = stdout.split("\n").map((line) => line.replaceAll(/\s+/gu, " "));
    expect(rows).toContain("made-up (8 messages) 0.500 1 of 2");
    expect(rows).toContain("de 0.500 1 of 2");
    expect(rows).toContain("points held by 1 talks' summaries 0.500 1 of 2");
  },
);

test.concurrent(
  "a folder that is not there is named in one line",
  { timeout: TIMEOUT_MS },
  async () => {
    const run = await evaluate("--talks", "nowhere");
    expect({ code: run.code, stderr: run.stderr }).toEqual({
      code: 1,
      stderr: "nowhere: there is no such folder of talks\n",
    });
  },
);
