/**
 * What the Messages API demands of a request beyond its schema: order, citations, tools.
 */
import type Anthropic from "@anthropic-ai/sdk";
import { listBlocks, readBlocks, type Block } from "./citations.ts";
import { sign } from "./tokens.ts";

type Request = Anthropic.MessageCreateParamsStreaming;
/** What is wrong; null: nothing. */
export type Rule = (request: Request) => string | null;

const TOOL_NAME = /^[\w-]{1,128}$/u;

const hasMessages: Rule = ({ messages }) =>
  messages.length === 0 ? "messages: at least one message is required" : null;

const startsWithUser: Rule = ({ messages }) =>
  messages[0]?.role === "user" ? null : 'messages: first message must use the "user" role';

const endsWithUser: Rule = ({ messages }) =>
  messages.at(-1)?.role === "user"
    ? null
    : "This model does not support assistant message prefill. The conversation must end with a user message.";

/** The blocks each role must not write. */
const FOREIGN: Readonly<Record<Anthropic.MessageParam["role"], readonly Block["type"][]>> = {
  user: ["tool_use", "thinking", "redacted_thinking"],
  assistant: ["tool_result", "document", "image", "search_result"],
  system: ["tool_use", "tool_result", "document", "image", "search_result", "thinking"],
};

const blocksFitRoles: Rule = ({ messages }) => {
  for (const [index, { role, content }] of messages.entries()) {
    const block = readBlocks(content).find(({ type }) => FOREIGN[role].includes(type));
    if (block !== undefined) {
      return `messages.${index}: \`${block.type}\` blocks cannot be in \`${role}\` messages`;
    }
  }
  return null;
};

/** The texts directly in a block: its own, or those of a search result or of a document made of blocks. */
function listTexts(block: Block): readonly Anthropic.TextBlockParam[] {
  if (block.type === "text") return [block];
  if (block.type === "search_result") return block.content;
  if (block.type !== "document" || block.source.type !== "content") return [];
  const { content } = block.source;
  if (typeof content === "string") return [{ type: "text", text: content }];
  return content.filter((part) => part.type === "text");
}

const textsSaySomething: Rule = ({ messages, system = [] }) => {
  const systemTexts = typeof system === "string" ? [{ text: system }] : system;
  if (systemTexts.some(({ text }) => text.trim() === "")) {
    return "system: text content blocks must be non-empty";
  }
  const texts = listBlocks(messages).flatMap((block) => listTexts(block));
  if (texts.some(({ text }) => text.trim() === "")) {
    return "messages: text content blocks must be non-empty";
  }
  return messages.some(({ content }) => content.length === 0)
    ? "messages: all messages must have non-empty content"
    : null;
};

const sourcesHaveBlocks: Rule = ({ messages }) =>
  listBlocks(messages).some((block) => block.type === "search_result" && block.content.length === 0)
    ? "messages: search_result.content must have at least one block"
    : null;

/** Citations may stand in the assistant's own text only. */
const onlyTheAssistantCites: Rule = ({ messages }) => {
  const own = messages.filter(({ role }) => role === "assistant");
  const given = messages.filter(({ role }) => role !== "assistant");
  const texts = [
    ...listBlocks(given).flatMap((block) => listTexts(block)),
    ...listBlocks(own)
      .filter(({ type }) => type !== "text")
      .flatMap((block) => listTexts(block)),
  ];
  return texts.some(({ citations }) => (citations ?? []).length > 0)
    ? "messages: text.citations must be empty outside assistant messages"
    : null;
};

function listCitationSwitches({ messages }: Request): readonly boolean[] {
  return listBlocks(messages).flatMap((block) =>
    block.type === "search_result" || block.type === "document"
      ? [block.citations?.enabled === true]
      : [],
  );
}

const citesAllOrNone: Rule = (request) =>
  new Set(listCitationSwitches(request)).size > 1
    ? "messages: citations must be enabled on all documents and search results or on none"
    : null;

const citesWithoutFormat: Rule = (request) =>
  request.output_config?.format && listCitationSwitches(request).includes(true)
    ? "output_config.format: structured outputs cannot be used with citations"
    : null;

function listIds(message: Anthropic.MessageParam | undefined, type: "tool_use" | "tool_result") {
  return readBlocks(message?.content ?? []).flatMap((block) => {
    if (block.type === "tool_use" && type === "tool_use") return [block.id];
    if (block.type === "tool_result" && type === "tool_result") return [block.tool_use_id];
    return [];
  });
}

/** The results that open a message: any that stand behind other blocks come too late. */
function listAnswered(message: Anthropic.MessageParam | undefined): readonly string[] {
  const blocks = readBlocks(message?.content ?? []);
  const end = blocks.findIndex(({ type }) => type !== "tool_result");
  return listIds(message, "tool_result").slice(0, end < 0 ? undefined : end);
}

const callsAreAnswered: Rule = ({ messages }) => {
  for (const [index, message] of messages.entries()) {
    const answered = listAnswered(messages[index + 1]);
    const open = listIds(message, "tool_use").filter((id) => !answered.includes(id));
    if (open.length > 0) {
      return `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(", ")}`;
    }
    const calls = listIds(messages[index - 1], "tool_use");
    const stray = listIds(message, "tool_result").find(
      (id, place, all) => !calls.includes(id) || all.indexOf(id) !== place,
    );
    if (stray !== undefined) {
      return `messages.${index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}`;
    }
  }
  return null;
};

const thinkingIsUnchanged: Rule = ({ messages }) =>
  listBlocks(messages).some(
    (block) => block.type === "thinking" && block.signature !== sign(block.thinking),
  )
    ? "messages: Invalid `signature` in `thinking` block"
    : null;

function listToolNames({ tools = [] }: Request): readonly string[] {
  return tools.map((tool) => ("name" in tool ? tool.name : ""));
}

const toolsHaveNames: Rule = (request) => {
  const names = listToolNames(request);
  if (new Set(names).size < names.length) return "tools: Tool names must be unique.";
  const bad = names.findIndex((name) => !TOOL_NAME.test(name));
  return bad < 0
    ? null
    : `tools.${bad}.custom.name: String should match pattern '${TOOL_NAME.source}'`;
};

const toolsAreDefined: Rule = (request) => {
  const choice = request.tool_choice;
  const names = listToolNames(request);
  if (names.length > 0) {
    return choice?.type === "tool" && !names.includes(choice.name)
      ? `Tool '${choice.name}' not found in provided tools`
      : null;
  }
  if (choice) return "tool_choice may only be specified while providing tools.";
  return listBlocks(request.messages).some(({ type }) => type === "tool_use")
    ? "Requests which include `tool_use` or `tool_result` blocks must define tools."
    : null;
};

export const RULES: readonly Rule[] = [
  hasMessages,
  startsWithUser,
  endsWithUser,
  blocksFitRoles,
  textsSaySomething,
  sourcesHaveBlocks,
  onlyTheAssistantCites,
  citesAllOrNone,
  citesWithoutFormat,
  callsAreAnswered,
  thinkingIsUnchanged,
  toolsHaveNames,
  toolsAreDefined,
];
