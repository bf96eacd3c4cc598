/**
 * The process that reads files: one after the other, each within a second of the processor's time.
 *
 * It is started by `reader.ts`, is sent a file, says when it begins, and answers with what it read.
 */
import { Worker } from "node:worker_threads";
import { parseArticle } from "../parse.ts";
import { accept, refuse, type ArticleFile, type FileRead } from "./file-read.ts";
import { loadParser } from "./parsers.ts";
import { processorMs } from "./processor-time.ts";

/** Of the processor's time a file, in ms. A page, a document or a PDF of one page takes 10, a Markdown text of 500 KB 700. */
const TIME_LIMIT_MS = 900;

/** When the file has had its time, in the processor's ms since this process began; 0 between files. */
const deadline = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));

const watchdog = new Worker(new URL("watchdog.ts", import.meta.url), { workerData: deadline });
watchdog.unref();

process.on("message", (file: ArticleFile) => void answer(file));
process.on("disconnect", () => process.exit());
warmUp();
// The first message says that files can be sent.
process.send?.("ready");

/** What is loaded for the first text is not in any file's time. */
function warmUp(): void {
  const text =
    "## Der Steg\n\nEr ist *gesperrt*, sagte Mia Orth. Ein neuer kostet 90 000 Euro.\n\n";
  parseArticle("a.md", text.repeat(5));
}

async function answer(file: ArticleFile): Promise<void> {
  const read = await readFile(file);
  deadline[0] = 0;
  process.send?.(read);
}

async function readFile(file: ArticleFile): Promise<FileRead> {
  try {
    // Libraries are loaded once, and not in the file's time.
    const parse = await loadParser(file.name);
    deadline[0] = processorMs() + TIME_LIMIT_MS;
    process.send?.("begun");
    return accept(await parse(file));
  } catch (error) {
    return refuse(error);
  }
}
