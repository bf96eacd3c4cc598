/**
 * The boundary towards a model's server: lets in so much of a stream and no more, and only what has an event's shape.
 *
 * A server may be broken or hostile. What it sends beyond the bounds ends the answer as if the stream had been cut;
 * reading it never keeps the rest of the process waiting.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

import { z } from "zod";

/** Why no more of a stream is read; the message is for the operator and holds nothing of the stream. */
export class StreamError extends Error {
  override name = "StreamError";
}

/** Of one response, decompressed: some twenty times what the longest summary takes. */
export const MOST_BYTES = 4 * 1024 * 1024;
/** Text blocks, thinking and calls of one turn. */
const MOST_BLOCKS = 150;
const MOST_CITATIONS = 500;
/** A delta holds at least one token; the rest begins, ends and cites. */
const EVENTS_A_TOKEN = 2;
const SPARE_EVENTS = 3000;
/** No language's tokens are that long on average, in UTF-16 units. */
const CHARACTERS_A_TOKEN = 8;
/** What is read in one turn of the event loop. */
const PART_BYTES = 16 * 1024;

/** Below 0 is 0; what is no number was not told. */
const tokens = z
  .number()
  .transform((count) => Math.max(0, Math.ceil(count)))
  .nullish()
  .catch(undefined);
const usage = z
  .object({
    input_tokens: tokens,
    output_tokens: tokens,
    cache_read_input_tokens: tokens,
    cache_creation_input_tokens: tokens,
  })
  .nullish();
const index = z.int().min(0);
const citation = z.looseObject({ type: z.string() });
const cited = {
  start_block_index: z.int(),
  end_block_index: z.int(),
  cited_text: z.string(),
};
const location = z.discriminatedUnion("type", [
  z.object({ type: z.literal("search_result_location"), source: z.string(), ...cited }),
  z.object({ type: z.literal("content_block_location"), document_index: z.int(), ...cited }),
]);
const text = z.object({
  type: z.literal("text"),
  text: z.string(),
  citations: z.array(citation).nullish(),
});
const thinking = z.looseObject({ type: z.literal("thinking"), thinking: z.string() });
const call = z.looseObject({ type: z.literal("tool_use"), id: z.string(), name: z.string() });
const otherBlock = z.looseObject({ type: z.string() });
const delta = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text_delta"), text: z.string() }),
  z.object({ type: z.literal("citations_delta"), citation }),
  z.object({ type: z.literal("thinking_delta"), thinking: z.string() }),
  z.object({ type: z.literal("signature_delta"), signature: z.string() }),
  z.object({ type: z.literal("input_json_delta"), partial_json: z.string() }),
]);
const event = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message_start"), message: z.object({ usage }) }),
  z.object({
    type: z.literal("content_block_start"),
    index,
    content_block: z.union([text, thinking, call, otherBlock]),
  }),
  z.object({ type: z.literal("content_block_delta"), index, delta }),
  z.object({ type: z.literal("content_block_stop"), index }),
  z.object({
    type: z.literal("message_delta"),
    delta: z.object({ stop_reason: z.string().nullable() }),
    usage,
  }),
  z.object({ type: z.literal("message_stop") }),
]);

export type StreamEvent = z.infer<typeof event>;
export type StreamBlock = Extract<StreamEvent, { type: "content_block_start" }>["content_block"];
export type StreamCitation = z.infer<typeof citation>;
export type StreamUsage = z.infer<typeof usage>;

/** Where it points to; null for kinds of citations that nothing we send can have. */
export function locationIn(read: StreamCitation): z.infer<typeof location> | null {
  return location.safeParse(read).data ?? null;
}

const KNOWN = new Set<string>(event.options.map(({ shape }) => shape.type.value));
/** The API's other deltas belong to blocks that are not asked for. */
const READ_DELTAS = new Set<string>(delta.options.map(({ shape }) => shape.type.value));

/** `most`: the tokens that were allowed, thinking included. Throws a StreamError at what goes beyond the bounds. */
export async function* readEvents(
  raw: AsyncIterable<unknown>,
  most: number,
): AsyncGenerator<StreamEvent> {
  const bounds = createBounds(most);
  for await (const one of raw) {
    const read = readEvent(one);
    if (read === null) continue;
    bounds.count(read);
    yield read;
  }
}

/** Null for kinds of events and deltas that we do not read: the API may get new ones. */
function readEvent(raw: unknown): StreamEvent | null {
  const kind = typeOf(raw);
  if (kind !== null && !KNOWN.has(kind)) return null;
  if (kind === "content_block_delta" && isObject(raw)) {
    const of = typeOf(raw["delta"]);
    if (of !== null && !READ_DELTAS.has(of)) return null;
  }
  const { success, data } = event.safeParse(raw);
  if (!success)
    throw new StreamError(`an event of the wrong shape${kind === null ? "" : `: ${kind}`}`);
  return data;
}

function typeOf(raw: unknown): string | null {
  return isObject(raw) && typeof raw["type"] === "string" ? raw["type"] : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

interface Bounds {
  /** Throws when there is too much. */
  count(read: StreamEvent): void;
}

function createBounds(most: number): Bounds {
  const left = {
    events: EVENTS_A_TOKEN * most + SPARE_EVENTS,
    characters: CHARACTERS_A_TOKEN * most,
    blocks: MOST_BLOCKS,
    citations: MOST_CITATIONS,
  };
  function take(what: keyof typeof left, amount: number): void {
    left[what] -= amount;
    if (left[what] < 0) throw new StreamError(`too many ${what}`);
  }
  return {
    count(read) {
      take("events", 1);
      if (read.type === "content_block_start") {
        take("blocks", 1);
        take("characters", lengthOf(read.content_block));
      } else if (read.type === "content_block_delta") {
        if (read.delta.type === "citations_delta") take("citations", 1);
        take("characters", lengthOf(read.delta));
      }
    },
  };
}

/** Of what was written in it; cited words are ours. */
function lengthOf(part: Readonly<Record<string, unknown>>): number {
  const written = [part["text"], part["thinking"], part["partial_json"]];
  return written.reduce<number>(
    (sum, words) => sum + (typeof words === "string" ? words.length : 0),
    0,
  );
}

/** Its body as far as it may go, in small parts with turns of the event loop between; what reads on gets a StreamError. */
export function bounded(response: Response): Response {
  const { body, status, statusText, headers } = response;
  if (body === null) return response;
  let left = MOST_BYTES;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) throw new StreamError("too many bytes");
      for (let from = 0; from < chunk.byteLength; from += PART_BYTES) {
        controller.enqueue(chunk.subarray(from, from + PART_BYTES));
        await nextTurn();
      }
    },
  });
  return new Response(body.pipeThrough(limit), { status, statusText, headers });
}
