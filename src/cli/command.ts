/**
 * What the commands share: their arguments and the environment read, a mistake told in one line instead of a stack.
 *
 * @example
 * await runCommand("npm run ask -- [--json]", async ({ args, config, print }) => {
 *   const { values } = readArguments({ args, options: { json: { type: "boolean", default: false } } });
 *   print(values.json ? JSON.stringify(config.corpusDir) : config.corpusDir);
 * });
 */
import { parseArgs, type ParseArgsConfig } from "node:util";

import { config as readDotenv } from "dotenv";

import { readConfig, type Config } from "../config.ts";

interface Command {
  /** What stood behind the command. */
  readonly args: string[];
  readonly config: Config;
  /** A line to standard output. */
  readonly print: (line: string) => void;
}

/** The command was called wrongly; the message says how, and the usage follows it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Sets the exit code to 1 when `run` fails, and says why. */
export async function runCommand(
  usage: string,
  run: (command: Command) => Promise<void>,
): Promise<void> {
  try {
    readDotenv({ quiet: true });
    await run({ args: process.argv.slice(2), config: readConfig(process.env), print });
  } catch (error) {
    warn(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) warn(`Usage: ${usage}`);
    process.exitCode = 1;
  }
}

/** As Node's `parseArgs`, but throws a UsageError in words for whoever typed them. */
export function readArguments<Form extends ParseArgsConfig>(
  form: Form,
): ReturnType<typeof parseArgs<Form>> {
  try {
    return parseArgs(form);
  } catch (error) {
    // "Unknown option '--jason'. To specify …": what stands behind the first sentence is for programmers.
    const [first = ""] = String(error instanceof Error ? error.message : error).split(/\.?\n|\. /);
    throw new UsageError(`${first}.`, { cause: error });
  }
}

/** A whole number from 1 to `most`; throws a UsageError that names the option. */
export function readCount(option: string, text: string, most: number): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > most) {
    const range = `a whole number from 1 to ${most.toLocaleString("en")}`;
    throw new UsageError(`${option}: expected ${range}, not "${text}"`);
  }
  return count;
}

/** US dollars, above 0; null where the option was left out. Throws a UsageError that names it. */
export function readUsd(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const usd = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (usd === 0)
    throw new UsageError(`${option}: expected US dollars, such as 0.50, not "${text}"`);
  return usd;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line to standard error. */
export function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}
