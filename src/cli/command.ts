/**
 * What the commands share: the environment read, a mistake told in one line instead of a stack.
 */
import { config as readDotenv } from "dotenv";

import { readConfig, type Config } from "../config.ts";

export interface Command {
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

/** Sets the exit code to 1 when `run` fails, and says why. */
export async function runCommand(
  usage: string,
  run: (command: Command) => Promise<void>,
): Promise<void> {
  try {
    readDotenv({ quiet: true });
    await run({ args: process.argv.slice(2), config: readConfig(process.env), print });
  } catch (error) {
    const isUsage = error instanceof UsageError || isParseArgsError(error);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n${isUsage ? `Usage: ${usage}\n` : ""}`);
    process.exitCode = 1;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function isParseArgsError(error: unknown): boolean {
  return (
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  );
}
