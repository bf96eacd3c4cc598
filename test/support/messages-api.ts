/**
 * A Messages API on localhost that answers as its script says, and refuses what the real one refuses.
 *
 *     const api = await startMessagesApi();
 *     const client = new Anthropic({ apiKey: "key", baseURL: api.url });
 *     api.next({ say: [{ text: "Gutenberg druckte in Mainz", cites: ["druckte in Mainz"] }, "."] });
 *     api.next({ calls: [{ name: "search_articles", input: { query: "Mainz" } }] });
 *     api.next({ say: ["Half a sen"], fault: { afterDeltas: 2, kind: "cut" } });
 *     api.next({ status: 429, headers: { "retry-after": "1" } });
 *
 * Each request takes the next script; `always` holds for those that find none. What else a script can
 * say stands in `messages-api/script.ts`. Titles, indexes, cited text and usage are derived from the
 * request. A test fails when a request was refused that it did not expect to be (`expectRefusal`), when a
 * request found no script, or when a script does not fit its request: also when nobody noticed.
 */
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { MODELS, PLAIN } from "./messages-api/models.ts";
import type { Script, WriteScript } from "./messages-api/script.ts";
import { createListener, type ReceivedRequest } from "./messages-api/server.ts";

export interface MessagesApi {
  /** Without a slash at its end. */
  readonly url: string;
  /** In the order they came. */
  readonly requests: readonly ReceivedRequest[];
  next(...scripts: readonly (Script | WriteScript)[]): void;
  always(script: Script | WriteScript): void;
  /** The next request is to be refused for what it sends. */
  expectRefusal(): void;
  /** Waits for the request of this number, from 1. */
  received(number: number): Promise<ReceivedRequest>;
  /** Cuts every open connection. */
  stop(): Promise<void>;
}

interface Options {
  /** Names it serves besides Anthropic's own, with none of the parameters that only some models take. */
  readonly models?: readonly string[];
  /** Takes what else would fail the test. */
  readonly onFault?: (fault: unknown) => void;
}

/** Starts one for the running test; it stops when the test ends. */
export async function startMessagesApi(options: Options = {}): Promise<MessagesApi> {
  const requests: ReceivedRequest[] = [];
  const scripts: (Script | WriteScript)[] = [];
  const arrivals = new EventTarget();
  const faults: unknown[] = [];
  const { models = [], onFault = (fault) => void faults.push(fault) } = options;
  let usual: Script | WriteScript | null = null;
  let refusals = 0;

  const listener = createListener({
    models: new Map([...models.map((name) => [name, PLAIN] as const), ...Object.entries(MODELS)]),
    note: (request) => {
      requests.push(request);
      arrivals.dispatchEvent(new Event("arrival"));
    },
    takeScript: (body) => {
      const script = scripts.shift() ?? usual;
      if (script === null) throw new Error(`No script for request ${requests.length}`);
      return typeof script === "function" ? script(body) : script;
    },
    onRefusal: ({ status, message = "" }) => {
      if (refusals > 0) refusals -= 1;
      else onFault(new Error(`Refused with ${status}: ${message}`));
    },
    onError: onFault,
  });
  const server = createServer((request, response) => void listener(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  async function stop(): Promise<void> {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }

  onTestFinished(async () => {
    await stop();
    if (refusals > 0) faults.push(new Error("The expected refusal did not come"));
    if (faults.length > 0) throw new AggregateError(faults, faults.join("\n"));
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: (...more) => void scripts.push(...more),
    always: (script) => {
      usual = script;
    },
    expectRefusal: () => {
      refusals += 1;
    },
    received: async (number) => {
      for (;;) {
        const request = requests[number - 1];
        if (request !== undefined) return request;
        await once(arrivals, "arrival");
      }
    },
    stop,
  };
}
