import { expect } from "vitest";
import { describeFault } from "../../../src/corpus/faults.ts";
import { readArticleFile } from "../../../src/corpus/files/read-article-file.ts";
import type { Article } from "../../../src/corpus/passage.ts";

export function read(name: string, content: string | Uint8Array) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return readArticleFile({ name, bytes });
}

export async function readArticle(name: string, content: string | Uint8Array): Promise<Article> {
  const result = await read(name, content);
  expect(result).toMatchObject({ kind: "article" });
  if (result.kind !== "article") throw new Error(describeFault(result.fault));
  return result.article;
}

/** Why a file is not read; null where it is. */
export async function refusal(name: string, content: string | Uint8Array): Promise<string | null> {
  const result = await read(name, content);
  return result.kind === "refused" ? describeFault(result.fault) : null;
}

export function textsOf({ passages }: Article): string[] {
  return passages.map(({ text }) => text);
}
