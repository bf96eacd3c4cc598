import { inspect } from "node:util";
import { Api, GrammyError } from "grammy";
import { expect, test } from "vitest";

import { createDownload } from "../../../src/bot/articles/download.ts";
import { startSending } from "../../support/sending.ts";

const TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";

/** Telegram, which gives the path of any file, and this answer to its address. */
function downloadFrom(answer: (url: string) => Response | Promise<Response>) {
  const fetched: string[] = [];
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    const address = url instanceof Request ? url.url : String(url);
    if (address.endsWith("/getFile"))
      return Response.json({ ok: true, result: { file_id: "f", file_path: "documents/a b.md" } });
    fetched.push(address);
    return answer(address);
  };
  const apiRoot = "https://telegram.example";
  const api = new Api(TOKEN, { apiRoot, fetch });
  return { fetched, download: createDownload({ api, token: TOKEN, apiRoot, fetch }) };
}

test("a file is fetched from where Telegram keeps it", async () => {
  const { download, fetched } = downloadFrom(() => new Response("# Titel"));
  expect(await download("f")).toEqual({ kind: "bytes", bytes: Buffer.from("# Titel") });
  expect(fetched).toEqual([`https://telegram.example/file/bot${TOKEN}/documents/a%20b.md`]);
});

test("one that is longer than Telegram said is not read to its end", async () => {
  const { download } = downloadFrom(() => {
    const megabyte = new Uint8Array(1024 * 1024);
    return new Response(new ReadableStream({ pull: (stream) => stream.enqueue(megabyte) }));
  });
  expect(await download("f")).toEqual({ kind: "too-large" });
});

test("one that Telegram does not have any more is gone", async () => {
  const { download } = downloadFrom(() => new Response("", { status: 404 }));
  expect(await download("f")).toEqual({ kind: "gone" });
});

test.each([
  ["a connection that breaks", (url: string) => Promise.reject(new Error(`reset: ${url}`))],
  [
    "a fault deeper down",
    (url: string) => Promise.reject(new TypeError("failed", { cause: new Error(url) })),
  ],
  ["a server that fails", (url: string) => new Response(url, { status: 502 })],
  [
    "a file that breaks off",
    (url: string) =>
      new Response(new ReadableStream({ pull: (stream) => stream.error(new Error(url)) })),
  ],
] as const)("%s is told without the file's address", async (_, answer) => {
  const { download } = downloadFrom(answer);
  const error = await download("f").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "DownloadError" });
  const told = inspect(error, { depth: 9, showHidden: true });
  expect(told).not.toContain(TOKEN);
  expect(told).not.toContain("telegram.example");
});

test("no log holds a file's address, however often it cannot be fetched", async () => {
  const { say, logged } = await startSending({
    fault: (method) => (method.startsWith("file_") ? "reset" : null),
  });
  const file = { name: "geheim.md", bytes: Buffer.from("Ein Satz.") };
  expect((await say({ file })).text).toContain("schiefgegangen");
  expect(logged.length).toBeGreaterThan(0);
  const lines = inspect(logged, { depth: 9 });
  for (const secret of ["123:test", "/file/", "documents/", "geheim.md"])
    expect(lines).not.toContain(secret);
});

test("a file that is too large by Telegram's word is too large", async () => {
  const refusal = {
    ok: false,
    error_code: 400,
    description: "Bad Request: file is too big",
  } as const;
  const getFile = () =>
    Promise.reject(new GrammyError("getFile", refusal, "getFile", { file_id: "f" }));
  const download = createDownload({ api: { getFile }, token: TOKEN, apiRoot: "", fetch });
  expect(await download("f")).toEqual({ kind: "too-large" });
});
