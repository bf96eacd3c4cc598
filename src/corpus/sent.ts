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
import { outcomeOf, type LoadedFile } from "./load.ts";
import { compareArticles, type Article, type Corpus } from "./passage.ts";

/** Where they are kept. */
export interface SentArticles {
  /** `stamp` changes with the file. */
  list(): Promise<readonly { readonly name: string; readonly stamp: string }[]>;
  /** Null when it was taken out meanwhile. */
  read(name: string): Promise<Uint8Array | null>;
}

export interface FollowedSent {
  /** What is read so far, by name. */
  files(): readonly LoadedFile[];
  /** How many are still to be read. */
  unread(): number;
  /** Looks at once; settles when `onChange` was told. Rejects when the articles cannot be listed. */
  look(): Promise<void>;
  close(): Promise<void>;
}

export interface FollowOptions {
  readonly everyMs?: number;
  /** After this the start waits for one article only; the rest is read beside. */
  readonly waitMs?: number;
  /** Called when a look fails, and not again before one went well; the articles stay as they were. */
  readonly onError?: (error: unknown) => void;
}

/** Every other process has what one took in within this, and the time that reading takes. */
const EVERY_MS = 1000;
const WAIT_MS = 1000;
/** While many are read, `onChange` is told of them as often as this: an index is made each time. */
const TELL_MS = 5000;
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
  { everyMs = EVERY_MS, waitMs = WAIT_MS, onError = () => {} }: FollowOptions = {},
): Promise<FollowedSent> {
  const start = performance.now();
  let files: readonly LoadedFile[] = [];
  let told: readonly LoadedFile[] = [];
  let toldAt = start;
  let unread = 0;
  let isStarted = false;
  let last: Promise<unknown> = Promise.resolve();
  let hasFailed = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  /** What is new is read, one after the other; `files` grows with each. */
  async function lookNow(onRead: () => void = () => {}): Promise<void> {
    const listed = (await source.list()).map((one) => ({ ...one, path: pathOfSent(one.name) }));
    const known = new Map(files.map((file) => [file.path, file]));
    const isKnown = ({ path, stamp }: Listed) => known.get(path)?.stamp === stamp;
    unread = listed.filter((one) => !isKnown(one)).length;
    for (const one of listed) {
      if (isClosed) return;
      if (isKnown(one)) continue;
      const file = await readOne(source, one);
      if (file === null) known.delete(one.path);
      else known.set(one.path, file);
      unread -= 1;
      if (unread > 0) {
        files = listed.flatMap(({ path }) => known.get(path) ?? []);
        onRead();
        if (performance.now() - toldAt > TELL_MS) tell();
      }
    }
    files = listed.flatMap(({ path }) => known.get(path) ?? []);
    tell();
  }
  function tell(): void {
    if (!isStarted || isClosed || isSame(told, files)) return;
    told = files;
    toldAt = performance.now();
    onChange();
  }
  /** One look after the other, so that an older one never undoes a newer one. */
  function look(): Promise<void> {
    const looking = last.then(() => lookNow());
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

  await new Promise<void>((resolve, reject) => {
    const mayStart = (): void => {
      if (performance.now() - start >= waitMs && files.some(hasArticle)) resolve();
    };
    const first = lookNow(mayStart).then(resolve);
    first.catch(reject);
    last = first.catch((error: unknown) => (isStarted ? onError(error) : undefined));
  });
  isStarted = true;
  told = files;
  void last.then(lookLater);
  return {
    files: () => files,
    unread: () => unread,
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

function hasArticle({ article }: LoadedFile): boolean {
  return article !== null;
}

function isSame(before: readonly LoadedFile[], after: readonly LoadedFile[]): boolean {
  return before.length === after.length && after.every((file, index) => file === before[index]);
}
