/**
 * Reads a folder of mixed and broken files, and compares what was read with what is in them.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCorpus } from "../../src/corpus/load.ts";
import { makeFiles, writeFolder } from "./make-folder.ts";

export interface FolderFigures {
  readonly files: number;
  readonly articles: number;
  readonly broken: number;
  /** Broken files that were not named, or not once. */
  readonly unnamed: number;
  /** Paragraphs that are in a file and were not read word for word. */
  readonly lost: number;
  /** Passages that are no paragraph of their file. */
  readonly added: number;
  readonly seconds: number;
  /** The longest time in which this process did nothing else, and the most memory it had. */
  readonly longest_stall_ms: number;
  readonly memory_mb: number;
}

export async function measureFolder(count: number): Promise<FolderFigures> {
  const folder = await mkdtemp(join(tmpdir(), "fundstelle-files-"));
  try {
    const made = [...makeFiles(count)];
    await writeFolder(folder, made);
    const watch = watchStalls();
    const start = performance.now();
    const { articles, skipped } = await loadCorpus(folder);
    const seconds = (performance.now() - start) / 1000;
    const byId = new Map(articles.map((article) => [article.id, article]));
    const figures = { lost: 0, added: 0, unnamed: 0 };
    for (const { name, paragraphs } of made) {
      const article = byId.get(name.replace(/\.\w+$/u, ""));
      const read = article?.passages.map(({ text }) => text) ?? [];
      const named = skipped.filter(({ path }) => path === name).length;
      if (paragraphs === null && (named !== 1 || article !== undefined)) figures.unnamed += 1;
      figures.lost += (paragraphs ?? []).filter((words) => !read.includes(words)).length;
      figures.added += read.filter((words) => !(paragraphs ?? []).includes(words)).length;
    }
    const broken = made.filter(({ paragraphs }) => paragraphs === null).length;
    return { files: count, articles: articles.length, broken, ...figures, seconds, ...watch() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function watchStalls() {
  let last = performance.now();
  let longest = 0;
  let memory = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    memory = Math.max(memory, process.memoryUsage.rss());
  }, 10);
  return () => {
    clearInterval(timer);
    return { longest_stall_ms: Math.round(longest), memory_mb: Math.round(memory / 1e6) };
  };
}
