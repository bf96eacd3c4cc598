/**
 * The local Telegram over HTTP, on this machine only: for a bot in a process of its own.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import type { LocalTelegram } from "../../src/local/telegram.ts";

export interface Served {
  /** For TELEGRAM_API_ROOT. */
  readonly url: string;
  /** Refuses connections, those that are open among them, until the promise is settled. */
  refuseUntil(over: Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** One call of the Bot API. */
export interface Call {
  readonly method: string;
  /** JSON. */
  readonly body: string;
}

/** Carries a call out and gives its answer back; rejects when whoever called has left. */
export type CarryOut = () => Promise<{ readonly status: number; readonly json: string }>;

/** What happens to a call; by itself it is carried out and answered. */
export type Handle = (call: Call, carryOut: CarryOut, response: ServerResponse) => Promise<void>;

export function serveTelegram(
  telegram: Pick<LocalTelegram, "fetch">,
  handle: Handle = answerCall,
): Promise<Served> {
  return serveHttp(async (request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const url = new URL(request.url ?? "/", "http://telegram.local");
    const call = { method: url.pathname.split("/").at(-1) ?? "", body: await text(request) };
    const init = { method: "POST", body: call.body, signal: gone.signal };
    await handle(
      call,
      async () => {
        const answer = await telegram.fetch(url, init);
        return { status: answer.status, json: await answer.text() };
      },
      response,
    );
  });
}

export async function answerCall(
  _: Call,
  carryOut: CarryOut,
  response: ServerResponse,
): Promise<void> {
  const { status, json } = await carryOut();
  response.writeHead(status, { "content-type": "application/json" }).end(json);
}

/** What `answer` cannot answer is cut off. */
export async function serveHttp(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Served> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  async function listen(port: number): Promise<void> {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  }
  async function close(): Promise<void> {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async refuseUntil(over) {
      await close();
      await over;
      await listen(port);
    },
    close,
  };
}
