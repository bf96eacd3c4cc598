/**
 * What was sent → the file that it is kept as: its bytes, under a name that is safe and tells nothing new.
 *
 * The name begins with a hash of the bytes, so that the same file has the same name, and two files never share one. A
 * text that names no title has it from the rest of the name, like any file of the corpus folder.
 */
import { createHash } from "node:crypto";

import type { ArticleFile } from "../../store/articles/kept.ts";
import type { FetchedPage } from "./fetch-page.ts";
import type { Origin } from "./sending.ts";

type Page = Omit<Extract<FetchedPage, { readonly kind: "page" }>, "kind">;

/** In characters; with the hash and in any script still below what file systems take. */
const NAME_LENGTH = 50;
const HASH_LENGTH = 8;

/** `name` has an ending, which tells how the file is read. */
export function fileOf(name: string, bytes: Uint8Array): ArticleFile {
  const [, base = name, ending = ""] = /^(.*?)(\.[a-z\d]{1,10})?$/isu.exec(name) ?? [];
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, HASH_LENGTH);
  return { name: `${hash}-${safeName(base)}${ending.toLowerCase()}`, bytes };
}

/** With what is known of it in front, as files of the corpus folder have it. */
export function fileOfText(text: string, origin: Origin): ArticleFile {
  const bytes = Buffer.from(`${frontOf(origin)}${text}\n`);
  return fileOf(firstWords(text) + endingOf(text), bytes);
}

/** The last part of its path says what it is about, if any does. */
export function fileOfPage({ url, ending, bytes }: Page): ArticleFile {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split("/").findLast((part) => part !== "") ?? "";
  const base = decoded(last).replace(/\.[a-z\d]{1,10}$/iu, "");
  const name = /\p{L}/u.test(base) ? base : hostname.replaceAll(".", "-");
  return fileOf(name + ending, withAddress({ url, ending, bytes }));
}

/** Where it was found, for a page that does not say so itself: what stands first in a page counts. */
function withAddress({ url, ending, bytes }: Page): Uint8Array {
  if (ending === ".txt") return Buffer.concat([Buffer.from(frontOf({ url })), bytes]);
  // In two bytes a letter, nothing can be added so.
  if (ending !== ".html" || bytes[0] === 0xff || bytes[0] === 0xfe) return bytes;
  const site = new URL(url).hostname.replace(/^www\./u, "");
  const address = url.replaceAll("&", "&amp;");
  const found = `\n<link rel="canonical" href="${address}"><meta property="og:site_name" content="${site}">\n`;
  return Buffer.concat([bytes, Buffer.from(found)]);
}

function frontOf(known: Origin): string {
  const lines = Object.entries(known).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return lines.length === 0 ? "" : `---\n${lines.join("")}---\n\n`;
}

/** Front matter and headings are Markdown; all else is read as it stands. */
function endingOf(text: string): string {
  return /^(?:---|\+\+\+)\n|^#{1,4} \S/mu.test(text) ? ".md" : ".txt";
}

function firstWords(text: string): string {
  return text.trim().split("\n", 1).join("").replaceAll(".", " ");
}

function safeName(name: string): string {
  const words = name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const characters = Array.from(words.replace(/^-+|-+$/gu, ""));
  if (characters.length <= NAME_LENGTH) return characters.join("") || "artikel";
  const head = characters.slice(0, NAME_LENGTH).join("");
  return head.includes("-") ? head.slice(0, head.lastIndexOf("-")) : head;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
