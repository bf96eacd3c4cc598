/**
 * Reads what is said to a model from `prompts/`, at start, and fills its `{slots}`.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Fills every slot. */
export type Prompt<Slot extends string> = (values: Readonly<Record<Slot, string>>) => string;

/** Names the file and what is wrong with it. */
export class PromptError extends Error {
  override name = "PromptError";
}

/** Where the project's own are. */
const PROMPTS = fileURLToPath(new URL("../../prompts/", import.meta.url));

const SLOT = /\{([a-z][A-Za-z]*)\}/g;

/**
 * The prompt in `<name>.md`, white space at its ends removed.
 *
 * Throws a PromptError where the file cannot be read, is empty, holds a slot that is none of `slots`, or lacks one.
 */
export async function readPrompt<Slot extends string>(
  name: string,
  slots: readonly Slot[],
  folder = PROMPTS,
): Promise<Prompt<Slot>> {
  const file = `prompts/${name}.md`;
  const text = await readFile(`${folder}/${name}.md`, "utf8").catch((cause: unknown) => {
    throw new PromptError(`${file}: cannot be read`, { cause });
  });
  const template = text.trim();
  if (template === "") throw new PromptError(`${file}: is empty`);
  checkSlots(file, new Set(template.matchAll(SLOT).map(([, slot = ""]) => slot)), slots);
  // What fills a slot is not searched for slots again.
  return (values) => template.replace(SLOT, (_, slot: Slot) => values[slot]);
}

function checkSlots(file: string, found: ReadonlySet<string>, slots: readonly string[]): void {
  const unknown = [...found].filter((slot) => !slots.includes(slot));
  if (unknown.length > 0) {
    const known = slots.length === 0 ? "it has none" : `it has ${named(slots)}`;
    throw new PromptError(`${file}: ${named(unknown)} is no slot of this prompt; ${known}`);
  }
  const missing = slots.filter((slot) => !found.has(slot));
  if (missing.length > 0) throw new PromptError(`${file}: ${named(missing)} is missing`);
}

function named(slots: readonly string[]): string {
  return slots.map((slot) => `{${slot}}`).join(", ");
}
