/**
 * What the commands share: their arguments and the environment read, a mistake told in one line instead of a stack.
 *
 * @example
 * export const where: Command = {
 *   usage: "npm run where -- [--json]",
 *   async run({ args, config, print }) {
 *     const { values } = readArguments({ args, options: { json: { type: "boolean", default: false } } });
 *     print(values.json ? JSON.stringify(config.corpusDir) : config.corpusDir);
 *   },
 * };
 *
 * if (import.meta.main) await runCommand(where);
 */
import { createInterface } from "node:readline";
import { parseArgs, type ParseArgsConfig } from "node:util";

import { config as readDotenv } from "dotenv";

import { readConfig, type Config } from "../config.ts";

export interface Command {
  /** Told to whoever calls it wrongly. */
  readonly usage: string;
  readonly run: (given: Given) => Promise<void>;
}

export interface Given {
  /** What stood behind the command. */
  readonly args: string[];
  readonly config: Config;
  /** The lines of standard input. */
  readonly lines: AsyncIterable<string>;
  /** A line to standard output. */
  readonly print: (line: string) => void;
  /** A line to standard error. */
  readonly warn: (line: string) => void;
}

/** Where a command is called from: a terminal, or a test. */
export interface Caller extends Omit<Given, "config"> {
  readonly env: NodeJS.ProcessEnv;
}

/** The command was called wrongly; the message says how, and the usage follows it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The exit code: 0, or 1 when the command failed; then it is said why. */
export async function callCommand({ usage, run }: Command, caller: Caller): Promise<0 | 1> {
  try {
    await run({ ...caller, config: readConfig(caller.env) });
    return 0;
  } catch (error) {
    caller.warn(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) caller.warn(`Usage: ${usage}`);
    return 1;
  }
}

/** From the terminal. */
export async function runCommand(command: Command): Promise<void> {
  readDotenv({ quiet: true });
  process.exitCode = await callCommand(command, {
    args: process.argv.slice(2),
    env: process.env,
    lines: standardInput(),
    print: (line) => void process.stdout.write(`${line}\n`),
    warn: (line) => void process.stderr.write(`${line}\n`),
  });
}

/** Not touched before the first line is asked for: an open input keeps a program from ending. */
async function* standardInput(): AsyncIterable<string> {
  yield* createInterface({ input: process.stdin });
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
