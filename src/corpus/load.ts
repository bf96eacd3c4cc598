/**
 * The corpus folder → Corpus. A file that cannot be read is named with the reason; the rest loads.
 */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { inLanguage } from "./build-article.ts";
import { describeFault } from "./faults.ts";
import { decodeText } from "./files/decode.ts";
import { refuse, type FileRead } from "./files/file-read.ts";
import { kindOf, refuseSize } from "./files/kinds.ts";
import { readArticleFile } from "./files/read-article-file.ts";
import {
  countStrangeContext,
  countStrangers,
  NOTHING_FORESEEN,
  parseForeseen,
  type Foreseen,
} from "./foreseen.ts";
import { CorpusError, listFiles } from "./list-files.ts";
import type { FoundFile } from "./list-files.ts";
import {
  compare,
  compareArticles,
  type Article,
  type Corpus,
  type SkippedFile,
} from "./passage.ts";

/** Reading more at once is not faster. */
const FILES_AT_ONCE = 16;

/** An article's file and the result of reading it. */
export interface LoadedFile {
  readonly path: string;
  readonly stamp: string;
  readonly article: Article | null;
  /** Why the file, or its newest version, was skipped; null where it was read. */
  readonly reason: string | null;
  /** Whether its author says that it is not published, or no longer. */
  readonly isDraft: boolean;
  /** What is wrong in its file of foreseen questions; null for nothing. The good lines are used all the same. */
  readonly foreseen: SkippedFile | null;
}

/** A Corpus with its files, so that after a change only the changed ones are read. */
export interface LoadedCorpus extends Corpus {
  /** By path inside the corpus folder. */
  readonly files: ReadonlyMap<string, LoadedFile>;
}

/** Throws CorpusError where there is no folder, or no article in it. */
export async function loadCorpus(folder: string): Promise<LoadedCorpus> {
  const corpus = await readCorpus(folder);
  requireArticle(corpus, folder);
  return corpus;
}

/** Throws CorpusError where there is no article. */
export function requireArticle({ articles, skipped }: Corpus, folder: string): void {
  if (articles.length === 0) throw new CorpusError(describeNothing(folder, skipped));
}

/** May hold no article. Throws CorpusError where there is no folder. */
export async function readCorpus(folder: string): Promise<LoadedCorpus> {
  const listing = await listFiles(folder);
  const files = new Map(
    listing.files.map((found): [string, LoadedFile | null] => [found.path, null]),
  );
  const rest = listing.files.values();
  const readRest = async (): Promise<void> => {
    for (const found of rest) files.set(found.path, await readArticle(found));
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, readRest));
  return assembleCorpus(
    [...files.values()].filter((file) => file !== null),
    listing.skipped,
  );
}

/** Never throws: an error becomes the file's `reason`. */
export async function readArticle(found: FoundFile): Promise<LoadedFile> {
  const { path, stamp } = found;
  const { foreseen, faults } = await readForeseen(found.foreseen);
  const read = await readFound(found, foreseen);
  const outcome = outcomeOf(read);
  const missing = outcome.article === null ? [] : nameStrangers(foreseen, outcome.article);
  const reasons = [...faults, ...missing];
  return {
    path,
    stamp,
    ...outcome,
    foreseen:
      found.foreseen === null || reasons.length === 0
        ? null
        : { path: found.foreseen.path, reason: reasons.join("; ") },
  };
}

/** The article, or why there is none, in English. */
export function outcomeOf(read: FileRead): Pick<LoadedFile, "article" | "reason" | "isDraft"> {
  return read.kind === "article"
    ? { article: read.article, reason: null, isDraft: false }
    : { article: null, reason: describeFault(read.fault), isDraft: read.fault.name === "draft" };
}

async function readFound(found: FoundFile, foreseen: Foreseen): Promise<FileRead> {
  try {
    const kind = kindOf(found.path);
    if (kind !== null) refuseSize(kind, found.size);
    const bytes = await readFile(found.absolutePath);
    return await readArticleFile({ name: found.path, bytes, foreseen });
  } catch (error) {
    return refuse(error);
  }
}

function nameStrangers(foreseen: Foreseen, article: Article): string[] {
  const strangers = countStrangers(foreseen, article);
  const told = countStrangeContext(foreseen, article);
  return [
    ...(strangers === 0
      ? []
      : [
          `${strangers} of its ${foreseen.size} sentences ${isOrAre(strangers)} not in the article`,
        ]),
    ...(told === 0
      ? []
      : [`${told} of the speakers and contexts it tells ${isOrAre(told)} not in the article`]),
  ];
}

function isOrAre(count: number): string {
  return count === 1 ? "is" : "are";
}

interface ReadForeseen {
  readonly foreseen: Foreseen;
  readonly faults: readonly string[];
}

async function readForeseen(file: FoundFile["foreseen"]): Promise<ReadForeseen> {
  if (file === null) return { foreseen: NOTHING_FORESEEN, faults: [] };
  try {
    const { foreseen, fault } = parseForeseen(await readText(file));
    return { foreseen, faults: fault === null ? [] : [fault] };
  } catch (error) {
    const { reason } = outcomeOf(refuse(error));
    return { foreseen: NOTHING_FORESEEN, faults: reason === null ? [] : [reason] };
  }
}

/** Throws ArticleError. */
async function readText({ absolutePath, size }: Pick<FoundFile, "absolutePath" | "size">) {
  refuseSize("text", size);
  return decodeText(await readFile(absolutePath));
}

/** `read` in the order of their paths; of two with the same id the first is used. */
export function assembleCorpus(
  read: readonly LoadedFile[],
  links: readonly SkippedFile[],
): LoadedCorpus {
  const neighbours = commonLanguage(read);
  const files = neighbours === null ? read : read.map((file) => amongNeighbours(file, neighbours));
  const byId = new Map<string, LoadedFile>();
  const skipped = [...links];
  for (const file of files) {
    if (file.reason !== null) skipped.push({ path: file.path, reason: file.reason });
    if (file.foreseen !== null) skipped.push(file.foreseen);
    if (!file.article) continue;
    const first = byId.get(file.article.id);
    if (first)
      skipped.push({
        path: file.path,
        reason: `has the same name as ${first.path}, which is read`,
      });
    else byId.set(file.article.id, file);
  }
  const articles = [...byId.values()]
    .flatMap((file) => file.article ?? [])
    .toSorted(compareArticles);
  skipped.sort((a, b) => compare(a.path, b.path));
  return { articles, skipped, files: new Map(files.map((file) => [file.path, file])) };
}

/** The language of most articles that tell their own; null where none does. */
function commonLanguage(files: readonly LoadedFile[]): string | null {
  const counts = new Map<string, number>();
  for (const { article } of files) {
    if (article?.isLanguageSure === true)
      counts.set(article.language, (counts.get(article.language) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return counts.entries().find(([, count]) => count === most)?.[0] ?? null;
}

function amongNeighbours(file: LoadedFile, language: string): LoadedFile {
  const { article } = file;
  if (!article || article.isLanguageSure || article.language === language) return file;
  return { ...file, article: inLanguage(article, language) };
}

function describeNothing(folder: string, skipped: readonly SkippedFile[]): string {
  const where = `No article in ${resolve(folder)}`;
  if (skipped.length === 0)
    return `${where}: put an article there (.md, .txt, .html, .pdf, .docx), or set CORPUS_DIR.`;
  return [
    `${where} that can be read:`,
    ...skipped.map((file) => `  ${file.path} ${file.reason}`),
  ].join("\n");
}
