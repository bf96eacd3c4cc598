/**
 * Watches the corpus folder and builds a new Corpus after each change.
 *
 * A changed file is read once it has stayed the same for `settleMs`, so that a half-written one is never read.
 */
import { relative, resolve, sep } from "node:path";
import { watch } from "chokidar";
import type { FSWatcher } from "chokidar";
import { isHidden, listFiles, readStamp } from "./list-files.ts";
import type { FoundFile } from "./list-files.ts";
import { assembleCorpus, readArticle } from "./load.ts";
import type { LoadedCorpus, LoadedFile } from "./load.ts";

/** How long events are gathered: copying many files makes many, and one look at the folder is enough. */
const GATHER_MS = 20;

/** How often a folder that was removed is looked for again. */
const RETRY_MS = 1000;

export interface WatchOptions {
  /** How long a file must stay as it is before it is read: 400 unless told. */
  readonly settleMs?: number;
  /** Called when the folder cannot be watched or listed, or `onChange` throws or rejects; the last corpus stays. */
  readonly onError?: (error: unknown) => void;
}

/** A change that has not settled yet. */
interface Sighting {
  /** Null where the file was removed. */
  readonly stamp: string | null;
  /** When it was first seen so, by `performance.now()`. */
  readonly since: number;
}

interface State {
  readonly corpus: LoadedCorpus;
  readonly sightings: ReadonlyMap<string, Sighting>;
  readonly folderId: string | null;
}

/**
 * Changes made since `current` was loaded are found as well. `onChange` is called a moment after a change has settled.
 * A file that became unreadable keeps its last version, unless it became a draft, and is listed in `skipped`; where no
 * article would be left the last corpus stays, without a call. Throws CorpusError where there is no folder.
 */
export async function watchCorpus(
  folder: string,
  current: LoadedCorpus,
  onChange: (corpus: LoadedCorpus) => void | Promise<void>,
  { settleMs = 400, onError = () => {} }: WatchOptions = {},
): Promise<{ close(): Promise<void> }> {
  const root = resolve(folder);
  let state: State = { corpus: current, sightings: new Map(), folderId: null };
  let watcher: FSWatcher | null = null;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let due = Infinity;
  let look = lookNow();

  function lookIn(ms: number): void {
    const at = performance.now() + ms;
    if (isClosed || at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      due = Infinity;
      look = look.then(lookNow).catch(lookAgain);
    }, ms);
  }
  async function lookNow(): Promise<void> {
    const last = state;
    state = await compareFolder(folder, last, settleMs);
    if (isClosed) return;
    if (state.folderId !== last.folderId) await watchAnew();
    if (state.sightings.size > 0) lookIn(remainingMs(state.sightings, settleMs));
    if (state.corpus !== last.corpus) await onChange(state.corpus);
  }
  /** The watcher follows the folder itself, not its path: a replaced folder needs a new one. */
  async function watchAnew(): Promise<void> {
    const old = watcher;
    watcher = watch(root, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path) => isIgnored(relative(root, path).split(sep).join("/")),
    });
    watcher.on("all", () => lookIn(GATHER_MS)).on("error", onError);
    // Changes made before the watcher was ready caused no event.
    watcher.once("ready", () => lookIn(0));
    await old?.close();
  }
  function lookAgain(error: unknown): void {
    onError(error);
    lookIn(RETRY_MS);
  }

  await look;
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await look;
      await watcher?.close();
    },
  };
}

/** Keeps the same `corpus` where nothing has changed, or no article would be left. Throws CorpusError. */
async function compareFolder(
  folder: string,
  { corpus, sightings }: Pick<State, "corpus" | "sightings">,
  settleMs: number,
): Promise<State> {
  const listing = await listFiles(folder);
  const now = performance.now();
  const files: LoadedFile[] = [];
  const unsettled = new Map<string, Sighting>();
  /** Whether the change has settled; if not, it is noted for the next look. */
  const isSettled = (path: string, stamp: string | null): boolean => {
    const before = sightings.get(path);
    const sighting = before?.stamp === stamp ? before : { stamp, since: now };
    if (now - sighting.since >= settleMs) return true;
    unsettled.set(path, sighting);
    return false;
  };
  for (const found of listing.files) {
    const known = corpus.files.get(found.path);
    const isChanged = known?.stamp !== found.stamp && isSettled(found.path, found.stamp);
    const file = isChanged ? await readChanged(found, known) : known;
    if (file) files.push(file);
  }
  const listed = new Set(listing.files.map((found) => found.path));
  /** A folder that cannot be read any more keeps its articles. */
  const isUnread = (path: string) =>
    listing.skipped.some((skipped) => path.startsWith(`${skipped.path}/`));
  for (const file of corpus.files.values()) {
    if (listed.has(file.path)) continue;
    if (isUnread(file.path) || !isSettled(file.path, null)) files.push(file);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const next = assembleCorpus(files, listing.skipped);
  return {
    corpus: isChange(corpus, next) ? next : corpus,
    sightings: unsettled,
    folderId: listing.folderId,
  };
}

/** A file that cannot be read, or is written to meanwhile, keeps its last article. */
async function readChanged(
  found: FoundFile,
  known: LoadedFile | undefined,
): Promise<LoadedFile | undefined> {
  const file = await readArticle(found);
  if ((await readStamp(found)) !== found.stamp) return known;
  if (file.article || file.isDraft || !known?.article) return file;
  return {
    ...file,
    article: known.article,
    reason: `${file.reason}; keeps the version from before`,
  };
}

function isChange(corpus: LoadedCorpus, next: LoadedCorpus): boolean {
  if (next.articles.length === 0) return false;
  if (JSON.stringify(corpus.skipped) !== JSON.stringify(next.skipped)) return true;
  const isSame = next.files.values().every((file) => corpus.files.get(file.path) === file);
  return !isSame || next.files.size !== corpus.files.size;
}

function remainingMs(sightings: ReadonlyMap<string, Sighting>, settleMs: number): number {
  const earliest = Math.min(...sightings.values().map((sighting) => sighting.since));
  return Math.max(1, Math.ceil(earliest + settleMs - performance.now()) + 1);
}

/** Kubernetes swaps a mounted folder by a link that begins with two dots. */
function isIgnored(path: string): boolean {
  return isHidden(path) && !path.startsWith("..");
}
