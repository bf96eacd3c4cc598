/**
 * Writes a scripted reply as the events of a stream, in the API's order.
 */
import type Anthropic from "@anthropic-ai/sdk";
import { listCitations, listNumbered, withMarks } from "./citations.ts";
import type { Claim, Reply } from "./script.ts";
import { countTokens, sign } from "./tokens.ts";

type Request = Anthropic.MessageCreateParamsStreaming;
export type Event = Anthropic.RawMessageStreamEvent | { readonly type: "ping" };
/** An event, or what the stream is to wait for. */
export type Step = Event | Promise<unknown>;

/** Characters of one delta after another, so that words and sentences are cut anywhere. */
const DELTA_LENGTHS = [1, 4, 2, 7, 3];

function* cutUp(text: string): Generator<string> {
  const characters = Array.from(text);
  for (let turn = 0; characters.length > 0; turn += 1) {
    yield characters.splice(0, DELTA_LENGTHS[turn % DELTA_LENGTHS.length]).join("");
  }
}

function countWritten({ thinking = "", say = [], calls = [] }: Reply): number {
  const texts = say.map((part) =>
    typeof part === "string" ? part : part instanceof Promise ? "" : part.text,
  );
  const inputs = calls.map(({ name, input }) => name + JSON.stringify(input));
  return countTokens(thinking, texts, inputs);
}

function countUsage(reply: Reply, request: Request): Anthropic.Usage {
  const usage = {
    input_tokens: countTokens(request.system, request.messages, request.tools),
    output_tokens: countWritten(reply),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    ...reply.usage,
  };
  return {
    ...usage,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cache_creation_input_tokens ?? 0,
      ephemeral_1h_input_tokens: 0,
    },
    inference_geo: null,
    output_tokens_details: { thinking_tokens: countTokens(reply.thinking) },
    server_tool_use: null,
    service_tier: "standard",
    speed: null,
  };
}

function start(request: Request, usage: Anthropic.Usage, number: number): Event {
  return {
    type: "message_start",
    message: {
      id: `msg_${number}`,
      type: "message",
      role: "assistant",
      model: request.model,
      content: [],
      container: null,
      diagnostics: null,
      stop_details: null,
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage, output_tokens: 1, output_tokens_details: null },
    },
  };
}

type Delta = Anthropic.RawContentBlockDelta;

function* writeThinking(thinking: string): Generator<Delta> {
  for (const part of cutUp(thinking)) yield { type: "thinking_delta", thinking: part };
  yield { type: "signature_delta", signature: sign(thinking) };
}

function* writeClaim(claim: Claim, reply: Reply, request: Request): Generator<Delta> {
  const citations = listCitations(request, claim).map((citation): Delta => ({
    type: "citations_delta",
    citation,
  }));
  if (reply.citations === "before") yield* citations;
  for (const text of cutUp(claim.text)) yield { type: "text_delta", text };
  if (reply.citations !== "before") yield* citations;
}

/** All in one block, as servers write that cite nothing. */
function* writeMarked(
  { say = [] }: Reply,
  numbered: readonly string[],
): Generator<Delta | Promise<unknown>> {
  for (const part of say) {
    if (part instanceof Promise) yield part;
    else
      for (const text of cutUp(typeof part === "string" ? part : withMarks(part, numbered)))
        yield { type: "text_delta", text };
  }
}

function* writeInput(input: unknown): Generator<Delta> {
  yield { type: "input_json_delta", partial_json: "" };
  for (const part of cutUp(JSON.stringify(input))) {
    yield { type: "input_json_delta", partial_json: part };
  }
}

type Opening = Anthropic.RawContentBlockStartEvent["content_block"];

/** Each block's opening with its deltas; promises where they stand. */
function* writeBlocks(
  reply: Reply,
  request: Request,
  number: number,
): Generator<Promise<unknown> | readonly [Opening, Iterable<Delta | Promise<unknown>>]> {
  if (reply.thinking !== undefined) {
    yield [{ type: "thinking", thinking: "", signature: "" }, writeThinking(reply.thinking)];
  }
  const numbered = listNumbered(request);
  if (numbered.length > 0)
    yield [{ type: "text", text: "", citations: null }, writeMarked(reply, numbered)];
  for (const part of numbered.length > 0 ? [] : (reply.say ?? [])) {
    if (part instanceof Promise) yield part;
    else {
      const claim = typeof part === "string" ? { text: part, cites: [] } : part;
      const citations = claim.cites.length > 0 ? [] : null;
      yield [{ type: "text", text: "", citations }, writeClaim(claim, reply, request)];
    }
  }
  for (const [index, { name, input }] of (reply.calls ?? []).entries()) {
    const id = `toolu_${number}_${index}`;
    yield [
      { type: "tool_use", id, name, input: {}, caller: { type: "direct" } },
      writeInput(input),
    ];
  }
}

function stop(reply: Reply, usage: Anthropic.Usage): Event {
  const calls = (reply.calls ?? []).length > 0;
  const reason = reply.stop ?? (calls ? "tool_use" : "end_turn");
  const { category = null, explanation = null } = reply.refusal ?? {};
  return {
    type: "message_delta",
    delta: {
      container: null,
      stop_reason: reason,
      stop_sequence: null,
      stop_details: reason === "refusal" ? { type: "refusal", category, explanation } : null,
    },
    usage: {
      input_tokens: usage.input_tokens,
      output_tokens: usage.output_tokens,
      cache_creation_input_tokens: usage.cache_creation_input_tokens,
      cache_read_input_tokens: usage.cache_read_input_tokens,
      output_tokens_details: usage.output_tokens_details,
      server_tool_use: null,
    },
  };
}

/** `number` makes ids that no other reply has. Throws when the script does not fit the request. */
export function* writeEvents(reply: Reply, request: Request, number: number): Generator<Step> {
  const usage = countUsage(reply, request);
  yield start(request, usage, number);
  yield { type: "ping" };
  let index = 0;
  for (const block of writeBlocks(reply, request, number)) {
    if (block instanceof Promise) {
      yield block;
      continue;
    }
    const [opening, deltas] = block;
    yield { type: "content_block_start", index, content_block: opening };
    for (const delta of deltas)
      yield delta instanceof Promise ? delta : { type: "content_block_delta", index, delta };
    yield { type: "content_block_stop", index };
    index += 1;
  }
  yield stop(reply, usage);
  yield { type: "message_stop" };
}
