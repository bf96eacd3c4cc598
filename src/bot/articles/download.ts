/**
 * A file that somebody sent → its bytes, from Telegram.
 *
 * Its address holds the bot's token, so no error here tells it, nor what caused it.
 */
import { GrammyError, type Api } from "grammy";

import { bytesOf, TooLargeError } from "./bytes.ts";

/** Telegram gives bots no larger ones (Bot API, getFile), in bytes. */
export const FILE_LIMIT = 20 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

export type Downloaded =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large" }
  /** Telegram does not have it any more. */
  | { readonly kind: "gone" };

/** Telegram could not be reached, or failed: the same may do later. */
export class DownloadError extends Error {
  override name = "DownloadError";
}

export type Download = (fileId: string) => Promise<Downloaded>;

export interface DownloadParts {
  readonly api: Pick<Api, "getFile">;
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** Rejects with a DownloadError, or as the API does. */
export function createDownload({ api, token, apiRoot, fetch }: DownloadParts): Download {
  async function fetchFile(path: string): Promise<Response> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const address = `${apiRoot}/file/bot${token}/${path.split("/").map(encodeURIComponent).join("/")}`;
    try {
      return await fetch(address, { redirect: "error", signal });
    } catch {
      throw new DownloadError("No answer");
    }
  }

  return async (fileId) => {
    const path = await findPath(api, fileId);
    if (path === "too-large" || path === "gone") return { kind: path };
    const response = await fetchFile(path.path);
    if (response.status === 404) return { kind: "gone" };
    if (!response.ok || response.body === null)
      throw new DownloadError(`Status ${response.status}`);
    try {
      return { kind: "bytes", bytes: await bytesOf(response.body, FILE_LIMIT) };
    } catch (error) {
      if (error instanceof TooLargeError) return { kind: "too-large" };
      throw new DownloadError("It broke off");
    }
  };
}

type Found = { readonly path: string } | "too-large" | "gone";

async function findPath(api: Pick<Api, "getFile">, fileId: string): Promise<Found> {
  try {
    const { file_path: path } = await api.getFile(fileId);
    return path === undefined ? "gone" : { path };
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    return error.description.includes("too big") ? "too-large" : "gone";
  }
}
