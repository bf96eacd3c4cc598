import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";

import { createFetchPage } from "../../../src/bot/articles/fetch-page.ts";
import { isPublicAddress } from "../../../src/bot/articles/public-address.ts";
import { CERTIFICATE, CERTIFICATE_KEY } from "./local-certificate.ts";

const HTML = "text/html; charset=utf-8";
const MEGABYTE = 1024 * 1024;

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** What a name leads to; each list is one lookup, the last one holds for all further ones. */
const NAMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "page.example": [["127.0.0.1"]],
  "inside.example": [["10.0.0.7"]],
  "metadata.example": [["169.254.169.254"]],
  "mapped.example": [["::ffff:10.0.0.7"]],
  "both.example": [["127.0.0.1", "192.168.0.1"]],
  "rebinding.example": [["127.0.0.1"], ["127.0.0.2"]],
  "nowhere.example": [[]],
};

/** A server on 127.0.0.1, which alone of this machine's addresses counts as public; and how often each name was looked up. */
async function startServer(serve: Serve, timeoutMs = 5000) {
  const requests: string[] = [];
  const lookups = new Map<string, number>();
  const server = createServer((request, response) => {
    requests.push(`${request.headers.host ?? ""}${request.url ?? ""}`);
    serve(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const fetchPage = createFetchPage({
    async resolve(name) {
      const before = lookups.get(name) ?? 0;
      lookups.set(name, before + 1);
      const answers = NAMES[name];
      if (answers === undefined) throw new Error("ENOTFOUND");
      return answers[Math.min(before, answers.length - 1)] ?? [];
    },
    isAllowed: (address) => address === "127.0.0.1" || isPublicAddress(address),
    timeoutMs,
  });
  return { fetchPage, requests, lookups, port, at: (host: string) => `http://${host}:${port}` };
}

function refused(reason: string) {
  return { kind: "refused", reason };
}

test("a page is fetched without cookies, by an agent that says what it is", async () => {
  let headers: IncomingMessage["headers"] = {};
  const { fetchPage, at } = await startServer((request, response) => {
    ({ headers } = request);
    response.writeHead(200, { "content-type": HTML, "set-cookie": "a=1" }).end("<p>Größe</p>");
  });
  const page = await fetchPage(`${at("page.example")}/a/b.html?c=d`);
  expect(page).toMatchObject({ kind: "page", ending: ".html" });
  expect(page.kind === "page" && Buffer.from(page.bytes).toString()).toBe("<p>Größe</p>");
  expect(headers["user-agent"]).toContain("Fundstelle");
  expect(Object.keys(headers)).not.toContain("cookie");
  expect(Object.keys(headers)).not.toContain("authorization");
});

test.each([
  "ftp://page.example/",
  "file:///etc/passwd",
  "data:text/html,hi",
  "javascript:alert(1)",
  "no address",
  "http://",
])("%s is no web address", async (link) => {
  const { fetchPage, requests } = await startServer((_, response) => response.end());
  expect(await fetchPage(link)).toEqual(refused("address"));
  expect(requests).toEqual([]);
});

test.each([
  "http://localhost",
  "http://127.0.0.2",
  "http://2130706434",
  "http://0x7f.0.0.2",
  "http://0",
  "http://[::1]",
  "http://[::ffff:127.0.0.1]",
  "http://[::ffff:10.0.0.1]",
  "http://10.0.0.1",
  "http://169.254.169.254/latest/meta-data",
  "http://[fe80::1]",
  "http://[64:ff9b::7f00:1]",
  "http://inside.example",
  "http://metadata.example",
  "http://mapped.example",
  "http://both.example",
])("%s leads to no public machine and is not connected to", async (link) => {
  const { fetchPage, requests, port } = await startServer((_, response) => response.end());
  const { protocol, hostname, pathname } = new URL(link);
  const named = hostname === "localhost" ? "inside.example" : hostname;
  expect(await fetchPage(`${protocol}//${named}:${port}${pathname}`)).toEqual(refused("address"));
  expect(requests).toEqual([]);
});

test.each(["http://inside.example", "http://127.0.0.2", "http://[::1]", "file:///etc/passwd"])(
  "a redirect to %s is not followed",
  async (location) => {
    const { fetchPage, requests, at } = await startServer((_, response) => {
      response.writeHead(302, { location }).end();
    });
    expect(await fetchPage(at("page.example"))).toEqual(refused("address"));
    expect(requests).toHaveLength(1);
  },
);

test("what is connected to is what was checked: each connection looks its name up once", async () => {
  const { fetchPage, lookups, at } = await startServer((_, response) => {
    response.writeHead(200, { "content-type": HTML }).end("ok");
  });
  // The second lookup would lead elsewhere.
  expect(await fetchPage(at("rebinding.example"))).toMatchObject({ kind: "page" });
  expect(lookups.get("rebinding.example")).toBe(1);
});

test("a redirect to the same name is checked anew", async () => {
  const { fetchPage, at } = await startServer((request, response) => {
    if (request.url === "/b") response.writeHead(200, { "content-type": HTML }).end("ok");
    else response.writeHead(301, { location: "/b" }).end();
  });
  expect(await fetchPage(`${at("rebinding.example")}/a`)).toEqual(refused("address"));
});

test("five redirects are followed, and the page is where they led", async () => {
  const { fetchPage, at } = await startServer((request, response) => {
    const step = Number(request.url?.slice(1));
    if (step === 5) response.writeHead(200, { "content-type": HTML }).end("ok");
    else response.writeHead(307, { location: `/${step + 1}` }).end();
  });
  expect(await fetchPage(`${at("page.example")}/0`)).toMatchObject({
    url: `${at("page.example")}/5`,
  });
});

test("of six redirects the last is not followed", async () => {
  const { fetchPage, requests, at } = await startServer((_, response) => {
    response.writeHead(302, { location: "/again" }).end();
  });
  expect(await fetchPage(at("page.example"))).toEqual(refused("redirects"));
  expect(requests).toHaveLength(6);
});

test("a name and a password in a link go nowhere", async () => {
  let authorization: string | undefined = "";
  const { fetchPage, port } = await startServer((request, response) => {
    ({ authorization } = request.headers);
    response.writeHead(200, { "content-type": HTML }).end("ok");
  });
  const page = await fetchPage(`http://anna:geheim@page.example:${port}/`);
  expect(page).toMatchObject({ url: `http://page.example:${port}/` });
  expect(authorization).toBeUndefined();
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
] as const)("a page that comes as %s is read", async (encoding, compress) => {
  const { fetchPage, at } = await startServer((_, response) => {
    response.writeHead(200, { "content-type": HTML, "content-encoding": encoding });
    response.end(compress("<p>Größe</p>"));
  });
  const page = await fetchPage(at("page.example"));
  expect(page.kind === "page" && Buffer.from(page.bytes).toString()).toBe("<p>Größe</p>");
});

test("more than 5 MB are not read, decompressed ones neither", async () => {
  const { fetchPage, at } = await startServer((request, response) => {
    const isPacked = request.url === "/packed";
    const bytes = Buffer.alloc(5 * MEGABYTE + 1, 97);
    const encoding = isPacked ? { "content-encoding": "gzip" } : {};
    response.writeHead(200, { "content-type": HTML, ...encoding });
    response.end(isPacked ? gzipSync(bytes) : bytes);
  });
  expect(await fetchPage(`${at("page.example")}/plain`)).toEqual(refused("too-large"));
  expect(await fetchPage(`${at("page.example")}/packed`)).toEqual(refused("too-large"));
});

test("a gigabyte packed into a megabyte is given up after 5 MB", async () => {
  const packed = gzipSync(Buffer.alloc(200 * MEGABYTE));
  const { fetchPage, at } = await startServer((_, response) => {
    response.writeHead(200, { "content-type": HTML, "content-encoding": "gzip" }).end(packed);
  });
  const before = process.memoryUsage().arrayBuffers;
  expect(await fetchPage(at("page.example"))).toEqual(refused("too-large"));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * MEGABYTE);
});

test.each([
  ["no answer at all", () => {}],
  [
    "a page that never ends",
    (response: ServerResponse) => void response.writeHead(200, { "content-type": HTML }).write("a"),
  ],
] as const)("%s is given up when the time is over", async (_, serve) => {
  const { fetchPage, at } = await startServer((__, response) => serve(response), 200);
  expect(await fetchPage(at("page.example"))).toEqual(refused("too-slow"));
});

test.each([
  [200, "image/png", "kind"],
  [200, "application/octet-stream", "kind"],
  [404, HTML, "status"],
  [500, HTML, "status"],
  [304, HTML, "status"],
  [302, HTML, "status"],
])("status %i with %s is refused: %s", async (status, type, reason) => {
  const { fetchPage, at } = await startServer((_, response) => {
    response.writeHead(status, { "content-type": type }).end();
  });
  expect(await fetchPage(at("page.example"))).toEqual(refused(reason));
});

test("a name that leads nowhere, and a broken connection, are unreachable", async () => {
  const { fetchPage, at } = await startServer((request) => request.socket.destroy());
  expect(await fetchPage(at("unknown.example"))).toEqual(refused("unreachable"));
  expect(await fetchPage(at("nowhere.example"))).toEqual(refused("unreachable"));
  expect(await fetchPage(at("page.example"))).toEqual(refused("unreachable"));
});

test("a page in other letters than UTF-8 is written anew as the server says", async () => {
  const { fetchPage, at } = await startServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=ISO-8859-1" });
    response.end(Buffer.from("<p>Größe</p>", "latin1"));
  });
  const page = await fetchPage(at("page.example"));
  expect(page.kind === "page" && Buffer.from(page.bytes).toString()).toBe("\ufeff<p>Größe</p>");
});

test.each([
  ["text/plain", ".txt"],
  ["text/markdown; charset=UTF-8", ".md"],
  ["application/pdf", ".pdf"],
])("%s is read as %s", async (type, ending) => {
  const { fetchPage, at } = await startServer((_, response) => {
    response.writeHead(200, { "content-type": type }).end("a");
  });
  expect(await fetchPage(at("page.example"))).toMatchObject({ ending });
});

test("https: the certificate must be one that is trusted, for the name in the link", async () => {
  const server = https.createServer({ key: CERTIFICATE_KEY, cert: CERTIFICATE }, (_, response) =>
    response.writeHead(200, { "content-type": HTML }).end("<p>Der Steg</p>"),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const local = { resolve: async () => ["127.0.0.1"], isAllowed: () => true };
  const fetchPage = createFetchPage({ ...local, ca: CERTIFICATE });
  expect(await fetchPage(`https://page.example:${port}/`)).toMatchObject({
    kind: "page",
    url: `https://page.example:${port}/`,
  });
  expect(await fetchPage(`https://other.example:${port}/`)).toEqual(refused("unreachable"));
  expect(await createFetchPage(local)(`https://page.example:${port}/`)).toEqual(
    refused("unreachable"),
  );
});
