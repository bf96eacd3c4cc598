/**
 * The process that reads files: one after the other, each within a second of the processor's time.
 *
 * It is started by `reader.ts`, is sent a file, and answers with what it read.
 */
import { Worker } from "node:worker_threads";
import { ArticleError } from "../draft.ts";
import { refuse, type ArticleFile, type FileRead } from "./file-read.ts";
import { loadParser } from "./parsers.ts";
import { processorMs } from "./processor-time.ts";

/** Of the processor's time a file, in ms. A page takes 20, a PDF of twenty pages 200, on the slowest machine tried. */
const TIME_LIMIT_MS = 900;

/** The searches of the bot must not stand still over what one file holds. */
const PASSAGES_LIMIT = 5000;

/** When the file has had its time, in the processor's ms since this process began; 0 between files. */
const deadline = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));

const watchdog = new Worker(new URL("watchdog.ts", import.meta.url), { workerData: deadline });
watchdog.unref();

process.on("message", (file: ArticleFile) => void answer(file));
process.on("disconnect", () => process.exit());
// The first message says that files can be sent.
process.send?.("ready");

async function answer(file: ArticleFile): Promise<void> {
  const read = await readFile(file);
  deadline[0] = 0;
  process.send?.(read);
}

async function readFile({ name, bytes, foreseen }: ArticleFile): Promise<FileRead> {
  try {
    // Libraries are loaded once, and not in the file's time.
    const parse = await loadParser(name);
    deadline[0] = processorMs() + TIME_LIMIT_MS;
    const article = await parse({ name, bytes, foreseen });
    if (article.passages.length > PASSAGES_LIMIT)
      throw new ArticleError(`has more than ${PASSAGES_LIMIT} paragraphs`);
    return { kind: "article", article, notes: article.dropped };
  } catch (error) {
    if (error instanceof RangeError) return refuse(new ArticleError("is nested too deeply"));
    return refuse(error);
  }
}
