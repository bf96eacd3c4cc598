/**
 * Cites what a request sent, with the fields the API derives from it.
 */
import type Anthropic from "@anthropic-ai/sdk";
import type { Claim, Place, Where } from "./script.ts";

type Request = Anthropic.MessageCreateParamsStreaming;
type Citation = Anthropic.CitationsSearchResultLocation | Anthropic.CitationContentBlockLocation;
type Inner = Extract<Anthropic.ToolResultBlockParam["content"], readonly unknown[]>[number];
export type Block = Anthropic.ContentBlockParam | Inner;

/** Something that can be cited, in the order sent. */
interface Citable {
  /** A search result's source, a document's title. */
  readonly name: string;
  readonly blocks: readonly string[];
  readonly isEnabled: boolean;
  cite(range: { readonly from: number; readonly to: number; readonly text: string }): Citation;
}

/** A message's blocks; a string is one text block. */
export function readBlocks(content: Anthropic.MessageParam["content"]): readonly Block[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

/** All blocks of a request's messages, those in tool results included. */
export function listBlocks(messages: readonly Anthropic.MessageParam[]): readonly Block[] {
  return messages
    .flatMap(({ content }) => readBlocks(content))
    .flatMap((block) =>
      block.type === "tool_result" && Array.isArray(block.content)
        ? [block, ...block.content]
        : [block],
    );
}

function toSearchResult(block: Anthropic.SearchResultBlockParam, index: number): Citable {
  return {
    name: block.source,
    blocks: block.content.map(({ text }) => text),
    isEnabled: block.citations?.enabled === true,
    cite: ({ from, to, text }) => ({
      type: "search_result_location",
      source: block.source,
      title: block.title,
      search_result_index: index,
      start_block_index: from,
      end_block_index: to,
      cited_text: text,
    }),
  };
}

function readDocument({ source }: Anthropic.DocumentBlockParam): readonly string[] {
  if (source.type !== "content") throw new Error(`The fake cites no documents of ${source.type}`);
  if (typeof source.content === "string") return [source.content];
  return source.content.map((block) => (block.type === "text" ? block.text : ""));
}

function toDocument(block: Anthropic.DocumentBlockParam, index: number): Citable {
  return {
    name: block.title ?? "",
    blocks: readDocument(block),
    isEnabled: block.citations?.enabled === true,
    cite: ({ from, to, text }) => ({
      type: "content_block_location",
      document_index: index,
      document_title: block.title ?? null,
      file_id: null,
      start_block_index: from,
      end_block_index: to,
      cited_text: text,
    }),
  };
}

/** Search results and documents are counted apart, each over the whole request. */
function listCitables({ messages }: Request): readonly Citable[] {
  const blocks = listBlocks(messages);
  return [
    ...blocks.filter((block) => block.type === "search_result").map(toSearchResult),
    ...blocks.filter((block) => block.type === "document").map(toDocument),
  ];
}

type Range = Required<Omit<Place, "source">>;

/** The blocks that the words touch; null: they do not stand there. */
export function findWords(blocks: readonly string[], words: string): Range | null {
  const start = blocks.join("").indexOf(words);
  if (start < 0 || words === "") return null;
  const ends = blocks.map((_, index) => blocks.slice(0, index + 1).join("").length);
  const last = start + words.length - 1;
  return {
    from: ends.findIndex((end) => end > start),
    to: ends.findIndex((end) => end > last) + 1,
  };
}

function locate(
  citables: readonly Citable[],
  where: Where,
): readonly [Citable, Omit<Place, "source">] {
  for (const citable of citables) {
    const words = typeof where === "string" ? findWords(citable.blocks, where) : null;
    if (words !== null) return [citable, words];
    if (typeof where !== "string" && where.source === citable.name) return [citable, where];
  }
  throw new Error(`The script cites what was not sent: ${JSON.stringify(where)}`);
}

/** Throws when the words or the source were not sent, or are not to be cited: then the script is wrong. */
function cite(request: Request, where: Where): Citation {
  const [citable, { from, to = from + 1 }] = locate(listCitables(request), where);
  if (!citable.isEnabled) throw new Error(`Citations of ${citable.name} were not asked for`);
  if (from < 0 || to <= from || to > citable.blocks.length) {
    throw new Error(`${citable.name} has ${citable.blocks.length} blocks, not ${from} to ${to}`);
  }
  return citable.cite({ from, to, text: citable.blocks.slice(from, to).join("") });
}

/** The sentences that were sent as text, each behind its number; none where they can be cited. */
export function listNumbered({ messages }: Request): readonly string[] {
  const texts = listBlocks(messages).flatMap((block) =>
    block.type === "text" && block.text.startsWith("<source") ? [block.text] : [],
  );
  return texts.flatMap((text) =>
    text
      .replace("\n</source>", "")
      .split(/^\[\d+\] /mu)
      .slice(1)
      .map((sentence) => `${sentence.trim()} `),
  );
}

/** A claim as a model marks it. Throws when the words were not sent. */
export function withMarks({ text, cites }: Claim, numbered: readonly string[]): string {
  const marks = cites.flatMap((entry) => {
    const words = typeof entry !== "string" && "of" in entry ? null : entry;
    // What is forged points to nothing.
    if (words === null) return [numbered.length + 1];
    const range = typeof words === "string" ? findWords(numbered, words) : null;
    if (range === null) throw new Error(`The script marks what was not sent: ${text}`);
    return Array.from({ length: range.to - range.from }, (_, at) => range.from + at + 1);
  });
  return text + marks.map((mark) => ` [${mark}]`).join("");
}

/** The citations of a claim, forged ones with only the fields their kind has. */
export function listCitations(request: Request, { cites }: Claim): readonly Citation[] {
  return cites.map((entry) => {
    if (typeof entry === "string" || !("of" in entry)) return cite(request, entry);
    const genuine = cite(request, entry.of);
    const forged = Object.entries(entry.but).filter(([field]) => field in genuine);
    return { ...genuine, ...Object.fromEntries(forged) };
  });
}
