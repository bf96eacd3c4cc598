/**
 * Checks the bot's calls against Telegram's own description of them, as @grammyjs/types declares it.
 */
import { readFileSync } from "node:fs";
import type { ApiResponse, ApiSuccess, Update } from "grammy/types";
import { Ajv, type ValidateFunction } from "ajv";
import { onTestFinished } from "vitest";
import {
  createLocalTelegram,
  type LocalTelegram,
  type LocalTelegramOptions,
} from "../../src/local/telegram.ts";

interface Schema {
  /** The package, its version, and a hash of what it was made with. */
  readonly $comment: string;
  /** A schema for each method's parameters, and for the types in them. */
  readonly definitions: Readonly<Record<string, unknown>>;
}

export const SCHEMA = JSON.parse(
  readFileSync(new URL("bot-api.schema.json", import.meta.url), "utf8"),
) as Schema;

const ajv = new Ajv({ allowUnionTypes: true, allErrors: true }).addSchema(SCHEMA, "bot-api");

/** Throws when the method or one of its parameters is none of the Bot API's; tells where, but not what was sent. */
export function checkCall(method: string, payload: Readonly<Record<string, unknown>>): void {
  const validate: ValidateFunction | undefined = ajv.getSchema(`bot-api#/definitions/${method}`);
  if (validate === undefined) throw new Error(`The Bot API has no method ${method}`);
  if (validate(payload)) return;
  const faults = (validate.errors ?? []).map(
    (fault) => `${fault.instancePath} ${fault.message ?? ""} ${JSON.stringify(fault.params)}`,
  );
  throw new Error(`${method} is called with parameters it does not take: ${faults.join("; ")}`);
}

/** "sendMessage" of ".../bot<token>/sendMessage". */
export function methodOf(address: string | URL | Request): string {
  const { pathname } = new URL(address instanceof Request ? address.url : address);
  return pathname.split("/").at(-1) ?? "";
}

/** When what was started is to end: with the test, unless several tests share it. */
export type OnEnd = (end: () => void | Promise<void>) => void;

/** A local Telegram for one test, which fails when any call was invalid, even one whose refusal the bot passed over. */
export function createCheckedTelegram(
  options: Omit<LocalTelegramOptions, "inspect">,
  onEnd: OnEnd = onTestFinished,
): LocalTelegram {
  const faults: unknown[] = [];
  onEnd(() => {
    if (faults.length > 0) throw new AggregateError(faults, `Invalid calls: ${faults.join("\n")}`);
  });
  return createLocalTelegram({
    ...options,
    inspect: (method, payload) => {
      try {
        checkCall(method, payload);
      } catch (error) {
        faults.push(error);
        throw error;
      }
    },
  });
}

/** One call of the Bot API as a bot makes it, and what it answers. */
export async function callMethod(
  telegram: LocalTelegram,
  method: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<ApiResponse<unknown>> {
  const response = await telegram.fetch(`https://api.telegram.org/bot1:token/${method}`, {
    method: "POST",
    body: JSON.stringify(payload),
  });
  return (await response.json()) as ApiResponse<unknown>;
}

/** The updates that wait, all confirmed. */
export async function takeUpdates(telegram: LocalTelegram): Promise<Update[]> {
  const { result } = (await callMethod(telegram, "getUpdates")) as ApiSuccess<Update[]>;
  const last = result.at(-1);
  if (last !== undefined) await callMethod(telegram, "getUpdates", { offset: last.update_id + 1 });
  return result;
}
