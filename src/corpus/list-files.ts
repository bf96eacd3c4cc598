/**
 * Lists the files of the corpus folder that may hold an article.
 */
import type { Dirent, Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { foreseenPath, isForeseenPath } from "./foreseen.ts";
import { isArticlePath } from "./parse.ts";
import type { SkippedFile } from "./passage.ts";

/** The corpus cannot be read, or holds no article; the message tells the operator where it looked. */
export class CorpusError extends Error {
  override name = "CorpusError";
}

interface ListedFile {
  /** Inside the corpus folder, with "/". */
  readonly path: string;
  readonly absolutePath: string;
  /** In bytes. */
  readonly size: number;
  /** Changes whenever the file is written to or replaced. */
  readonly stamp: string;
}

/** An article's file with its file of foreseen questions; `stamp` is that of both. */
export interface FoundFile extends ListedFile {
  /** The file of foreseen questions beside it; null where there is none. */
  readonly foreseen: ListedFile | null;
}

export interface Listing {
  /** Changes when the folder is removed and made again. */
  readonly folderId: string;
  /** By path. */
  readonly files: readonly FoundFile[];
  /** Links that are not followed, folders that cannot be read. */
  readonly skipped: readonly SkippedFile[];
}

/** Jekyll's folders: what is published, and what is not yet. */
const POSTS = "_posts";
const DRAFTS = "_drafts";

/** What is found while the folder is walked; `root` is its real path. */
interface Walk {
  readonly root: string;
  readonly files: ListedFile[];
  readonly skipped: SkippedFile[];
}

/**
 * Files that may hold an article, in the folder and its subfolders; READMEs and names that begin with "." or "_" are left
 * out, all but those in Jekyll's folder `_posts`; those in its `_drafts` are named. Throws CorpusError.
 */
export async function listFiles(folder: string): Promise<Listing> {
  const root = await realpath(folder).catch((error: unknown) => {
    throw new CorpusError(
      `No folder with articles at ${resolve(folder)}. Make it, or set CORPUS_DIR.`,
      { cause: error },
    );
  });
  const stats = await stat(root);
  if (!stats.isDirectory())
    throw new CorpusError(`${resolve(folder)} is no folder. Set CORPUS_DIR to one.`);
  const walk: Walk = { root, files: [], skipped: [] };
  await visit(walk, "");
  walk.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = withForeseen(walk.files);
  return {
    folderId: `${stats.ino} ${stats.birthtimeMs}`,
    files,
    skipped: [...walk.skipped, ...withoutArticle(walk.files, files)],
  };
}

function withForeseen(files: readonly ListedFile[]): FoundFile[] {
  const foreseen = new Map(
    files.filter(({ path }) => isForeseenPath(path)).map((file) => [file.path, file]),
  );
  return files
    .filter(({ path }) => isArticlePath(path))
    .map((file) => {
      const own = foreseen.get(foreseenPath(file.path)) ?? null;
      return { ...file, stamp: joinStamps(file.stamp, own?.stamp ?? null), foreseen: own };
    });
}

function withoutArticle(listed: readonly ListedFile[], found: readonly FoundFile[]): SkippedFile[] {
  const used = new Set(found.map(({ foreseen }) => foreseen?.path));
  return listed
    .filter(({ path }) => isForeseenPath(path) && !used.has(path))
    .map(({ path }) => ({ path, reason: "belongs to no article" }));
}

/** Whether a path inside the corpus folder is left out because of its own name or a folder's. */
export function isHidden(path: string): boolean {
  return path.split("/").some((name) => /^[._]/.test(name) && name !== POSTS);
}

async function visit(walk: Walk, folder: string): Promise<void> {
  const entries = await readFolder(walk, folder);
  await Promise.all(
    entries.map(async (entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name === DRAFTS)
        walk.skipped.push({ path, reason: "holds drafts, which are not read" });
      else if (!isHidden(entry.name)) await visitEntry(walk, path, entry);
    }),
  );
}

/** A subfolder that cannot be read is skipped like a file; one that is gone by now was never there. */
async function readFolder({ root, skipped }: Walk, folder: string): Promise<Dirent[]> {
  try {
    return await readdir(resolve(root, folder), { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (folder === "")
      throw new CorpusError(
        `${resolve(root)} cannot be read (${code}). Look at its rights, or set CORPUS_DIR.`,
        { cause: error },
      );
    if (code !== "ENOENT") skipped.push({ path: folder, reason: `cannot be read (${code})` });
    return [];
  }
}

async function visitEntry(walk: Walk, path: string, entry: Dirent): Promise<void> {
  if (entry.isDirectory()) return visit(walk, path);
  if (entry.isSymbolicLink()) {
    const reason = await refuseLink(walk.root, path);
    if (reason !== null) {
      walk.skipped.push({ path, reason });
      return;
    }
  } else if (!entry.isFile()) return;
  if (!isArticlePath(path) && !isForeseenPath(path)) return;
  const absolutePath = resolve(walk.root, path);
  const stats = await stat(absolutePath).catch(() => null);
  // A file that was removed since the folder was read is left out.
  if (stats) walk.files.push({ path, absolutePath, size: stats.size, stamp: stampOf(stats) });
}

/** Null for a link to a hidden file inside the folder, as Kubernetes mounts files; else why it is not followed. */
async function refuseLink(root: string, path: string): Promise<string | null> {
  const target = await realpath(resolve(root, path)).catch(() => null);
  if (target === null) return "is a link that leads nowhere";
  const inside = relative(root, target).split(sep).join("/");
  if (inside.split("/")[0] === ".." || isAbsolute(inside))
    return "is a link that leads out of the folder";
  if (!(await stat(target)).isFile()) return "is a link to a folder, which is not followed";
  return isHidden(inside) ? null : `is a link to ${inside}, which is read already`;
}

/** The stamp that the file has now; null where the article was removed. */
export async function readStamp({ absolutePath, foreseen }: FoundFile): Promise<string | null> {
  const own = await stat(absolutePath).catch(() => null);
  const other = foreseen && (await stat(foreseen.absolutePath).catch(() => null));
  return own && joinStamps(stampOf(own), other && stampOf(other));
}

function joinStamps(article: string, foreseen: string | null): string {
  return foreseen === null ? article : `${article} ${foreseen}`;
}

function stampOf({ ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}
