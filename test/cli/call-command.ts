/**
 * A command of the project called in this process, as from a terminal.
 */
import { callCommand, type Command } from "../../src/cli/command.ts";
import type { Ended } from "../support/project-process.ts";

interface Options {
  /** All the variables there are. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; nothing without it. */
  readonly input?: string;
}

export async function call(
  command: Command,
  args: readonly string[],
  { env = {}, input = "" }: Options = {},
): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const code = await callCommand(command, {
    args: [...args],
    env,
    lines: linesOf(input),
    print: (line) => void (printed.stdout += `${line}\n`),
    warn: (line) => void (printed.stderr += `${line}\n`),
  });
  return { code, ...printed };
}

async function* linesOf(text: string): AsyncIterable<string> {
  yield* text.split(/\r?\n/u);
}
