/**
 * A LanguageModel that writes what a test has it write, without a server.
 *
 *     const model = startScriptedModel();
 *     model.next({ say: [{ text: "Gutenberg printed in Mainz", cites: ["druckte in Mainz"] }, "."] });
 *     model.next(new ModelError("busy"));
 *
 * Each request takes the next script; `always` holds for those that find none. A test fails when a request
 * found no script or one that does not fit it, also when nobody noticed.
 */
import { onTestFinished } from "vitest";
import {
  ModelError,
  type Following,
  type LanguageModel,
  type ModelErrorReason,
  type ModelRequest,
  type ModelUsage,
  type Piece,
  type Pointer,
  type Source,
  type Written,
} from "../../src/llm/model.ts";
import { findWords } from "./messages-api/citations.ts";
import { countTokens } from "./messages-api/tokens.ts";

/** Words that stand in the sent blocks, or a pointer that need not fit them. */
type Cite = string | Pointer;

export interface ScriptedAnswer {
  /** What it searches for before it answers, each in a round of its own. */
  readonly searches?: readonly string[];
  /** A string cites nothing; at a promise it waits. */
  readonly say: readonly (
    | string
    | { readonly text: string; readonly cites: readonly Cite[] }
    | Promise<unknown>
  )[];
  /** "complete" unless said otherwise. */
  readonly end?: Written["end"];
  /** It breaks off after what it said. */
  readonly fails?: ModelErrorReason;
  /** In place of what is counted. */
  readonly usage?: readonly ModelUsage[];
}

/** An error is thrown after its pieces were shown. */
export type ModelScript = ScriptedAnswer | ModelError;
type WriteModelScript = (request: ModelRequest) => ModelScript;

export interface ScriptedModel extends LanguageModel {
  /** In the order they came. */
  readonly requests: readonly ModelRequest[];
  next(...scripts: readonly (ModelScript | WriteModelScript)[]): void;
  always(script: ModelScript | WriteModelScript): void;
}

/** What was written so far, and for what. */
interface Draft {
  readonly request: ModelRequest;
  readonly following: Following;
  readonly sources: Source[];
  readonly pieces: Piece[];
}

function point({ sources }: Draft, cite: Cite): Pointer {
  if (typeof cite !== "string") return cite;
  for (const { source, blocks } of sources) {
    const range = findWords(blocks, cite);
    if (range !== null) {
      return { source, ...range, citedText: blocks.slice(range.from, range.to).join("") };
    }
  }
  throw new Error(`The script cites what was not sent: ${cite}`);
}

function checkSignal({ following, pieces, sources }: Draft): void {
  if (following.signal.aborted) throw new ModelError("stopped", { pieces, sources });
}

async function wait(draft: Draft, until: Promise<unknown>): Promise<void> {
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const { signal } = draft.following;
  signal.addEventListener("abort", () => resolve(), { once: true });
  if (!signal.aborted) await Promise.race([until, aborted]);
  checkSignal(draft);
}

/** Shows it in two steps, since a piece grows while it is written. */
function show({ following, pieces }: Draft, piece: Piece): void {
  const begun = { text: piece.text.slice(0, Math.ceil(piece.text.length / 2)), pointers: [] };
  following.onPieces([...pieces, begun]);
  pieces.push(piece);
  following.onPieces([...pieces]);
}

function search({ request, sources }: Draft, query: string): void {
  if (request.search === null) throw new Error("The script searches where it cannot");
  sources.push(...request.search(query));
}

function countUsage({ request, sources, pieces }: Draft, rounds: number): readonly ModelUsage[] {
  const { system, history, question } = request;
  const input = countTokens(system, history, question, sources);
  const output = countTokens(pieces.map(({ text }) => text));
  return Array.from({ length: rounds }, () => ({ input, cacheRead: 0, cacheWritten: 0, output }));
}

async function follow(script: ModelScript, draft: Draft): Promise<Written> {
  checkSignal(draft);
  if (script instanceof ModelError) {
    for (const piece of script.pieces) show(draft, piece);
    throw script;
  }
  const { searches = [], say, end = "complete" } = script;
  for (const query of searches) search(draft, query);
  for (const part of say) {
    if (part instanceof Promise) await wait(draft, part);
    else {
      const { text, cites } = typeof part === "string" ? { text: part, cites: [] } : part;
      show(draft, { text, pointers: cites.map((cite) => point(draft, cite)) });
    }
    checkSignal(draft);
  }
  const { pieces, sources } = draft;
  const usage = script.usage ?? countUsage(draft, searches.length + 1);
  if (script.fails !== undefined) throw new ModelError(script.fails, { pieces, sources, usage });
  return { pieces, end, sources, usage };
}

/** For the running test. */
export function startScriptedModel(name = "scripted"): ScriptedModel {
  const requests: ModelRequest[] = [];
  const scripts: (ModelScript | WriteModelScript)[] = [];
  const faults: unknown[] = [];
  let usual: ModelScript | WriteModelScript | null = null;
  onTestFinished(() => {
    if (faults.length > 0) throw new AggregateError(faults, faults.join("\n"));
  });

  async function write(request: ModelRequest, following: Following): Promise<Written> {
    requests.push(request);
    const script = scripts.shift() ?? usual;
    try {
      if (script === null) throw new Error(`No script for request ${requests.length}`);
      const draft = { request, following, sources: [...request.sources], pieces: [] };
      return await follow(typeof script === "function" ? script(request) : script, draft);
    } catch (error) {
      if (!(error instanceof ModelError)) faults.push(error);
      throw error;
    }
  }

  return {
    name,
    requests,
    write,
    next: (...more) => void scripts.push(...more),
    always: (script) => {
      usual = script;
    },
  };
}
