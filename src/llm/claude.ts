/**
 * The language model behind Anthropic's Messages API, or any server that speaks it.
 */
import type { Message, MessageParam } from "@anthropic-ai/sdk/resources/messages/messages";

import { loadClient, type Client, type ClientParts } from "./claude-client.ts";
import { createReply, type Reply } from "./claude-reply.ts";
import { toMessages, toParams, toResults } from "./claude-request.ts";
import { watchIdle, type After } from "./idle-watch.ts";
import {
  ModelError,
  type Following,
  type LanguageModel,
  type ModelErrorReason,
  type ModelRequest,
  type ModelUsage,
  type Source,
  type Written,
} from "./model.ts";
import type { Model } from "./known-models.ts";
import { estimateInput, estimateSource, FOUND_TOKENS, SEARCHES } from "./price.ts";

export interface Claude extends LanguageModel {
  /** Loads what `write` would otherwise load at its first call. */
  warmUp(): Promise<void>;
}

interface ClaudeParts extends ClientParts {
  readonly model: Model;
  /** `prompts/search.md`: what the model is told of its one tool. */
  readonly searchPrompt: string;
  /** In place of a timer. */
  readonly after?: After;
}

export function createClaude(parts: ClaudeParts): Claude {
  let loading: Promise<Client> | null = null;
  const load = () => (loading ??= loadClient(parts));
  return {
    name: parts.model.name,
    async warmUp() {
      await load();
    },
    async write(request, following) {
      const client = await load();
      return writeAnswer({ ...parts, client }, begin(request), following);
    },
  };
}

/** What has been said so far in all rounds of one answer. */
interface Conversation {
  readonly request: ModelRequest;
  readonly messages: MessageParam[];
  readonly sources: Source[];
  readonly usage: ModelUsage[];
}

type Parts = ClaudeParts & { readonly client: Client };

function begin(request: ModelRequest): Conversation {
  return { request, messages: toMessages(request), sources: [...request.sources], usage: [] };
}

async function writeAnswer(
  parts: Parts,
  conversation: Conversation,
  following: Following,
): Promise<Written> {
  const { request, messages, sources, usage } = conversation;
  let searches = request.search === null ? 0 : SEARCHES;
  for (;;) {
    const { turn, reply } = await runRound(parts, conversation, {
      ...following,
      maySearch: searches > 0,
    });
    // A call in a turn that stopped for another reason may be half a call.
    if (reply.stopReason !== "tool_use" || searches === 0)
      return { ...endOf(reply), sources, usage };
    searches -= 1;
    messages.push(...toResults(turn, (query) => findMore(conversation, query)));
  }
}

function endOf(reply: Reply): Pick<Written, "pieces" | "end"> {
  if (reply.stopReason === "refusal") return { pieces: [], end: "refused" };
  const end = UNFINISHED.has(reply.stopReason) ? "length" : "complete";
  return { pieces: reply.pieces(), end };
}

const UNFINISHED: ReadonlySet<string | null> = new Set([
  "max_tokens",
  "model_context_window_exceeded",
  "pause_turn",
]);

/** Only what was not sent yet, and no more than the price was estimated with. */
function findMore({ request, sources }: Conversation, query: string): readonly Source[] {
  const sent = new Set(sources.map(({ source }) => source));
  const found: Source[] = [];
  let left = FOUND_TOKENS;
  for (const source of request.search?.(query) ?? []) {
    if (sent.has(source.source)) continue;
    left -= estimateSource(source);
    if (left < 0) break;
    found.push(source);
  }
  sources.push(...found);
  return found;
}

interface Round extends Following {
  readonly maySearch: boolean;
}

/** One request and its answer. Throws a ModelError with what there is of the answer. */
async function runRound(
  parts: Parts,
  conversation: Conversation,
  { signal, onPieces, maySearch }: Round,
): Promise<{ readonly turn: Message; readonly reply: Reply }> {
  const { client, model, searchPrompt } = parts;
  const { request, messages, sources, usage } = conversation;
  if (signal.aborted) throw new ModelError("stopped", { sources, usage });
  const reply = createReply(request.sentAs === "document" ? request.sources : []);
  const estimate = estimateInput(request, sources.slice(request.sources.length));
  const watch = watchIdle(parts.after);
  try {
    const stream = client.messages.stream(
      toParams({ request, messages, model, searchPrompt, maySearch }),
      { signal: AbortSignal.any([signal, watch.signal]) },
    );
    for await (const event of stream) {
      watch.seen();
      if (reply.add(event)) onPieces(reply.pieces());
    }
    // It rejects when the stream ended too early.
    const turn = await stream.finalMessage();
    usage.push(reply.usage(estimate));
    return { turn, reply };
  } catch (error) {
    const failure = client.explain(error);
    if (failure === null) throw error;
    const reason = endedBy(signal, watch.signal) ?? failure.reason;
    if (isCounted(reason, reply)) usage.push(reply.usage(estimate));
    const cause = new Error(failure.detail);
    throw new ModelError(reason, { pieces: reply.pieces(), sources, usage }, { cause });
  } finally {
    watch.end();
  }
}

function endedBy(signal: AbortSignal, idle: AbortSignal): ModelErrorReason | null {
  if (signal.aborted) return "stopped";
  return idle.aborted ? "stalled" : null;
}

/** What the server refused costs nothing; what we broke off may have been read already. */
function isCounted(reason: ModelErrorReason, { hasBegun }: Reply): boolean {
  return hasBegun || reason === "stopped" || reason === "stalled";
}
