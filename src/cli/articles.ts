/**
 * The articles that the bot answers from, for a command: those of the folder, and those that owners sent.
 */
import type { Config } from "../config.ts";
import { readCorpus, requireArticle } from "../corpus/load.ts";
import type { Corpus } from "../corpus/passage.ts";
import { followSent, withSent } from "../corpus/sent.ts";
import { createLog } from "../log.ts";
import { readKept } from "../store/articles/kept.ts";

type Place = Pick<Config, "corpusDir" | "dataDir" | "databaseUrl">;

/** Throws CorpusError where there is none, StoreError where those that were sent cannot be read. */
export async function loadArticles({ corpusDir, ...place }: Place): Promise<Corpus> {
  const corpus = await readCorpus(corpusDir);
  const all = await readKept(place, createLog("silent"), async (kept) => {
    const sent = await followSent(kept, () => {}, { waitMs: Infinity });
    await sent.close();
    return withSent(corpus, sent.files());
  });
  requireArticle(all, corpusDir);
  return all;
}
