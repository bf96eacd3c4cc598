/**
 * Has a model read a written sentence a second time, against what it cites, and say whether it follows from that.
 */
import { type Excerpt, excerptText, type Passage } from "../corpus/passage.ts";
import type { Read } from "../llm/metered.ts";
import type { ModelRequest } from "../llm/model.ts";
import { show } from "../speech/context.ts";

/** All but "ok" take the sentence away; "unjudged": there is no clear verdict. */
export type Verdict = "ok" | (typeof WRONG)[number] | "unjudged";

const WRONG = ["contradicted", "stronger", "speaker", "added"] as const;

/** A written sentence, a point of a summary or a translation, with the texts that it must follow from. */
export interface Claim {
  /** From 1: its place in what was written. The verdict must name it. */
  readonly number: number;
  readonly text: string;
  /** What was written before it, for its pronouns. */
  readonly before: readonly string[];
  /** "" where none was asked. */
  readonly question: string;
  readonly cited: readonly CitedText[];
}

export interface CitedText {
  readonly text: string;
  /** What it is taken from, and where in it: read for its date, its speaker and its pronouns. */
  readonly context: string;
}

export type Judge = (claim: Claim) => Promise<Verdict>;

/** Null: nothing is read a second time. */
export type JudgePrompt = {
  /** `prompts/judge.md` */
  readonly text: string;
  /** Told of each, for whoever counts. */
  readonly onVerdict?: (verdict: Verdict) => void;
} | null;

/** So long may one sentence wait for its verdict. */
const WAIT_MS = 4000;
const MAX_TOKENS = 40;
/** Of what a claim brings beside the prompt, in UTF-8 bytes. */
const MOST_BYTES = 6000;

/** What is reserved for so many readings. */
export function readingsOf(prompt: JudgePrompt, count: number): ModelRequest[] {
  if (prompt === null) return [];
  const longest = toRequest(prompt.text, "x".repeat(MOST_BYTES));
  return Array.from({ length: count }, () => longest);
}

/** Never rejects for what the model does: what it fails to say is no verdict. Null: nothing is read a second time. */
export function createJudge(prompt: JudgePrompt, read: Read, signal: AbortSignal): Judge | null {
  if (prompt === null) return null;
  return async (claim) => {
    const verdict = await judge({ prompt: prompt.text, read, signal }, claim);
    prompt.onVerdict?.(verdict);
    return verdict;
  };
}

async function judge(
  parts: { readonly prompt: string; readonly read: Read; readonly signal: AbortSignal },
  claim: Claim,
): Promise<Verdict> {
  const question = describeClaim(claim);
  if (Buffer.byteLength(question) > MOST_BYTES) return "unjudged";
  const signal = AbortSignal.any([parts.signal, AbortSignal.timeout(WAIT_MS)]);
  const ended = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
  const reading = parts.read(toRequest(parts.prompt, question), signal);
  const verdict = await Promise.race([reading, ended]);
  return verdict === null ? "unjudged" : readVerdict(verdict, claim.number);
}

/** "2: stronger (will)" for the second sentence. "ok" must stand alone: "ok, but …" is none. */
function readVerdict(written: string, number: number): Verdict {
  const said = written.replace(/^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/u, "").trim();
  const read = /^(\d+)[\s:.)-]+(\p{L}+)(.*)$/su.exec(said);
  if (read === null || Number(read[1]) !== number) return "unjudged";
  const [, , word = "", rest = ""] = read;
  if (word.toLowerCase() === "ok") return /^[.\s]*$/u.test(rest) ? "ok" : "unjudged";
  return WRONG.find((wrong) => wrong === word.toLowerCase()) ?? "unjudged";
}

function toRequest(prompt: string, question: string): ModelRequest {
  return {
    system: prompt,
    history: [],
    sources: [],
    sentAs: "search-results",
    question,
    maxTokens: MAX_TOKENS,
    search: null,
  };
}

/** What the judge is asked about one claim, below its prompt. */
export function describeClaim({ number, text, before, question, cited }: Claim): string {
  const texts = cited.map((one) =>
    [one.context === "" ? "" : `<context>${data(one.context)}</context>`, data(one.text)]
      .filter((part) => part !== "")
      .join("\n"),
  );
  return [
    question === "" ? "" : `<question>${data(question)}</question>`,
    ...texts.map((cite) => `<cited>\n${cite}\n</cited>`),
    before.length === 0 ? "" : `<written-before>${data(before.join(" "))}</written-before>`,
    `<sentence number="${number}">${data(text)}</sentence>`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Nothing in it ends the part it stands in. */
function data(text: string): string {
  return text.replace(/[<>]/gu, " ").trim();
}

/** How many sentences before a cited one are shown with it. */
const BEFORE = 2;

/** An article's sentences, as the judge reads them: with its date, and what their pronouns, speaker or place need. */
export function citedText(excerpt: Excerpt): CitedText {
  const { passage, from, to } = excerpt;
  const { article, section, speaker, leadIn, question } = passage;
  const header = passage.table?.header?.join(" | ");
  const known = [
    `${article.title}${article.date === null ? "" : `, ${article.date}`}`,
    section,
    speaker === null
      ? null
      : `Said by ${speaker.name}${speaker.role === null ? "" : `, ${speaker.role}`}`,
    question,
    leadIn,
    header,
  ];
  const parts = [
    ...known.filter((part) => part != null).map((part) => `[${part}]`),
    ...antecedentsOf(excerpt).map(excerptText),
    sentencesBefore(passage, from),
  ].filter((part) => part !== "");
  return { text: excerptText({ passage, from, to }), context: [...new Set(parts)].join("\n") };
}

/** What `speech/` shows a sentence with, where that stands farther before it: who "she" is, and who speaks. */
function antecedentsOf(excerpt: Excerpt): Excerpt[] {
  const { from } = excerpt;
  const shown = show([excerpt]);
  const own = shown.findIndex(({ answers }) => answers.length > 0);
  return shown
    .slice(0, own + 1)
    .map((piece, i) => (i === own ? { ...piece, to: from - BEFORE } : piece))
    .filter((piece) => piece.from < piece.to);
}

function sentencesBefore(passage: Passage, sentence: number): string {
  const here = passage.sentences.slice(Math.max(0, sentence - BEFORE), sentence);
  const { passages } = passage.article;
  const earlier = passages
    .slice(0, passages.indexOf(passage))
    .findLast(({ kind }) => kind === "paragraph");
  const missing = passage.kind === "paragraph" ? BEFORE - here.length : 0;
  const there = missing === 0 ? [] : (earlier?.sentences.slice(-missing) ?? []);
  return [...there, ...here].map(({ text }) => text.trim()).join(" ");
}
