import { mkdtempDisposableSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { readQuestions } from "../../src/cli/questions.ts";

const KNOWN = { question: "Was kostet sie?", language: "de", passages: ["3 Euro"], answer: ["3"] };

function write(...lines: readonly (object | string)[]): string {
  const folder = mkdtempDisposableSync(join(tmpdir(), "questions-"));
  onTestFinished(() => folder.remove());
  const path = join(folder.path, "questions.jsonl");
  const written = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  writeFileSync(path, `${written.join("\n")}\n`);
  return path;
}

test("a line is a question, an empty one is none", async () => {
  expect(await readQuestions(write(KNOWN, "", KNOWN))).toEqual([KNOWN, KNOWN]);
});

test("a line that is no JSON is named by file and number", async () => {
  const path = write(KNOWN, '{"question":"Wo');
  await expect(readQuestions(path)).rejects.toThrow(`${path}:2: is not JSON`);
});

test("a question with a field missing is named by line and field", async () => {
  const path = write(KNOWN, "", { ...KNOWN, passages: undefined });
  await expect(readQuestions(path)).rejects.toThrow(`${path}:3: passages: `);
});

test("a file that is not there is named", async () => {
  await expect(readQuestions("nowhere.jsonl")).rejects.toThrow(
    "nowhere.jsonl: there is no such file of questions",
  );
});
