/**
 * Checks a request as the Messages API does before it answers: version, key, schema, rules, model.
 */
import type { IncomingHttpHeaders } from "node:http";
import type Anthropic from "@anthropic-ai/sdk";
import type { ModelRules } from "./models.ts";
import { RULES } from "./rules.ts";
import { findFault } from "./schemas.ts";
import type { Refusal } from "./script.ts";
import { countTokens } from "./tokens.ts";

type Request = Anthropic.MessageCreateParamsStreaming;

const VERSION = "2026-10-21";

export function checkHeaders(headers: IncomingHttpHeaders): Refusal | null {
  const version = headers["anthropic-version"];
  if (version === undefined)
    return { status: 400, message: "anthropic-version: header is required" };
  if (version !== VERSION) {
    return {
      status: 400,
      message: `anthropic-version: "${String(version)}" is not a valid version`,
    };
  }
  return /^Bearer \S+$/u.test(headers.authorization ?? "") ? null : { status: 401 };
}

function checkThinking(
  { model, thinking, output_config }: Request,
  rules: ModelRules,
): string | null {
  const effort = output_config?.effort;
  if (effort && rules.efforts.length === 0) {
    return `output_config.effort: ${model} does not support the effort parameter.`;
  }
  if (!thinking) return null;
  const efforts = rules.thinking[thinking.type];
  if (efforts === undefined)
    return `thinking.type: "${thinking.type}" is not supported by ${model}`;
  return effort && !efforts.includes(effort)
    ? `thinking.type: "${thinking.type}" is not supported by ${model} at effort ${effort}`
    : null;
}

function checkChoice({ model, tool_choice: choice }: Request, rules: ModelRules): string | null {
  const isForced = choice?.type === "any" || choice?.type === "tool";
  return isForced && !rules.canForceTools
    ? `tool_choice: type "${choice.type}" is not supported by ${model}`
    : null;
}

function checkLengths(request: Request, rules: ModelRules): string | null {
  const { max_tokens: most, model, system, messages, tools } = request;
  if (!Number.isInteger(most) || most < 1) {
    return "max_tokens: Input should be a whole number greater than or equal to 1";
  }
  if (most > rules.longestAnswer) {
    return `max_tokens: ${most} > ${rules.longestAnswer}, which is the maximum allowed number of output tokens for ${model}`;
  }
  const length = countTokens(system, messages, tools);
  return length > rules.window
    ? `prompt is too long: ${length} tokens > ${rules.window} maximum`
    : null;
}

/** Why a request is refused; null: it is not. */
export function checkRequest(
  body: unknown,
  models: ReadonlyMap<string, ModelRules>,
): Refusal | null {
  const fault = findFault("MessageCreateParamsStreaming", body);
  if (fault !== null) return { status: 400, message: fault };
  const request = body as Request;
  const rules = models.get(request.model);
  if (rules === undefined) return { status: 404, message: `model: ${request.model}` };
  const message =
    RULES.map((rule) => rule(request)).find((found) => found !== null) ??
    checkThinking(request, rules) ??
    checkChoice(request, rules) ??
    checkLengths(request, rules);
  return message === null ? null : { status: 400, message };
}
