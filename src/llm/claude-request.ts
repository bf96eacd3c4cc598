/**
 * What is sent to the Messages API: sources as blocks that can be cited, or as numbered text; the question last.
 */
import type {
  ContentBlockParam,
  MessageCreateParamsBase,
  MessageParam,
  TextBlockParam,
  ToolResultBlockParam,
} from "@anthropic-ai/sdk/resources/messages/messages";

import type { Model } from "./known-models.ts";
import type { Numbered } from "./marks.ts";
import type { Exchange, ModelRequest, Source } from "./model.ts";
import { readPrompt } from "./prompts.ts";

/** What the only tool is called. */
export const SEARCH_TOOL = "search_articles";

/** What any request may have to say to the model, beside its own rules. */
export interface ModelPrompts {
  /** `prompts/search.md`: what it is told of its one tool. */
  readonly search: string;
  /** `prompts/search-nothing.md`: that the tool found nothing. */
  readonly nothing: string;
  /** `prompts/marks.md`: how to cite by numbers. */
  readonly marks: string;
}

/** Throws a PromptError. */
export async function readModelPrompts(): Promise<ModelPrompts> {
  const [search, nothing, marks] = await Promise.all([
    readPrompt("search", []),
    readPrompt("search-nothing", []),
    readPrompt("marks", []),
  ]);
  return { search: search({}), nothing: nothing({}), marks: marks({}) };
}

/** Of a query that the model searches for, in UTF-16 units. */
const QUERY_LIMIT = 300;

/** The API has a limit it does not name; in characters. */
const TITLE_LIMIT = 200;

interface Round {
  readonly request: ModelRequest;
  readonly messages: MessageParam[];
  readonly model: Model;
  readonly prompts: ModelPrompts;
  /** Null: the server cites by itself. */
  readonly numbered: Numbered | null;
  readonly maySearch: boolean;
}

export function toParams(round: Round): MessageCreateParamsBase {
  const { request, messages, model, prompts, numbered, maySearch } = round;
  const search = request.search === null ? {} : toTool(prompts.search, maySearch);
  const isMarked = numbered !== null && request.sources.length > 0;
  return {
    model: model.name,
    max_tokens: request.maxTokens + model.thinkingTokens,
    system: isMarked ? `${request.system}\n\n${prompts.marks}` : request.system,
    ...model.knobs,
    ...search,
    messages,
  };
}

/** History as plain text: old sources would only shift the indexes of what may be cited. */
export function toMessages(
  { history, sources, sentAs, question }: ModelRequest,
  numbered: Numbered | null = null,
): MessageParam[] {
  const sent = sources.map((source): ContentBlockParam => {
    if (numbered !== null) return toText(numbered.number(source));
    return sentAs === "document" ? toDocument(source) : toSearchResult(source);
  });
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
  { prompts, numbered }: Pick<Round, "prompts" | "numbered">,
  find: (query: string) => readonly Source[],
): readonly MessageParam[] {
  const send = (source: Source) =>
    numbered === null ? toSearchResult(source) : toText(numbered.number(source));
  const results = turn.flatMap((block): ToolResultBlockParam[] => {
    if (block.type !== "tool_use") return [];
    const query = block.name === SEARCH_TOOL ? readQuery(block.input) : null;
    const found = query === null ? [] : find(query);
    const content = found.length === 0 ? prompts.nothing : found.map(send);
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

const CITED = { citations: { enabled: true } };

function toSearchResult({ source, title, blocks }: Source) {
  const content = blocks.map(toText);
  return { type: "search_result" as const, source, title: cut(title), content, ...CITED };
}

function toDocument({ title, blocks }: Source): ContentBlockParam {
  const source = { type: "content" as const, content: blocks.map(toText) };
  return { type: "document", title: cut(title), source, ...CITED };
}

function cut(title: string): string {
  return Array.from(title).slice(0, TITLE_LIMIT).join("");
}

function toText(text: string): TextBlockParam {
  // Half of a surrogate pair is no UTF-8, and a text that was cut may end in one.
  return { type: "text", text: text.toWellFormed() };
}
