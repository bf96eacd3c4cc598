/**
 * Files that people send, and how a bot fetches them: `getFile`, then the path that it names.
 */
import { extname } from "node:path/posix";
import type { Document } from "grammy/types";
import type { SentFile } from "./clients.ts";
import { badRequest } from "./bot-api/refusals.ts";
import type { World } from "./world.ts";

/** Telegram gives bots no larger ones (Bot API, getFile), in bytes. */
const DOWNLOAD_LIMIT = 20 * 1024 * 1024;

/** The document that stands for it in a message. */
export function keepFile({ files }: World, { name, bytes, type }: SentFile): Document {
  const number = files.size + 1;
  const id = `local-file-${number}`;
  files.set(id, { path: `documents/file_${number}${extname(name)}`, bytes });
  return {
    file_id: id,
    file_unique_id: id,
    file_name: name,
    file_size: bytes.length,
    ...(type === undefined ? {} : { mime_type: type }),
  };
}

/** Telegram's answer to `getFile`. */
export function describeFile({ files }: World, id: string): object {
  const file = files.get(id);
  if (file === undefined) throw badRequest("wrong file_id or the file is temporarily unavailable");
  const { path, bytes } = file;
  if (bytes.length > DOWNLOAD_LIMIT) throw badRequest("file is too big");
  return { file_id: id, file_unique_id: id, file_size: bytes.length, file_path: path };
}

/** Null where none is at this path. */
export function findFile({ files }: World, path: string): Uint8Array | null {
  return files.values().find((file) => file.path === path)?.bytes ?? null;
}
