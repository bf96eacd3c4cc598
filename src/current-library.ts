/**
 * The library as it is now: made anew when a file of the corpus folder changes, or an owner takes an article in or out.
 */
import type { Corpus } from "./corpus/passage.ts";
import type { LoadedCorpus } from "./corpus/load.ts";
import { followSent, withSent, type SentArticles } from "./corpus/sent.ts";
import { watchCorpus } from "./corpus/watch.ts";
import type { Writing } from "./answer/generative.ts";
import { libraryOf, type Library } from "./library.ts";

export interface CurrentLibrary {
  readonly library: () => Library;
  /** Its articles alone; `library` makes an index of them when it is first called. */
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
  // Made when it is first asked for: the bot polls before that.
  let library = libraryOf(withSent(folder, followed.files()), writing);
  let watching: { close(): Promise<void> } | null = null;

  function onSentError(error: unknown): void {
    onError(error, "sent");
  }
  async function remake(): Promise<void> {
    library = libraryOf(withSent(folder, followed.files()), writing);
    await onChange(library);
  }

  return {
    library: () => library(),
    corpus: () => withSent(folder, followed.files()),
    unread: () => followed.unread(),
    refresh: () => followed.look(),
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
      await watching?.close();
      await followed.close();
    },
  };
}
