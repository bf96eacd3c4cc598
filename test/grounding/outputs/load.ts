/**
 * Reads the outputs of a model in this folder, and what a person would see of one.
 */
import { readFileSync } from "node:fs";

import { type Checked, checkAnswer } from "../../../src/grounding/check-answer.ts";
import { parseArticle } from "../../../src/corpus/parse.ts";
import type { Passage } from "../../../src/corpus/passage.ts";
import type { Piece, Pointer } from "../../../src/llm/model.ts";

export interface Output {
  readonly name: string;
  readonly kind: string;
  readonly language: string;
  readonly question: string;
  readonly pieces: readonly { readonly text: string; readonly cites?: readonly Cite[] }[];
  readonly end?: "end_turn" | "max_tokens" | "refusal";
  /** Words of the passages that were sent; the whole article where it is left out. */
  readonly sent?: readonly string[];
  readonly shown: string | null;
  readonly also?: readonly (string | null)[];
}

/** Words of one sentence, of the first and the last one, or as the server would send it. */
type Cite =
  | string
  | readonly [string, string]
  | {
      readonly source: string;
      readonly from: number;
      readonly to: number;
      readonly cited_text: string;
    };

const FILE = "2024-06-putin-nordkorea.md";
const ARTICLE = parseArticle(
  FILE,
  readFileSync(new URL(`../../../corpus/${FILE}`, import.meta.url), "utf8"),
);

export function readOutputs(name: "adversarial" | "beyond" | "honest"): Output[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Output);
}

export function check(output: Output): Checked {
  const passages =
    output.sent === undefined
      ? ARTICLE.passages
      : output.sent.map((words) => placeOf(words).passage);
  return checkAnswer({
    pieces: output.pieces.map(({ text, cites = [] }): Piece => ({
      text,
      pointers: cites.map(pointerOf),
    })),
    sent: new Map(passages.map((passage) => [passage.id, passage])),
    isComplete: output.end !== "max_tokens",
    question: output.question,
  });
}

/** As `shown` has it. */
export function seen(output: Output): string | null {
  if (output.end === "refusal") return null;
  const { sentences, isDeclined } = check(output);
  if (sentences.length === 0) return isDeclined ? "[[declined]]" : null;
  return sentences
    .map(({ text, marks }) => text + marks.map((mark) => ` [${mark}]`).join(""))
    .join(" ");
}

function pointerOf(cite: Cite): Pointer {
  if (typeof cite !== "string" && "source" in cite)
    return { source: cite.source, from: cite.from, to: cite.to, citedText: cite.cited_text };
  const [first, last] = typeof cite === "string" ? [cite, cite] : cite;
  const { passage, sentence: from } = placeOf(first);
  const to = placeOf(last).sentence + 1;
  const citedText = passage.sentences
    .slice(from, to)
    .map(({ text }) => text)
    .join("");
  return { source: passage.id, from, to, citedText };
}

function placeOf(words: string): { readonly passage: Passage; readonly sentence: number } {
  const places = ARTICLE.passages.flatMap((passage) =>
    passage.sentences.flatMap(({ text }, sentence) =>
      text.includes(words) ? [{ passage, sentence }] : [],
    ),
  );
  const [place] = places;
  if (place === undefined || places.length > 1)
    throw new Error(`Words of one sentence expected, but ${places.length} have "${words}"`);
  return place;
}
