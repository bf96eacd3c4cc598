/**
 * A port of this machine, opened for a server, or an error in the operator's words.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The port cannot be opened; the message is for the operator. */
export class PortTakenError extends Error {
  override name = "PortTakenError";
}

export interface Wanted {
  /** The variable that names it: "PORT". */
  readonly variable: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
  /** How many ports after that one may be taken instead, while it is in use. */
  readonly spare?: number;
}

const LAST_PORT = 65_535;

/** Resolves with the port that was opened. Throws a PortTakenError. */
export async function listen(
  server: Server,
  { variable, port, host, spare = 0 }: Wanted,
): Promise<number> {
  const last = port === 0 ? port : Math.min(port + spare, LAST_PORT);
  for (let candidate = port; candidate <= last; candidate += 1) {
    // One after the other on purpose: the first free one is taken.
    const failure = await tryPort(server, candidate, host);
    if (failure === null) return (server.address() as AddressInfo).port;
    if (failure.code !== "EADDRINUSE")
      throw new PortTakenError(
        `${variable}: ${host}:${candidate} cannot be opened (${failure.code ?? failure.message})`,
        { cause: failure },
      );
  }
  throw new PortTakenError(
    last === port
      ? `${variable}: ${port} is taken by another program; stop that one, or set ${variable} to another number`
      : `${variable}: ${port} to ${last} are all taken; set ${variable} to a free one`,
  );
}

/** Null when it is open. */
function tryPort(
  server: Server,
  port: number,
  host: string,
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(port, host, () => {
      server.off("error", resolve);
      resolve(null);
    });
  });
}

const LOOK_EVERY_MS = 50;

/** Takes no more requests; settles when those under way are answered, or cut off so much later. */
export async function close(server: Server, patienceMs = 0): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const endsAt = performance.now() + patienceMs;
  // A connection that is kept alive becomes idle only when its request is answered.
  const timer = setInterval(closeIdle, LOOK_EVERY_MS);
  closeIdle();
  await closed;
  clearInterval(timer);

  function closeIdle(): void {
    if (performance.now() >= endsAt) server.closeAllConnections();
    else server.closeIdleConnections();
  }
}
