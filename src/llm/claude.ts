/**
 * The language model behind Anthropic's Messages API, or any server that speaks it.
 */
import type { MessageParam } from "@anthropic-ai/sdk/resources/messages/messages";

import { loadClient, type Client, type ClientParts } from "./claude-client.ts";
import type { Failure } from "./claude-errors.ts";
import { createReply, type Reply } from "./claude-reply.ts";
import { toMessages, toParams, toResults, type ModelPrompts } from "./claude-request.ts";
import { readEvents, StreamError, type StreamEvent } from "./claude-stream.ts";
import { watchIdle, type After } from "./idle-watch.ts";
import { createNumbered, type Citing, type Numbered } from "./marks.ts";
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
  readonly prompts: ModelPrompts;
  /** How its server cites; asked before each answer. */
  readonly citing: () => Promise<Citing>;
  /** In place of a timer. */
  readonly after?: After;
  /** In place of Anthropic's SDK over HTTP. */
  readonly connect?: () => Promise<Client>;
}

export function createClaude(parts: ClaudeParts): Claude {
  let loading: Promise<Client> | null = null;
  const load = () => (loading ??= parts.connect?.() ?? loadClient(parts));
  return {
    name: parts.model.name,
    async warmUp() {
      await load();
    },
    async write(request, following) {
      const [client, citing] = await Promise.all([load(), parts.citing()]);
      return writeAnswer({ ...parts, client }, begin(request, citing), following);
    },
  };
}

/** What has been said so far in all rounds of one answer. */
interface Conversation {
  readonly request: ModelRequest;
  /** Null: the server cites by itself. */
  readonly numbered: Numbered | null;
  readonly messages: MessageParam[];
  readonly sources: Source[];
  readonly usage: ModelUsage[];
}

type Parts = ClaudeParts & { readonly client: Client };

function begin(request: ModelRequest, citing: Citing): Conversation {
  const numbered = citing === "marks" ? createNumbered() : null;
  const messages = toMessages(request, numbered);
  return { request, numbered, messages, sources: [...request.sources], usage: [] };
}

async function writeAnswer(
  parts: Parts,
  conversation: Conversation,
  following: Following,
): Promise<Written> {
  const { request, numbered, messages, sources, usage } = conversation;
  let searches = request.search === null ? 0 : SEARCHES;
  for (;;) {
    const reply = await runRound(parts, conversation, { ...following, maySearch: searches > 0 });
    // A call in a turn that stopped for another reason may be half a call.
    if (reply.stopReason !== "tool_use" || searches === 0)
      return { ...endOf(reply, numbered), sources, usage };
    searches -= 1;
    const find = (query: string) => findMore(conversation, query);
    messages.push(...toResults(reply.turn(), { ...parts, numbered }, find));
  }
}

function endOf(reply: Reply, numbered: Numbered | null): Pick<Written, "pieces" | "end"> {
  if (reply.stopReason === "refusal") return { pieces: [], end: "refused" };
  const end = UNFINISHED.has(reply.stopReason) ? "length" : "complete";
  return { pieces: numbered?.read(reply.pieces()) ?? reply.pieces(), end };
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
): Promise<Reply> {
  const { request, numbered, sources, usage } = conversation;
  if (signal.aborted) throw new ModelError("stopped", { sources, usage });
  const reply = createReply(request.sentAs === "document" ? request.sources : []);
  const estimate = estimateInput(request, sources.slice(request.sources.length));
  const watch = watchIdle(parts.after);
  const either = AbortSignal.any([signal, watch.signal]);
  const events = openTurn(parts, conversation, { signal: either, maySearch });
  try {
    for (;;) {
      // What a follower throws is no failure of the server's.
      const next = await nextEvent(events, parts.client);
      if ("failure" in next) {
        const reason = endedBy(signal, watch.signal) ?? next.failure.reason;
        if (isCounted(reason, reply)) usage.push(reply.usage(estimate));
        const cause = new Error(next.failure.detail);
        const { pieces } = endOf(reply, numbered);
        throw new ModelError(reason, { pieces, sources, usage }, { cause });
      }
      if (next.event === null) break;
      watch.seen();
      if (!reply.add(next.event)) continue;
      const growing = reply.growing();
      onPieces(numbered?.read(growing, { isGrowing: true }) ?? growing);
    }
    usage.push(reply.usage(estimate));
    return reply;
  } finally {
    watch.end();
    await events.return().catch(() => {});
  }
}

/** Ends the answer where the server did not say that this is all. */
async function* openTurn(
  { client, model, prompts }: Parts,
  { request, messages, numbered }: Conversation,
  { signal, maySearch }: { readonly signal: AbortSignal; readonly maySearch: boolean },
): AsyncGenerator<StreamEvent, void> {
  const params = toParams({ request, messages, model, prompts, numbered, maySearch });
  const raw = await client.stream({ ...params, stream: true }, { signal });
  for await (const event of readEvents(raw, params.max_tokens)) {
    yield event;
    if (event.type === "message_stop") return;
  }
  throw new StreamError("the stream ended before the answer did");
}

type Next =
  | { readonly event: StreamEvent | null }
  /** What the server or the way to it did wrong. */
  | { readonly failure: Failure };

/** An event of null: there are no more. */
async function nextEvent(events: AsyncGenerator<StreamEvent, void>, client: Client): Promise<Next> {
  try {
    const next = await events.next();
    return { event: next.done === true ? null : next.value };
  } catch (error) {
    return { failure: client.explain(error) };
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
