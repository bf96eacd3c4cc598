/**
 * The project's own prompts, read once for all tests of a file.
 */
import type { Citing } from "../../src/llm/marks.ts";
import { readModelPrompts } from "../../src/llm/claude-request.ts";
import { readPrompt } from "../../src/llm/prompts.ts";

/** What `createClaude` takes beside a server and a model: it cites natively. */
export const NATIVELY = {
  prompts: await readModelPrompts(),
  citing: async (): Promise<Citing> => "native",
};

/** The same, by marks. */
export const BY_MARKS = { ...NATIVELY, citing: async (): Promise<Citing> => "marks" };

export const JUDGE = (await readPrompt("judge", []))({});

/** What an answerer takes beside a model: nothing is read a second time. */
export const ANSWERING = {
  prompt: await readPrompt("answer", ["articles", "language", "sentences", "searching"]),
  again: await readPrompt("again", ["removed"]),
  judge: null,
};
