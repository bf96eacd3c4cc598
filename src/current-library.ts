/**
 * The library as it is now: kept up with the files of the corpus folder, and with what owners take in and out.
 *
 * Articles are taken in beside the answering, for a few milliseconds at a time.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

import type { Corpus } from "./corpus/passage.ts";
import type { LoadedCorpus } from "./corpus/load.ts";
import { followSent, withSent, type SentArticles } from "./corpus/sent.ts";
import { watchCorpus } from "./corpus/watch.ts";
import type { Writing } from "./answer/generative.ts";
import { buildLibrary, type Library } from "./library.ts";
import { createSearch } from "./search/search.ts";

export interface CurrentLibrary {
  readonly library: () => Library;
  /** Its articles alone; `library` searches them. */
  readonly corpus: () => Corpus;
  /** How many of those that owners sent are still to be read. */
  readonly unread: () => number;
  /** Settles when it holds what owners took in and out until now. */
  readonly refresh: () => Promise<void>;
  /** From now on changes of the folder are noticed, too. */
  watch(folder: string): Promise<void>;
  close(): Promise<void>;
}

interface LibraryParts {
  readonly corpus: LoadedCorpus;
  readonly sent: SentArticles;
  /** Null: no model is there to write. */
  readonly writing: Writing | null;
  /** Called with each library but the first, which may be made ready; what it rejects with is a fault. */
  readonly onChange: (library: () => Library) => Promise<void>;
  /** What owners sent, or the folder, cannot be read; what was read before stays. */
  readonly onError: (error: unknown, what: "sent" | "folder") => void;
}

/** A question that comes meanwhile waits no longer. */
const SLICE_MS = 8;
const FIRST_SLICE_MS = 300;

/** Rejects when what owners sent cannot be listed or read. */
export async function keepLibrary({
  corpus,
  sent,
  writing,
  onChange,
  onError,
}: LibraryParts): Promise<CurrentLibrary> {
  let folder: Corpus = corpus;
  const followed = await followSent(sent, () => void remake().catch(onSentError), {
    onError: onSentError,
  });
  const search = createSearch();
  let steps = search.hold(withSent(folder, followed.files()).articles);
  let library = buildLibrary(withSent(folder, followed.files()), writing, search);
  let isAsked = false;
  let isClosed = false;
  let keepingUp = keepUpSafely();
  let watching: { close(): Promise<void> } | null = null;

  function onSentError(error: unknown): void {
    onError(error, "sent");
  }
  async function remake(): Promise<void> {
    library = buildLibrary(withSent(folder, followed.files()), writing, search);
    await (keepingUp = keepingUp.then(keepUpSafely));
    await onChange(() => library);
  }
  function keepUpSafely(): Promise<void> {
    return keepUp().catch((error: unknown) => onError(error, "folder"));
  }
  /** Takes in what is new, a slice at a time; begins anew where there is something newer. */
  async function keepUp(): Promise<void> {
    const held = library;
    steps = search.hold(held.corpus.articles);
    do await nextTurn();
    while (!takeSteps(SLICE_MS, () => held !== library));
  }
  /** Whether it has come to the end, or to where it is to stop. */
  function takeSteps(ms: number, mayStop = () => false): boolean {
    if (isClosed) return true;
    const until = performance.now() + ms;
    while (performance.now() < until) {
      const { done, value } = steps.next();
      if (done === true || (value && mayStop())) return true;
    }
    return false;
  }

  return {
    library() {
      // A few articles are there at once for whoever asks first; more are not waited for.
      if (!isAsked) takeSteps(FIRST_SLICE_MS);
      isAsked = true;
      return library;
    },
    corpus: () => withSent(folder, followed.files()),
    unread: () => followed.unread(),
    async refresh() {
      await followed.look();
      await keepingUp;
    },
    async watch(path) {
      watching = await watchCorpus(
        path,
        corpus,
        (changed) => {
          folder = changed;
          return remake();
        },
        { onError: (error) => onError(error, "folder") },
      );
    },
    async close() {
      isClosed = true;
      await watching?.close();
      await followed.close();
    },
  };
}
