/**
 * The local chat: a page in the browser over a LocalTelegram, on this machine's loopback interface only.
 *
 * Any web page a person visits could send requests here, so the Host and Origin headers are checked,
 * and the page may load nothing but its own files.
 */
import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { pageApi } from "./page-api.ts";
import type { PageApiParts } from "./page-api.ts";
import { gatherPeople } from "./people.ts";
import { close, listen } from "../serve.ts";

export interface BrowserOptions extends Omit<PageApiParts, "people"> {
  readonly port: number;
  /** True: this port or none. False: one of the next ones where it is taken. */
  readonly strict: boolean;
}

export interface Browser {
  /** `http://localhost:<port>`. */
  readonly url: string;
  /** Not the one asked for where that was taken. */
  readonly port: number;
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 64 * 1024;
/** A file of 20 MB in base64, and some more to see that larger ones are refused. */
const FILE_LIMIT_BYTES = 32 * 1024 * 1024;
/** How many ports are tried after the first. */
const NEXT_PORTS = 20;

/** The page's modules, each served under its own name. */
const SCRIPTS = [
  "bubble",
  "chat-list",
  "composer",
  "connection",
  "dialogs",
  "entities",
  "files",
  "fold",
  "history",
  "labels",
  "links",
  "lookups",
  "page",
  "pending",
  "pressing",
  "service-line",
  "suggestions",
];

const STYLES = ["bubbles", "colours", "composer", "dialogs", "keys", "page", "text"];

/** Address → file beside this one and its media type. */
const FILES: readonly (readonly [address: string, file: string, type: string])[] = [
  ["/", "page/page.html", "text/html"],
  ["/icon.svg", "page/icon.svg", "image/svg+xml"],
  ["/README.md", "../../README.md", "text/plain"],
  ...STYLES.map((name) => [`/${name}.css`, `page/${name}.css`, "text/css"] as const),
  ...SCRIPTS.map((name) => [`/${name}.js`, `page/${name}.js`, "text/javascript"] as const),
];

const SECURITY_HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** Opens the chats and serves the page; fails with PortTakenError. */
export async function startBrowser({ port, strict, ...parts }: BrowserOptions): Promise<Browser> {
  const app = new Hono();
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const opened = await listen(server, {
    variable: "PORT",
    port,
    host: "127.0.0.1",
    spare: strict ? 0 : NEXT_PORTS,
  });
  app.use(guard(opened));
  const limits = { file: limitBody(FILE_LIMIT_BYTES), other: limitBody(BODY_LIMIT_BYTES) };
  app.use((c, next) => (c.req.path === "/api/file" ? limits.file : limits.other)(c, next));
  app.route("/api", pageApi({ ...parts, people: gatherPeople(parts.telegram) }));
  serveFiles(app);
  return {
    url: `http://localhost:${opened}`,
    port: opened,
    close: () => close(server),
  };
}

function limitBody(bytes: number): MiddlewareHandler {
  const onError = (c: Context) => c.json({ error: `more than ${bytes} bytes` }, 413);
  return bodyLimit({ maxSize: bytes, onError });
}

function serveFiles(app: Hono): void {
  for (const [address, file, type] of FILES) {
    app.get(address, async (c) => {
      const words = await readFile(new URL(file, import.meta.url), "utf8").catch(() => null);
      if (words === null) return c.text(`${file} is not here`, 404);
      return c.body(words, 200, { "Content-Type": `${type}; charset=utf-8` });
    });
  }
}

/** Refuses requests that did not come from the page itself or a program on this machine. */
function guard(port: number): MiddlewareHandler {
  const hosts = ["localhost", "127.0.0.1", "[::1]"].map((name) =>
    port === 80 ? name : `${name}:${port}`,
  );
  const origins = hosts.map((host) => `http://${host}`);
  return async (c, next) => {
    const { method } = c.req;
    const origin = c.req.header("origin");
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
    if (!hosts.includes(c.req.header("host") ?? ""))
      return c.json({ error: "wrong Host header" }, 403);
    if (method === "GET" || method === "HEAD") return next();
    if (origin !== undefined && !origins.includes(origin))
      return c.json({ error: "wrong Origin header" }, 403);
    // A form on another site can send other types without asking first, but not this one.
    if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
      return c.json({ error: "expected content-type: application/json" }, 415);
    }
    return next();
  };
}
