/**
 * The bytes of a file → its text.
 */
import { ArticleError } from "../faults.ts";

/** Where a page names the encoding of its letters. */
const CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*(?<label>[\w:.-]+)/iu;

/** Browsers look no further for it. */
const HEAD_LENGTH = 4096;

/** UTF-8 alone. Throws ArticleError. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new ArticleError("utf16");
  const text = decode(bytes, "utf-8");
  if (text === null) throw new ArticleError("encoding");
  if (text.includes("\0")) throw new ArticleError("utf16");
  return text;
}

/** As browsers do: by the mark at its beginning, by what it says of itself, else UTF-8 or Windows' letters. Throws ArticleError. */
export function decodePage(bytes: Uint8Array): string {
  const head = decode(bytes.subarray(0, HEAD_LENGTH), "windows-1252") ?? "";
  const label = markedEncoding(bytes) ?? CHARSET.exec(head)?.groups?.["label"] ?? "utf-8";
  const text = decode(bytes, label) ?? decode(bytes, "utf-8") ?? decode(bytes, "windows-1252");
  if (text === null || text.includes("\0")) throw new ArticleError("no-page");
  return text;
}

function markedEncoding([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** Null where it is in another encoding, or there is none of this name. */
function decode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
