/**
 * A file that was sent → its article, as it will be read once it is taken in, and what is like it already.
 */
import { readArticleFile } from "../../corpus/files/read-article-file.ts";
import type { Article, Corpus } from "../../corpus/passage.ts";
import { pathOfSent } from "../../corpus/sent.ts";
import type { ArticleFile } from "../../store/articles/kept.ts";

export type ReadSent = Awaited<ReturnType<typeof readArticleFile>>;

export function readSent({ name, bytes }: ArticleFile): Promise<ReadSent> {
  return readArticleFile({ name: pathOfSent(name), bytes });
}

interface Alike {
  /** The same passages, whatever file they came from. */
  readonly sameWords: Article | null;
  readonly sameTitle: Article | null;
}

export function alikeIn({ articles }: Corpus, article: Article): Alike {
  const titled = articles.find(({ title }) => isSameText(title, article.title));
  const worded = articles.find((other) => isSameWords(other, article));
  return { sameWords: worded ?? null, sameTitle: titled ?? null };
}

function isSameWords({ passages: one }: Article, { passages: other }: Article): boolean {
  return one.length === other.length && one.every(({ text }, index) => text === other[index]?.text);
}

function isSameText(one: string, other: string): boolean {
  return one.normalize("NFC").toLowerCase() === other.normalize("NFC").toLowerCase();
}
