/**
 * Builds the Article with its passages from a Draft and the file's path.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path/posix";
import { detectLanguage } from "../text/language.ts";
import { splitSentences } from "../text/sentences.ts";
import { ArticleError, foldSpace, isDate } from "./draft.ts";
import type { Block, Draft } from "./draft.ts";
import { NO_QUESTIONS, NOTHING_FORESEEN, type Foreseen } from "./foreseen.ts";
import type { Article, Passage } from "./passage.ts";

/** For a text whose language cannot be told, such as one of numbers. */
const FALLBACK_LANGUAGE = "en";

/** Characters of a reference: 96 bits, so that two passages never share one by chance. */
const REF_LENGTH = 16;

/** A date at the beginning of a file's name, and the separator after it. */
const DATED_NAME = /^((?:19|20)\d{2}(?:-\d{2}){0,2})(?:[-_. ]+|$)/;

/** `path` is inside the corpus folder, with "/" and its ending. Throws ArticleError where it has no words. */
export function buildArticle(path: string, draft: Draft, foreseen = NOTHING_FORESEEN): Article {
  if (!draft.blocks.some((block) => hasWords(block.text))) throw new ArticleError("holds no words");
  const passages: Passage[] = [];
  const article: Article = { ...describeArticle(articleId(path), draft), passages };
  let section: string | null = null;
  for (const block of draft.blocks) {
    if (block.kind === "heading") section = block.text;
    else if (hasWords(block.text))
      passages.push(buildPassage(block, { article, section, n: passages.length + 1, foreseen }));
  }
  if (passages.length === 0) throw new ArticleError("holds headings only, no paragraph");
  return article;
}

function describeArticle(
  id: string,
  { metadata, blocks, dropped = [] }: Draft,
): Omit<Article, "passages"> {
  const name = readName(id);
  const { source = null, author = null, url = null, questions = [] } = metadata;
  return {
    id,
    title: metadata.title ?? name.title,
    date: metadata.date ?? name.date,
    source,
    author,
    url,
    language:
      metadata.language ??
      detectLanguage(blocks.map((block) => block.text).join("\n")) ??
      FALLBACK_LANGUAGE,
    questions,
    dropped,
    sections: blocks.filter((block) => block.kind === "heading").map((block) => block.text),
  };
}

/** The path without its ending, in NFC: file systems differ in how they write umlauts. */
export function articleId(path: string): string {
  return path.normalize("NFC").replace(/\.[^./]+$/, "");
}

interface Place {
  readonly article: Article;
  readonly section: string | null;
  /** From 1. */
  readonly n: number;
  readonly foreseen: Foreseen;
}

function buildPassage(
  block: Exclude<Block, { kind: "heading" }>,
  { article, section, n, foreseen }: Place,
): Passage {
  return {
    id: `${article.id}#${n}`,
    ref: hashWords(article.id, block.text),
    article,
    kind: block.kind,
    section,
    speaker: block.kind === "pull-quote" ? block.speaker : null,
    credit: block.kind === "caption" ? readCredit(block.text) : null,
    text: block.text,
    sentences: splitSentences(block.text, article.language).map((sentence) => ({
      ...sentence,
      foreseen: foreseen.get(foldSpace(sentence.text)) ?? NO_QUESTIONS,
    })),
  };
}

/** Two passages of one article with the same words have the same hash; only their ids differ. */
function hashWords(article: string, text: string): string {
  return createHash("sha256")
    .update(`${article}\n${foldSpace(text)}`)
    .digest("base64url")
    .slice(0, REF_LENGTH);
}

/** The text after the last ©. */
function readCredit(caption: string): string | null {
  const at = caption.lastIndexOf("©");
  return at < 0 ? null : caption.slice(at + 1).trim() || null;
}

/** "2024-06-putin-nordkorea" → "Putin Nordkorea", 2024-06. */
function readName(id: string): { title: string; date: string | null } {
  const name = basename(id);
  const [prefix = "", date = ""] = DATED_NAME.exec(name) ?? [];
  const isDated = isDate(date);
  const words = foldSpace(name.slice(isDated ? prefix.length : 0).replace(/[-_]+/g, " ")) || name;
  // A name all in lower case gets capitals; any other is kept as it is written.
  const title =
    words === words.toLowerCase()
      ? words.replace(/(?<=^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase())
      : words;
  return { title, date: isDated ? date : null };
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
