/**
 * A link that an owner sent → the page behind it, from the public internet only.
 *
 * An address is checked where it is connected to: the connection is made to what was looked up and checked, at each
 * redirect anew, so a name that is looked up differently a moment later changes nothing.
 */
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

import { bytesOf, TooLargeError } from "./bytes.ts";
import { isPublicAddress } from "./public-address.ts";

export type FetchedPage =
  /** `url`: where the redirects led to. `ending` tells how it is read: ".html". */
  | {
      readonly kind: "page";
      readonly url: string;
      readonly ending: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: "refused"; readonly reason: PageRefusal };

export type PageRefusal =
  /** No web address, or one that leads to no public machine. */
  | "address"
  | "unreachable"
  /** It answers with an error. */
  | "status"
  | "redirects"
  | "too-large"
  | "too-slow"
  /** It is nothing that can be read. */
  | "kind";

/** Never rejects. */
export type FetchPage = (link: string) => Promise<FetchedPage>;

interface FetchParts {
  /** All addresses of a name; rejects when there is none. */
  readonly resolve: (name: string) => Promise<readonly string[]>;
  readonly isAllowed?: (address: string) => boolean;
  readonly timeoutMs?: number;
  /** Certificates to trust in place of those that Node trusts. */
  readonly ca?: string;
}

/** In bytes, decompressed. */
const PAGE_LIMIT = 5 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 5;

const HEADERS = {
  "user-agent": "Fundstelle (a Telegram bot; it reads one page that its owner sent)",
  accept: "text/html,application/xhtml+xml,text/plain,text/markdown,application/pdf;q=0.9",
  "accept-encoding": "gzip, deflate, br",
};

const ENDINGS: Readonly<Record<string, string>> = {
  "text/html": ".html",
  "application/xhtml+xml": ".html",
  "text/plain": ".txt",
  "text/markdown": ".md",
  "application/pdf": ".pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
};

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

class PageError extends Error {
  override name = "PageError";
  readonly reason: PageRefusal;
  constructor(reason: PageRefusal) {
    super(reason);
    this.reason = reason;
  }
}

export function createFetchPage({
  resolve,
  isAllowed = isPublicAddress,
  timeoutMs = TIMEOUT_MS,
  ca,
}: FetchParts): FetchPage {
  /** All of them may be connected to. */
  async function addressesOf({ hostname }: URL, signal: AbortSignal): Promise<readonly string[]> {
    const host = hostname.replace(/^\[|\]$/gu, "");
    const found = isIP(host) === 0 ? await within(signal, resolve(host)) : [host];
    if (found.length === 0) throw new PageError("unreachable");
    if (!found.every((address) => isAllowed(address))) throw new PageError("address");
    return found;
  }

  /** Follows redirects. */
  async function open(link: string, signal: AbortSignal) {
    let url = readAddress(link);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const addresses = await addressesOf(url, signal);
      const response = await request(url, { addresses, signal, ca });
      const { statusCode: status = 0, headers } = response;
      if (status >= 200 && status < 300) return { url, response };
      response.destroy();
      if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined)
        throw new PageError("status");
      url = readAddress(headers.location, url);
    }
    throw new PageError("redirects");
  }

  return async (link) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const { url, response } = await open(link, signal);
      try {
        const [type = "", charset] = readType(response.headers["content-type"]);
        const ending = ENDINGS[type];
        if (ending === undefined) throw new PageError("kind");
        const bytes = await bytesOf(decompressed(response), PAGE_LIMIT);
        const read = charset === undefined ? bytes : inUtf8(bytes, charset);
        return { kind: "page", url: url.href, ending, bytes: read };
      } finally {
        response.destroy();
      }
    } catch (error) {
      return { kind: "refused", reason: reasonOf(error, signal) };
    }
  };
}

function reasonOf(error: unknown, signal: AbortSignal): PageRefusal {
  if (error instanceof PageError) return error.reason;
  if (error instanceof TooLargeError) return "too-large";
  return signal.aborted ? "too-slow" : "unreachable";
}

/** Only http and https; a name and password in it are dropped. */
function readAddress(link: string, base?: URL): URL {
  const url = URL.parse(link, base?.href);
  if (url === null || !/^https?:$/u.test(url.protocol)) throw new PageError("address");
  url.username = "";
  url.password = "";
  return url;
}

/** Rejects when the time is over, whatever the work does then. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

/** In place of a lookup: these addresses, and no others. */
function lookupOf(addresses: readonly string[]): LookupFunction {
  const [first = "", ...rest] = addresses;
  return (_, { all }, done) => {
    const found = [first, ...rest].map((address) => ({ address, family: isIP(address) }));
    if (all === true) done(null, found);
    else done(null, first, isIP(first));
  };
}

interface Connecting {
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  readonly ca: string | undefined;
}

/** Without cookies, and on a connection of its own. */
function request(url: URL, { addresses, signal, ca }: Connecting): Promise<IncomingMessage> {
  const { get } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const lookup = lookupOf(addresses);
    const options = { headers: HEADERS, agent: false, lookup, signal, ca } as const;
    get(url, options, resolve).on("error", reject);
  });
}

function decompressed(response: IncomingMessage): AsyncIterable<Uint8Array> {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity") return response;
  const makeDecoder = DECODERS[encoding];
  if (makeDecoder === undefined) throw new PageError("kind");
  // Whoever reads it is told what goes wrong.
  return pipeline(response, makeDecoder(), () => {});
}

/** "text/html; charset=utf-8" → both, in lower case. */
function readType(header = ""): readonly (string | undefined)[] {
  const [type, ...rest] = header.toLowerCase().split(";");
  const charset = rest.map((part) => /^\s*charset\s*=\s*"?([\w:.-]+)/u.exec(part)?.[1]);
  return [type?.trim(), charset.find((name) => name !== undefined)];
}

/** What the server says of its letters counts more than what the page says (WHATWG HTML), so it is written anew, with a mark. */
function inUtf8(bytes: Buffer, charset: string): Buffer {
  if (/^utf-?8$/u.test(charset)) return bytes;
  try {
    return Buffer.from(`\ufeff${new TextDecoder(charset).decode(bytes)}`);
  } catch {
    return bytes;
  }
}
