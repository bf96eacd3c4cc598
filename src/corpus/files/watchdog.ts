/**
 * Ends the process that reads files when a file takes too much of the processor's time or of memory.
 *
 * A thread of its own, for the one that reads is busy, and unpacking or parsing cannot be interrupted otherwise. What it
 * counts is the whole process's, buffers outside the heap among it.
 */
import { workerData } from "node:worker_threads";
import { processorMs } from "./processor-time.ts";

const LOOK_MS = 20;

/** Resident memory in bytes; with all libraries loaded the process takes 150 MB. */
const MEMORY_LIMIT = 450e6;

/** When the file has had its time; 0 between files. */
const deadline = workerData as Float64Array;

setInterval(() => {
  const until = deadline[0] ?? 0;
  if (until === 0) return;
  // The signals tell `reader.ts` which of the two it was.
  if (process.memoryUsage.rss() > MEMORY_LIMIT) process.kill(process.pid, "SIGKILL");
  if (processorMs() > until) process.kill(process.pid, "SIGTERM");
}, LOOK_MS);
