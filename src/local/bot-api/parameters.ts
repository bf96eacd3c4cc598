/**
 * What the parameters of a call must look like.
 *
 * Telegram ignores parameters it does not know. Here they are refused, and so are those this Telegram cannot serve.
 */
import { z } from "zod";
import type { MessageEntity } from "grammy/types";
import { badRequest, NO_PARSE_MODE } from "./refusals.ts";
import type { UpdateKind } from "../updates.ts";
import type { World } from "../world.ts";

/** One method of the Bot API: checks its parameters and carries it out. */
export type Method = (
  world: World,
  payload: Readonly<Record<string, unknown>>,
  signal: AbortSignal | null,
) => unknown;

/** The method whose parameters are these. */
export function method<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (
    world: World,
    args: z.output<z.ZodObject<Shape, z.core.$strict>>,
    signal: AbortSignal | null,
  ) => unknown,
): Method {
  const schema = z.strictObject(shape);
  return (world, payload, signal) => {
    if (payload["parse_mode"] !== undefined) throw badRequest(NO_PARSE_MODE);
    const parsed = schema.safeParse(payload);
    if (!parsed.success) throw badRequest(faultOf(parsed.error));
    return run(world, parsed.data, signal);
  };
}

/** Telegram takes no half characters anywhere. */
export function checkStrings(value: unknown): void {
  if (typeof value === "string" && !value.isWellFormed())
    throw badRequest("strings must be encoded in UTF-8");
  if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) checkStrings(inner);
}

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "invalid parameters";
  if (issue.code === "unrecognized_keys")
    return `parameter "${issue.keys.join('", "')}" is unknown, or unknown to the local Telegram`;
  return `parameter "${issue.path.join(".")}": ${issue.message}`;
}

const object = z.record(z.string(), z.unknown());
const entity = z
  .looseObject({ type: z.string(), offset: z.int(), length: z.int() })
  .transform((value) => value as unknown as MessageEntity);

export const chatId = z.union([z.int(), z.string()]);
export const messageId = z.int();
export const entities = z.array(entity).optional();
export const replyMarkup = object.optional();
export const linkPreview = object.optional();
export const flag = z.boolean().optional();
export const text = z.string();
export const thread = z.int().optional();
export const updateKinds = z.array(z.string().transform((kind) => kind as UpdateKind)).optional();
export const reply = z
  .strictObject({
    message_id: z.int().optional(),
    chat_id: chatId.optional(),
    allow_sending_without_reply: flag,
    quote: z.string().optional(),
    quote_entities: entities,
    quote_position: z.int().optional(),
  })
  .optional();
export type ReplyParameters = z.output<typeof reply>;
/** A message of a chat, or one sent inline. */
export const messageOrInline = {
  chat_id: chatId.optional(),
  message_id: messageId.optional(),
  inline_message_id: text.optional(),
};
/** Told to the clients, and without effect here. */
export const sendingOptions = {
  disable_notification: flag,
  protect_content: flag,
  allow_paid_broadcast: flag,
  message_effect_id: text.optional(),
};
