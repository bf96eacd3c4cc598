/**
 * What is sent to the Messages API: sources as blocks that can be cited, the question last.
 */
import type {
  ContentBlockParam,
  MessageCreateParamsBase,
  MessageParam,
  SearchResultBlockParam,
  TextBlockParam,
  ToolResultBlockParam,
} from "@anthropic-ai/sdk/resources/messages/messages";

import type { Exchange, ModelRequest, Source } from "./model.ts";
import type { Model } from "./known-models.ts";

/** What the only tool is called. */
export const SEARCH_TOOL = "search_articles";

const NOTHING_FOUND = "No further passages found.";

/** Of a query that the model searches for, in UTF-16 units. */
const QUERY_LIMIT = 300;

/** The API has a limit it does not name; in characters. */
const TITLE_LIMIT = 200;

interface Round {
  readonly request: ModelRequest;
  readonly messages: MessageParam[];
  readonly model: Model;
  /** What the tool is for, in words for the model. */
  readonly searchPrompt: string;
  readonly maySearch: boolean;
}

export function toParams(round: Round): MessageCreateParamsBase {
  const { request, messages, model, searchPrompt, maySearch } = round;
  const search = request.search === null ? {} : toTool(searchPrompt, maySearch);
  return {
    model: model.name,
    max_tokens: request.maxTokens + model.thinkingTokens,
    system: request.system,
    ...model.knobs,
    ...search,
    messages,
  };
}

/** History as plain text: old sources would only shift the indexes of what may be cited. */
export function toMessages({ history, sources, sentAs, question }: ModelRequest): MessageParam[] {
  const sent = sentAs === "document" ? sources.map(toDocument) : sources.map(toSearchResult);
  return [
    ...history.filter(isWhole).flatMap((exchange): MessageParam[] => [
      { role: "user", content: exchange.question.toWellFormed() },
      { role: "assistant", content: exchange.answer.toWellFormed() },
    ]),
    { role: "user", content: [...sent, toText(question)] },
  ];
}

/** Every call in the turn with what `find` found for its query; the turn itself goes back as it came. */
export function toResults(
  turn: readonly ContentBlockParam[],
  find: (query: string) => readonly Source[],
): readonly MessageParam[] {
  const results = turn.flatMap((block): ToolResultBlockParam[] => {
    if (block.type !== "tool_use") return [];
    const query = block.name === SEARCH_TOOL ? readQuery(block.input) : null;
    const found = query === null ? [] : find(query);
    const content = found.length === 0 ? NOTHING_FOUND : found.map(toSearchResult);
    return [{ type: "tool_result", tool_use_id: block.id, content }];
  });
  return [
    { role: "assistant", content: [...turn] },
    { role: "user", content: results },
  ];
}

/** A request with an empty text in it is refused. */
function isWhole({ question, answer }: Exchange): boolean {
  return question.trim() !== "" && answer.trim() !== "";
}

/** The tool is named in the last round, too, where it may not be called: earlier turns hold calls of it. */
function toTool(description: string, maySearch: boolean): Partial<MessageCreateParamsBase> {
  const tool = {
    name: SEARCH_TOOL,
    description,
    input_schema: {
      type: "object" as const,
      properties: { query: { type: "string" } },
      required: ["query"],
      additionalProperties: false,
    },
  };
  // A forced call is refused by some models, so the choice is the model's.
  const tool_choice = maySearch
    ? ({ type: "auto", disable_parallel_tool_use: true } as const)
    : ({ type: "none" } as const);
  return { tools: [tool], tool_choice };
}

/** Null where it is no query. */
function readQuery(input: unknown): string | null {
  if (typeof input !== "object" || input === null || !("query" in input)) return null;
  const { query } = input;
  return typeof query === "string" && query.trim() !== "" ? query.slice(0, QUERY_LIMIT) : null;
}

function toSearchResult({ source, title, blocks }: Source): SearchResultBlockParam {
  const content = blocks.map(toText);
  const citations = { enabled: true };
  return { type: "search_result", source, title: cut(title), content, citations };
}

function toDocument({ title, blocks }: Source): ContentBlockParam {
  const source = { type: "content" as const, content: blocks.map(toText) };
  return { type: "document", title: cut(title), source, citations: { enabled: true } };
}

function cut(title: string): string {
  return Array.from(title).slice(0, TITLE_LIMIT).join("");
}

function toText(text: string): TextBlockParam {
  // Half of a surrogate pair is no UTF-8, and a text that was cut may end in one.
  return { type: "text", text: text.toWellFormed() };
}
