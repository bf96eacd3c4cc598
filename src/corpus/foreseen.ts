/**
 * Reads `<article>.foreseen.jsonl`: for each sentence of an article the questions that it answers, and similar ones that
 * the article leaves open.
 *
 * They help a search that compares words: the first add the words people ask in ("Document Expansion by Query
 * Prediction", Nogueira, Yang, Lin, Cho, 2019), the second tell shared words from an answer. They are never shown. It may
 * also say whose words a sentence is, and with which others it must be shown.
 */
import { z } from "zod";

import { foldSpace } from "./draft.ts";
import type { Article, Excerpt, ForeseenQuestions, Passage } from "./passage.ts";

const ENDING = ".foreseen.jsonl";

/** By the sentence's words, white space folded. */
export type Foreseen = ReadonlyMap<string, ForeseenQuestions>;

export const NOTHING_FORESEEN: Foreseen = new Map();

export const NO_QUESTIONS: ForeseenQuestions = { answered: [], unanswered: [] };

/** One line of the file. */
const lineSchema = z.object({
  sentence: z.string().min(1),
  questions: z.array(z.string()),
  unanswered: z.array(z.string()).default([]),
  speaker: z.string().min(1).nullable().optional(),
  with: z.array(z.string().min(1)).optional(),
});

/** "a/b.md" → "a/b.foreseen.jsonl". */
export function foreseenPath(articlePath: string): string {
  return articlePath.replace(/\.[^./]+$/, "") + ENDING;
}

export function isForeseenPath(path: string): boolean {
  return path.endsWith(ENDING);
}

/** Lines that cannot be read are left out; `fault` names the first of them, null where there is none. */
export function parseForeseen(text: string): { foreseen: Foreseen; fault: string | null } {
  const foreseen = new Map<string, ForeseenQuestions>();
  const bad: number[] = [];
  text.split("\n").forEach((line, i) => {
    if (line.trim() === "") return;
    const read = readLine(line);
    if (read === null) bad.push(i + 1);
    else {
      const { sentence, questions: answered, ...told } = read;
      foreseen.set(foldSpace(sentence), { answered, ...told });
    }
  });
  const [first] = bad;
  if (first === undefined) return { foreseen, fault: null };
  const others =
    bad.length === 1
      ? ""
      : `, nor ${bad.length === 2 ? "is one other" : `are ${bad.length - 1} others`}`;
  return { foreseen, fault: `line ${first} is no {"sentence": "…", "questions": ["…"]}${others}` };
}

function readLine(line: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

export function formatForeseen(foreseen: Foreseen): string {
  return [...foreseen]
    .map(([sentence, { answered, ...told }]) => {
      const line = { sentence, questions: answered, ...told };
      return `${JSON.stringify(line)}\n`;
    })
    .join("");
}

export function isForeseen({ sentences }: Passage): boolean {
  return sentences.some(({ foreseen }) => foreseen.answered.length > 0);
}

/** How many of the sentences are not, or no longer, in the article. */
export function countStrangers(foreseen: Foreseen, { passages }: Article): number {
  const known = new Set(
    passages.flatMap(({ sentences }) => sentences.map(({ text }) => foldSpace(text))),
  );
  return [...foreseen.keys()].filter((sentence) => !known.has(sentence)).length;
}

/** How many speakers, and sentences to be shown with others, stand nowhere in the article: they do not count. */
export function countStrangeContext(foreseen: Foreseen, article: Article): number {
  const told = [...foreseen.values()].flatMap(({ speaker, with: others = [] }) => [
    speaker === undefined || speaker === null || holdsName(article, speaker),
    ...others.map((words) => placeOf(article, words) !== null),
  ]);
  return told.filter((isKnown) => !isKnown).length;
}

export function holdsName({ passages }: Article, name: string): boolean {
  return passages.some(({ text, speaker }) => text.includes(name) || speaker?.name === name);
}

/** Where a sentence of these words stands; null where none has them. */
export function placeOf({ passages }: Article, words: string): Excerpt | null {
  const wanted = foldSpace(words).trim();
  for (const passage of passages) {
    const from = passage.sentences.findIndex(({ text }) => foldSpace(text).trim() === wanted);
    if (from >= 0) return { passage, from, to: from + 1 };
  }
  return null;
}
