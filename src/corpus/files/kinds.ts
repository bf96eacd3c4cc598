/**
 * Which kinds of files hold articles, told by the ending of a file's name, and how large each may be.
 */
import { extname } from "node:path/posix";
import { ArticleError } from "../faults.ts";

export type FileKind = "markdown" | "text" | "html" | "pdf" | "docx";

const ENDINGS: ReadonlyMap<string, FileKind> = new Map([
  [".md", "markdown"],
  [".markdown", "markdown"],
  [".txt", "text"],
  [".html", "html"],
  [".htm", "html"],
  [".pdf", "pdf"],
  [".docx", "docx"],
]);

const MEGABYTE = 1024 * 1024;

/** In megabytes. Text of 5 MB is a book of 800,000 words; pictures make the others larger, and 20 is what Telegram gives a bot. */
const LIMITS: Readonly<Record<FileKind, number>> = {
  markdown: 5,
  text: 5,
  html: 5,
  pdf: 20,
  docx: 20,
};

/** Null for a file that holds no article. */
export function kindOf(path: string): FileKind | null {
  return ENDINGS.get(extname(path).toLowerCase()) ?? null;
}

/** Throws ArticleError where a file of this size is not read. */
export function refuseSize(kind: FileKind, bytes: number): void {
  const limit = LIMITS[kind];
  if (bytes > limit * MEGABYTE) throw new ArticleError("size", { values: [limit] });
}
