/**
 * The local Telegram over HTTP, on this machine's loopback interface: for a bot in a process of its own.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import type { LocalTelegram } from "../../src/local/telegram.ts";

export interface ServedTelegram {
  /** For TELEGRAM_API_ROOT. */
  readonly url: string;
  close(): Promise<void>;
}

/** `onCall` hears each method's name as its request arrives, before it is carried out. */
export function serveTelegram(
  telegram: Pick<LocalTelegram, "fetch">,
  onCall: (method: string) => void = () => {},
): Promise<ServedTelegram> {
  return serveHttp((request, response) => {
    onCall(request.url?.split("/").at(-1) ?? "");
    return pass(telegram, request, response);
  });
}

/** What `answer` cannot answer is cut off. */
export async function serveHttp(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<ServedTelegram> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  telegram: Pick<LocalTelegram, "fetch">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const answer = await telegram.fetch(new URL(request.url ?? "/", "http://telegram.local"), {
    method: "POST",
    body: await text(request),
    signal: gone.signal,
  });
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
}
