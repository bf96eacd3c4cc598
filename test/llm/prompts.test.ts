import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

import { PromptError, readPrompt } from "../../src/llm/prompts.ts";

/** A folder with one prompt, `talk.md`. */
async function folderWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-prompts-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "talk.md"), text);
  return folder;
}

async function complaint(text: string, slots: readonly string[]): Promise<string> {
  const error: unknown = await readPrompt("talk", slots, await folderWith(text)).catch(
    (reason: unknown) => reason,
  );
  return error instanceof PromptError ? error.message : "no complaint";
}

test("every slot is filled, wherever and however often it stands", async () => {
  const folder = await folderWith("In {language}: {words}, {language}.\n");
  const prompt = await readPrompt("talk", ["language", "words"], folder);
  expect(prompt({ language: "German", words: "three" })).toBe("In German: three, German.");
});

test("what fills a slot is taken to the letter, braces and dollars too", async () => {
  const prompt = await readPrompt("talk", ["a", "b"], await folderWith("{a} {b}"));
  expect(prompt({ a: "{b} $& $1", b: "" })).toBe("{b} $& $1 ");
});

test("braces around anything but a name are left alone", async () => {
  const prompt = await readPrompt("talk", [], await folderWith('{"a": 1} { b } {} {C}'));
  expect(prompt({})).toBe('{"a": 1} { b } {} {C}');
});

test("an unknown slot is refused by the name of the file and its own", async () => {
  expect(await complaint("In {langauge}", ["language"])).toBe(
    "prompts/talk.md: {langauge} is no slot of this prompt; it has {language}",
  );
  expect(await complaint("In {language}", [])).toBe(
    "prompts/talk.md: {language} is no slot of this prompt; it has none",
  );
});

test("a slot that is missing is refused too", async () => {
  expect(await complaint("In {language}", ["language", "sentences"])).toBe(
    "prompts/talk.md: {sentences} is missing",
  );
});

test("a prompt that is empty, or not there, is refused", async () => {
  expect(await complaint(" \n", [])).toBe("prompts/talk.md: is empty");
  await expect(readPrompt("other", [], await folderWith("x"))).rejects.toThrow(
    "prompts/other.md: cannot be read",
  );
});

test("the project's own prompts have the slots that are filled", async () => {
  const answer = await readPrompt("answer", ["articles", "language", "sentences", "searching"]);
  expect(
    answer({ articles: "“A”", language: "German", sentences: "three", searching: "" }),
  ).not.toMatch(/[{}]/);
  expect((await readPrompt("search", []))({})).toMatch(/passages/);
});
