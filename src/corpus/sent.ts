/**
 * Articles that owners sent: read from where they are kept, and looked for again every second.
 *
 * Each process looks for itself, so what one took in is in all of them a moment later. They stand beside the corpus
 * folder's articles under names that no file of that folder can have.
 *
 * @example
 * const sent = await followSent(store.articles, () => remake(withSent(corpus, sent.files())));
 */
import { readArticleFile } from "./files/read-article-file.ts";
import { compareArticles, outcomeOf, type LoadedFile } from "./load.ts";
import type { Article, Corpus } from "./passage.ts";

/** Where they are kept. */
export interface SentArticles {
  /** `stamp` changes with the file. */
  list(): Promise<readonly { readonly name: string; readonly stamp: string }[]>;
  /** Null when it was taken out meanwhile. */
  read(name: string): Promise<Uint8Array | null>;
}

export interface FollowedSent {
  /** As of the last look, by name. */
  files(): readonly LoadedFile[];
  /** Looks at once; settles when `onChange` was told. Rejects when the articles cannot be listed. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export interface FollowOptions {
  readonly everyMs?: number;
  /** Called when a look fails, and not again before one went well; the articles stay as they were. */
  readonly onError?: (error: unknown) => void;
}

/** Every other process has what one took in within this, and the time that reading takes. */
const EVERY_MS = 1000;
/** In the corpus folder, a name that begins so is left out. */
const FOLDER = "_sent/";

/** What a name begins with that was given to it when it was sent: a title is read from what follows. */
const HASH = /^([0-9a-f]{8})-/u;

/** The path of an article that is kept under this name, and of nothing in the corpus folder. */
export function pathOfSent(name: string): string {
  return FOLDER + name.replace(HASH, "$1/");
}

/** The path of a file, or an article's id. */
export function isSentPath(path: string): boolean {
  return path.startsWith(FOLDER);
}

export function isSent({ id }: Pick<Article, "id">): boolean {
  return isSentPath(id);
}

/** Rejects when the articles cannot be listed or read. */
export async function followSent(
  source: SentArticles,
  onChange: () => void,
  { everyMs = EVERY_MS, onError = () => {} }: FollowOptions = {},
): Promise<FollowedSent> {
  let files = await readSent(source, []);
  let last: Promise<unknown> = Promise.resolve();
  let hasFailed = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  async function lookNow(): Promise<void> {
    const next = await readSent(source, files);
    if (isClosed || isSame(files, next)) return;
    files = next;
    onChange();
  }
  /** One look after the other, so that an older one never undoes a newer one. */
  function look(): Promise<void> {
    const looking = last.then(lookNow);
    last = looking.catch(() => {});
    return looking;
  }
  async function lookAgain(): Promise<void> {
    try {
      await look();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) onError(error);
      hasFailed = true;
    }
    lookLater();
  }
  function lookLater(): void {
    if (!isClosed) timer = setTimeout(() => void lookAgain(), everyMs).unref();
  }

  lookLater();
  return {
    files: () => files,
    look,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await last;
    },
  };
}

/** Both together; those that cannot be read are named. */
export function withSent(corpus: Corpus, sent: readonly LoadedFile[]): Corpus {
  if (sent.length === 0) return corpus;
  const articles = sent.flatMap(({ article }) => article ?? []);
  const skipped = sent.flatMap(({ path, reason }) => (reason === null ? [] : [{ path, reason }]));
  return {
    articles: [...corpus.articles, ...articles].toSorted(compareArticles),
    skipped: [...corpus.skipped, ...skipped],
  };
}

/** Only what is new is read. */
async function readSent(
  source: SentArticles,
  known: readonly LoadedFile[],
): Promise<readonly LoadedFile[]> {
  const before = new Map(known.map((file) => [file.path, file]));
  const files: LoadedFile[] = [];
  for (const { name, stamp } of await source.list()) {
    const path = pathOfSent(name);
    const same = before.get(path);
    const file = same?.stamp === stamp ? same : await readOne(source, { name, path, stamp });
    if (file !== null) files.push(file);
  }
  return files;
}

interface Listed {
  readonly name: string;
  readonly path: string;
  readonly stamp: string;
}

async function readOne(source: SentArticles, listed: Listed): Promise<LoadedFile | null> {
  const { name, path, stamp } = listed;
  const bytes = await source.read(name);
  if (bytes === null) return null;
  const read = await readArticleFile({ name: path, bytes });
  const file = { path, stamp, foreseen: null };
  return { ...file, ...outcomeOf(read) };
}

function isSame(before: readonly LoadedFile[], after: readonly LoadedFile[]): boolean {
  return before.length === after.length && after.every((file, index) => file === before[index]);
}
