/**
 * The project's own prompts, read once for all tests of a file.
 */
import type { Citing } from "../../src/llm/marks.ts";
import { readModelPrompts } from "../../src/llm/claude-request.ts";
import { readPrompt } from "../../src/llm/prompts.ts";

let way: Citing = "native";

/** For all tests of a file. */
export function citeBy(citing: Citing): void {
  way = citing;
}

/** What `createClaude` takes beside a server and a model; it cites natively, unless `citeBy` said otherwise. */
export const CITING = {
  prompts: await readModelPrompts(),
  citing: async (): Promise<Citing> => way,
};

export const JUDGE = { text: (await readPrompt("judge", []))({}) };

/** What an answerer takes beside a model: nothing is read a second time. */
export const ANSWERING = {
  prompt: await readPrompt("answer", ["articles", "language", "sentences", "searching"]),
  again: await readPrompt("again", ["removed"]),
  judge: null,
};
