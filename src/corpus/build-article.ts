/**
 * Builds the Article with its passages from a Draft and the file's path.
 */
import { createHash } from "node:crypto";
import { tellTextLanguage } from "../text/language.ts";
import { splitSentences } from "../text/sentences.ts";
import { foldSpace } from "./draft.ts";
import type { Block, Draft, Metadata } from "./draft.ts";
import { ArticleError } from "./faults.ts";
import { articleId, readName } from "./file-name.ts";
import { NO_QUESTIONS, NOTHING_FORESEEN, type Foreseen } from "./foreseen.ts";
import { takeFootnotes, withoutFootnotes } from "./markdown/footnotes.ts";
import type { Article, Passage, PassageKind, Sentence } from "./passage.ts";
import { readCredit } from "./structure/credits.ts";
import { joinLines } from "./structure/wrapped-lines.ts";

/** Characters of a reference: 96 bits, so that two passages never share one by chance. */
const REF_LENGTH = 16;

/** Throws ArticleError where it has no words. */
export function buildArticle(path: string, draft: Draft, foreseen = NOTHING_FORESEEN): Article {
  const blocks = draft.blocks.map(onOneLine).filter(({ text }) => hasWords(text));
  if (blocks.length === 0) throw new ArticleError("no-words");
  const passages: Passage[] = [];
  const described = describeArticle(articleId(path), { ...draft, blocks });
  const article: Article = { ...described, passages };
  let section: string | null = null;
  for (const block of blocks) {
    if (block.kind === "heading") section = block.text;
    else if (block.kind !== "rule")
      passages.push(buildPassage(block, { article, section, n: passages.length + 1, foreseen }));
  }
  if (passages.length === 0) throw new ArticleError("headings");
  return article;
}

/** A table keeps its rows. */
function onOneLine(block: Block): Block {
  if (block.kind === "rule" || (block.kind === "paragraph" && block.table !== undefined))
    return block;
  return { ...block, text: joinLines(block.text) };
}

/** The same article, split into sentences as that language does. */
export function inLanguage(article: Article, language: string): Article {
  const passages: Passage[] = [];
  const other: Article = { ...article, language, passages };
  for (const passage of article.passages) {
    const known = new Map(
      passage.sentences.map(({ text, foreseen }) => [foldSpace(text), foreseen]),
    );
    const sentences = readSentences(passage.text, language, known);
    passages.push({ ...passage, article: other, sentences });
  }
  return other;
}

function readSentences(text: string, language: string, foreseen: Foreseen): Sentence[] {
  return splitSentences(text, language).map((sentence) => ({
    ...sentence,
    foreseen: foreseen.get(foldSpace(sentence.text)) ?? NO_QUESTIONS,
  }));
}

function wordsOf({ title = "" }: Metadata, blocks: readonly Block[]): string {
  return [title, ...blocks.map((block) => block.text)].join("\n");
}

function describeArticle(
  id: string,
  { metadata, blocks, dropped = [], made }: Draft,
): Omit<Article, "passages"> {
  const name = readName(id);
  // A language that is told need not be found out: the detector takes 0.2 s to load.
  const { language, isSure } =
    metadata.language === undefined
      ? tellTextLanguage(wordsOf(metadata, blocks))
      : { language: metadata.language, isSure: true };
  const { source = null, author = null, url = null, questions = [] } = metadata;
  return {
    id,
    title: metadata.title ?? name.title,
    date: metadata.date ?? name.date ?? made ?? null,
    source,
    author,
    url,
    language,
    isLanguageSure: isSure,
    questions,
    dropped,
    sections: blocks.filter((block) => block.kind === "heading").map((block) => block.text),
  };
}

interface Place {
  readonly article: Article;
  readonly section: string | null;
  /** From 1. */
  readonly n: number;
  readonly foreseen: Foreseen;
}

type PassageBlock = Extract<Block, { readonly kind: PassageKind }>;

function buildPassage(block: PassageBlock, { article, section, n, foreseen }: Place): Passage {
  const { text, footnotes } = takeFootnotes(block.text);
  const { speaker, leadIn, question, table }: Partial<Extract<Block, { kind: "paragraph" }>> =
    block.kind === "paragraph" ? block : {};
  return {
    id: `${article.id}#${n}`,
    ref: hashWords(article.id, text),
    article,
    kind: block.kind,
    section,
    speaker: block.kind === "pull-quote" ? block.speaker : (speaker ?? null),
    credit: block.kind === "caption" ? readCredit(text) : null,
    leadIn: leadIn === undefined ? null : withoutFootnotes(leadIn),
    question: question ?? null,
    table: table ?? null,
    footnotes,
    text,
    sentences: readSentences(text, article.language, foreseen),
  };
}

/** Two passages of one article with the same words have the same hash; only their ids differ. */
function hashWords(article: string, text: string): string {
  return createHash("sha256")
    .update(`${article}\n${foldSpace(text)}`)
    .digest("base64url")
    .slice(0, REF_LENGTH);
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
