import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { describeTalks, measureTalks } from "../../src/cli/eval-talks.ts";
import { measureWritten } from "../../src/cli/eval-written.ts";
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

test(
  "--talks counts the points of a folder's talks that the summaries hold",
  { timeout: TIMEOUT_MS },
  async () => {
    const args = ["--talks", folder, "--json"];
    const run = await runProject("src/cli/eval.ts", { cwd: folder, args });
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

test("for people there is a row a talk, a language, and in all", async () => {
  const rows = describeTalks(await measureTalks(folder), [])
    .split("\n")
    .map((line) => line.replaceAll(/\s+/gu, " "));
  expect(rows).toContain("made-up (8 messages) 0.500 1 of 2");
  expect(rows).toContain("de 0.500 1 of 2");
  expect(rows).toContain("points held by 1 talks' summaries 0.500 1 of 2");
});

test("where a person noted what must be known, more is counted, and which written points are shown", async () => {
  const other = await mkdtemp(join(tmpdir(), "talks-"));
  const noted = {
    points: [{ messages: [11, 13], label: "decided" }],
    superseded: [11],
    instructions: [],
    smalltalk: [10],
    open: [],
    decisions: [11],
  };
  const written = [
    { kind: "good", text: "Ben ist am Freitag um 18 Uhr am Bahnhof." },
    { kind: "half-day", text: "Ben ist am Samstag am Bahnhof." },
  ].map((point) => JSON.stringify({ talk: "01-made-up", cites: [11], label: "else", ...point }));
  await writeFile(join(other, "01-made-up.json"), JSON.stringify(TALK));
  await writeFile(join(other, "points-01-made-up.json"), JSON.stringify(noted));
  await writeFile(join(other, "model-points.jsonl"), written.join("\n"));
  const [talk] = await measureTalks(other);
  expect(talk?.noted).toMatchObject({
    whole: { count: 0, of: 1 },
    superseded: { count: 1, of: 1 },
    smalltalk: { count: 0, of: 1 },
  });
  expect(await measureWritten(other)).toEqual([
    { name: "good", share: { count: 1, of: 1 } },
    { name: "half-day", share: { count: 0, of: 1 } },
  ]);
  await rm(other, { recursive: true });
});

test("a folder that is not there, and one without talks, are named", async () => {
  await expect(measureTalks("nowhere")).rejects.toThrow(
    "nowhere: there is no such folder of talks",
  );
  await expect(measureTalks("corpus")).rejects.toThrow("corpus: holds no talks (*.json)");
});
