/**
 * The fake Messages API without a server: a LanguageModel as the bot has it, answered in this process.
 *
 *     const model = startScriptedModel();
 *     model.next({ say: [{ text: "Gutenberg printed in Mainz", cites: ["druckte in Mainz"] }, "."] });
 *     model.next(new ModelError("busy"));
 *
 * Each request takes the next script; `always` holds for those that find none. A test fails when a request is one that
 * the API would refuse, when it found no script, or one that does not fit it: also when nobody noticed.
 */
import { onTestFinished } from "vitest";

import type { Client } from "../../src/llm/claude-client.ts";
import { createClaude } from "../../src/llm/claude.ts";
import { findModel } from "../../src/llm/known-models.ts";
import {
  ModelError,
  type LanguageModel,
  type ModelErrorReason,
  type ModelRequest,
} from "../../src/llm/model.ts";
import { checkRequest } from "./messages-api/check-request.ts";
import { writeEvents, type Event } from "./messages-api/events.ts";
import { MODELS } from "./messages-api/models.ts";
import type { Claim, Place, Reply } from "./messages-api/script.ts";
import { CITING } from "./prompts.ts";

interface Answer extends Reply {
  /** It breaks off after what it said. */
  readonly fails?: ModelErrorReason;
}

/** An error is thrown in place of an answer. */
export type ModelScript = Answer | ModelError;
type WriteModelScript = (request: ModelRequest) => ModelScript;

export interface ScriptedModel extends LanguageModel {
  /** In the order they came. */
  readonly requests: readonly ModelRequest[];
  next(...scripts: readonly (ModelScript | WriteModelScript)[]): void;
  always(script: ModelScript | WriteModelScript): void;
}

const BASE_URL = "https://api.anthropic.com";

/** For the running test. */
export function startScriptedModel(name = "claude-haiku-5-5"): ScriptedModel {
  const requests: ModelRequest[] = [];
  const scripts: (ModelScript | WriteModelScript)[] = [];
  const faults: unknown[] = [];
  let usual: ModelScript | WriteModelScript | null = null;
  let written = 0;
  onTestFinished(() => {
    if (faults.length > 0) throw new AggregateError(faults, faults.join("\n"));
  });

  function fault(message: string): never {
    const error = new Error(message);
    faults.push(error);
    throw error;
  }

  function take(request: ModelRequest): Promise<ModelScript> {
    const script = scripts.shift() ?? usual ?? fault(`No script for request ${requests.length}`);
    return placed(typeof script === "function" ? script(request) : script, request);
  }

  async function* answer(
    script: Answer,
    ...[params, { signal }]: Parameters<Client["stream"]>
  ): AsyncGenerator<Exclude<Event, { type: "ping" }>> {
    const refusal = checkRequest(params, new Map(Object.entries(MODELS)));
    if (refusal !== null) fault(`Refused with ${refusal.status}: ${refusal.message ?? ""}`);
    try {
      for (const step of writeEvents(script, params, (written += 1))) {
        signal.throwIfAborted();
        if (step instanceof Promise) await unlessAborted(step, signal);
        else if (step.type === "message_delta" && script.fails !== undefined)
          throw new ModelError(script.fails);
        else if (step.type !== "ping") yield step;
      }
    } catch (error) {
      // What else is thrown is a script that does not fit.
      if (!signal.aborted && !(error instanceof ModelError)) faults.push(error);
      throw error;
    }
  }

  return {
    name,
    requests,
    async write(request, following) {
      requests.push(request);
      let script: ModelScript | null = await take(request);
      if (script instanceof ModelError) throw script;
      const claude = createClaude({
        apiKey: "",
        baseUrl: BASE_URL,
        model: findModel({ model: name, rate: null }),
        ...CITING,
        connect: async () => ({
          async stream(params, options) {
            const now = script ?? (await take(request));
            script = null;
            if (now instanceof ModelError) throw now;
            return answer(now, params, options);
          },
          explain: (error) => ({
            reason: error instanceof ModelError ? error.reason : "cut",
            detail: String(error),
          }),
        }),
      });
      return claude.write(request, following);
    },
    next: (...more) => void scripts.push(...more),
    always: (script) => {
      usual = script;
    },
  };
}

/** In the API a document goes by its title; by marks, a place is the words that stand there. */
async function placed(script: ModelScript, request: ModelRequest): Promise<ModelScript> {
  const isMarked = (await CITING.citing()) === "marks";
  if (script instanceof ModelError || (request.sentAs !== "document" && !isMarked)) return script;
  const say = script.say?.map((part) => {
    if (typeof part === "string" || part instanceof Promise) return part;
    const cites = part.cites.map((cite) => {
      const source = request.sources.find((one) => isPlace(cite) && one.source === cite.source);
      if (!isPlace(cite) || source === undefined) return cite;
      const { from, to = from + 1 } = cite;
      return isMarked
        ? source.blocks.slice(from, to).join("").trim()
        : { ...cite, source: source.title };
    });
    return { ...part, cites };
  });
  return say === undefined ? script : { ...script, say };
}

function isPlace(cite: Claim["cites"][number]): cite is Place {
  return typeof cite !== "string" && !("of" in cite);
}

/** Rejects when the signal aborts before the promise is settled. */
async function unlessAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(new Error("aborted"));
  signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
