/**
 * What an owner's message sends to be read as an article: a file, a channel's post, a long text, a link alone.
 */
import type { Written } from "../incoming/incoming.ts";
import type { Message } from "../incoming/update.ts";
import { QUESTION_LIMIT } from "../questions/question-length.ts";

export type Sending =
  | {
      readonly kind: "file";
      readonly fileId: string;
      /** As it was called where it came from, with its ending. */
      readonly name: string;
      /** In bytes; null when Telegram does not say. */
      readonly size: number | null;
    }
  | { readonly kind: "text"; readonly text: string; readonly origin: Origin }
  | { readonly kind: "link"; readonly url: string };

/** What is known of a text besides its words; of a text that somebody typed, nothing. */
export interface Origin {
  /** The channel's name. */
  readonly source?: string;
  /** YYYY-MM-DD */
  readonly date?: string;
  readonly url?: string;
}

/** Media types of files whose name has no ending. */
const ENDINGS: Readonly<Record<string, string>> = {
  "text/plain": ".txt",
  "text/markdown": ".md",
  "text/html": ".html",
  "application/pdf": ".pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
};

/** Null for a question, a command, and all else that is no article. */
export function readSending({ message, command, isFromBot }: Written): Sending | null {
  if (command !== null || isFromBot) return null;
  const file = readFile(message);
  if (file !== null) return file;
  const text = message.text ?? message.caption ?? "";
  if (message.forward_origin?.type === "channel" && /\p{L}/u.test(text))
    return { kind: "text", text, origin: originOf(message.forward_origin) };
  if (message.text === undefined) return null;
  if (text.length > QUESTION_LIMIT) return { kind: "text", text, origin: {} };
  const url = readLink(message);
  return url === null ? null : { kind: "link", url };
}

function readFile({ document, animation }: Message): Sending | null {
  // A GIF is a document as well.
  if (document?.file_id === undefined || animation !== undefined) return null;
  const { file_id: fileId, file_name: name = "", file_size: size, mime_type: type = "" } = document;
  const ending = /\.[a-z\d]{1,10}$/iu.test(name) ? "" : (ENDINGS[type] ?? "");
  return { kind: "file", fileId, name: name + ending, size: size ?? null };
}

function originOf({ chat, message_id: id, date }: NonNullable<Message["forward_origin"]>): Origin {
  const username = chat?.username;
  const isLinked = username !== undefined && /^\w+$/u.test(username) && id !== undefined;
  return {
    ...(chat?.title === undefined ? {} : { source: chat.title }),
    ...(date === undefined || date === 0 ? {} : { date: dayOf(date) }),
    ...(isLinked ? { url: `https://t.me/${username}/${id}` } : {}),
  };
}

/** Of Unix time. */
function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** The address that the message consists of; "example.org/a" is one where Telegram says so. */
function readLink({ text = "", entities = [] }: Message): string | null {
  const words = text.trim();
  if (/^https?:\/\/\S+$/iu.test(words)) return words;
  const start = text.indexOf(words);
  const isLink = entities.some(
    ({ type, offset, length }) => type === "url" && offset === start && length === words.length,
  );
  return isLink && !words.includes("://") ? `https://${words}` : null;
}
