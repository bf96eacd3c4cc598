/**
 * Sends a reply's events over HTTP, with what goes wrong on the way.
 */
import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Event, Step } from "./events.ts";
import { describeError } from "./refusals.ts";
import { findFault } from "./schemas.ts";
import type { Fault, Raw, Reply } from "./script.ts";

/** By `performance.now()`; null until then. */
export interface Times {
  readonly arrived: number;
  /** Of thinking too. */
  firstDelta: number | null;
  lastEvent: number | null;
}

/** Thrown to leave a stream that has ended. */
class Ended extends Error {
  readonly by: "api" | "client";
  constructor(by: Ended["by"]) {
    super(`Ended by the ${by}`);
    this.by = by;
  }
}

/** Inside a character of several bytes where there is one, else in the middle. */
function findSplit(bytes: Buffer): number {
  const inside = bytes.findIndex((byte) => byte >= 0x80 && byte < 0xc0);
  return inside < 0 ? Math.floor(bytes.length / 2) : inside;
}

function check(event: Event): void {
  const fault = event.type === "ping" ? null : findFault("RawMessageStreamEvent", event);
  if (fault !== null) throw new Error(`No event of the Messages API: ${event.type}: ${fault}`);
}

export interface Line {
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Settled when the client has left, or the fake is stopped. */
  readonly left: Promise<unknown>;
  readonly times: Times;
}

async function wait(line: Line, until: Promise<unknown>): Promise<void> {
  await Promise.race([until, line.left]);
  if (line.response.destroyed) throw new Ended("client");
}

/** Waits a turn of the event loop, so that a reader gets it by itself. */
async function write(line: Line, bytes: Uint8Array | string): Promise<void> {
  line.response.write(bytes);
  await wait(line, nextTurn());
}

async function send(line: Line, event: Event, reply: Reply): Promise<void> {
  check(event);
  const text = `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  const bytes = Buffer.from(text);
  if (event.type === "content_block_delta") line.times.firstDelta ??= performance.now();
  line.times.lastEvent = performance.now();
  if (reply.chunks !== "split") return await write(line, bytes);
  const split = findSplit(bytes);
  await write(line, bytes.subarray(0, split));
  await write(line, bytes.subarray(split));
}

async function fail(line: Line, fault: Fault): Promise<void> {
  const { response } = line;
  switch (fault.kind) {
    case "stall":
      return await wait(line, fault.until ?? line.left);
    case "cut":
      response.destroy();
      break;
    case "end":
      response.end();
      break;
    case "error":
      response.end(
        `event: error\ndata: ${JSON.stringify(describeError({ status: 529 }, line.requestId))}\n\n`,
      );
      break;
    case "broken-json":
      response.end('event: content_block_delta\ndata: {"type":"content_block_delta","ind\n\n');
      break;
  }
  throw new Ended("api");
}

async function sendSteps(line: Line, steps: Iterable<Step>, reply: Reply): Promise<void> {
  let deltas = 0;
  for (const step of steps) {
    if (step instanceof Promise) await wait(line, step);
    else {
      // Before the delta that would be one too many, or before the end when there are no more.
      const isNext = step.type === "content_block_delta" || step.type === "message_delta";
      if (isNext && deltas === reply.fault?.afterDeltas) await fail(line, reply.fault);
      await send(line, step, reply);
      if (step.type === "content_block_delta") deltas += 1;
    }
  }
  if (reply.fault !== undefined && deltas < reply.fault.afterDeltas) {
    throw new Error(
      `The fault comes after ${reply.fault.afterDeltas} deltas, but there are ${deltas}`,
    );
  }
}

/** Ends when the stream has, and tells who ended it. Throws when the script does not fit, after what fitted. */
export async function sendReply(
  line: Line,
  steps: Iterable<Step>,
  reply: Reply,
): Promise<"api" | "client"> {
  try {
    if (reply.headersAfter !== undefined) await wait(line, reply.headersAfter);
    line.response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
      "request-id": line.requestId,
    });
    await sendSteps(line, steps, reply);
    line.response.end();
    return "api";
  } catch (error) {
    if (error instanceof Ended) return error.by;
    throw error;
  }
}

/** Whatever a broken server may send. */
export async function sendRaw(line: Line, script: Raw): Promise<"api" | "client"> {
  const { response, left } = line;
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "request-id": line.requestId,
    ...script.headers,
  });
  for (const bytes of script.raw) {
    if (response.destroyed) return "client";
    if (!response.write(bytes))
      await Promise.race([left, new Promise((resolve) => response.once("drain", resolve))]);
  }
  if (script.staysOpen === true) await left;
  if (response.destroyed) return "client";
  response.end();
  return "api";
}
