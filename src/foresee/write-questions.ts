/**
 * Has a model write what people may ask about sentences of an article: questions that they answer, and questions close
 * to them that the article leaves open.
 */
import { NO_QUESTIONS, type Foreseen } from "../corpus/foreseen.ts";
import type { Article, ForeseenQuestions } from "../corpus/passage.ts";
import type { MeteredModel } from "../llm/metered.ts";
import type { ModelRequest } from "../llm/model.ts";
import { readPrompt, type Prompt } from "../llm/prompts.ts";
import { nameInEnglish } from "../text/language.ts";

interface WriteParts {
  readonly metered: MeteredModel;
  readonly prompts: ForeseePrompts;
  /** For one call. */
  readonly timeoutMs: number;
}

/** `prompts/foresee.md` and `prompts/foresee-open.md`. */
export interface ForeseePrompts {
  readonly write: Prompt<"answered" | "unanswered" | "language" | "others">;
  readonly check: Prompt<never>;
}

/** The result of one call. */
export interface WrittenQuestions {
  /** By sentence; only those that the model wrote questions for. */
  readonly foreseen: Foreseen;
  /** In micro-dollars. */
  readonly cost: number;
}

/** The budget does not pay for the next call. */
export class OverBudgetError extends Error {
  override name = "OverBudgetError";
  constructor() {
    super("The budget is spent");
  }
}

/** Per sentence. */
const QUESTIONS = { answered: "twenty", unanswered: "eight" };

/** Sentences in one call; with more, a model writes fewer questions for each. */
const SENTENCES = 10;

/** About twice what the questions for ten sentences take. */
const MAX_TOKENS = 8000;

/** A longer line is no question; in UTF-16 units. */
const LONGEST = 200;

/** The languages that the bot itself speaks. */
const SPOKEN = ["de", "en"];

export async function readForeseePrompts(): Promise<ForeseePrompts> {
  return {
    write: await readPrompt("foresee", ["answered", "unanswered", "language", "others"]),
    check: await readPrompt("foresee-open", []),
  };
}

/**
 * Makes two calls for every ten sentences: the first writes the questions, the second strikes those that were meant to be
 * left open and are answered by the article after all.
 *
 * Rejects with a ModelError or an OverBudgetError; the results of earlier calls were yielded before.
 */
export async function* writeQuestions(
  article: Article,
  sentences: readonly string[],
  parts: WriteParts,
): AsyncGenerator<WrittenQuestions> {
  const others = SPOKEN.filter((language) => language !== article.language);
  const write = parts.prompts.write({
    ...QUESTIONS,
    language: nameInEnglish(article.language),
    others: others.map(nameInEnglish).join(" and "),
  });
  const check = parts.prompts.check({});
  for (let from = 0; from < sentences.length; from += SENTENCES) {
    const asked = sentences.slice(from, from + SENTENCES);
    const reply = await ask(parts, toRequest(article, write, asked));
    const written = readLines(reply.text, asked);
    yield { foreseen: bySentence(written.filter(({ isOpen }) => !isOpen)), cost: reply.cost };
    const open = written.filter(({ isOpen }) => isOpen);
    if (open.length === 0) continue;
    const questions = open.map(({ question }) => question);
    const checked = await ask(parts, toRequest(article, check, questions));
    const struck = new Set(checked.text.match(/\d+/g)?.map(Number));
    const left = open.filter((_, i) => !struck.has(i + 1));
    yield { foreseen: bySentence(left), cost: checked.cost };
  }
}

async function ask(
  { metered, timeoutMs }: WriteParts,
  request: ModelRequest,
): Promise<{ readonly text: string; readonly cost: number }> {
  const signal = AbortSignal.timeout(timeoutMs);
  const outcome = await metered.write(request, { asker: null, signal });
  if (outcome.kind === "over-budget") throw new OverBudgetError();
  if (outcome.kind === "failed") throw outcome.error;
  const { pieces, end, cost } = outcome;
  const text = pieces.map((piece) => piece.text).join("");
  // A text that reached the limit breaks off within a line: leave that line out.
  return { text: end === "length" ? text.slice(0, text.lastIndexOf("\n") + 1) : text, cost };
}

function toRequest(article: Article, system: string, lines: readonly string[]): ModelRequest {
  const blocks = article.passages.flatMap(({ sentences }) => sentences.map(({ text }) => text));
  return {
    system,
    history: [],
    sources: [{ source: article.id, title: article.title, blocks }],
    sentAs: "document",
    question: lines.map((line, i) => `${i + 1}\t${line}`).join("\n"),
    maxTokens: MAX_TOKENS,
    search: null,
  };
}

/** "3\twho paid for it", "3?\twhat did it cost", "3@\tAnna Berg", "3&\tA sentence."; some models write "3." or "3)". */
const LINE = /^\s*(\d+)([?@&.):\t ]+)(\S.*)$/;

/** How a line says that a sentence is nobody's words. */
const NOBODY = "-";

interface WrittenLine {
  readonly sentence: string;
  readonly question: string;
  /** Whether the model marked it as one that the article leaves open. */
  readonly isOpen: boolean;
  /** What it is instead of a question: the speaker's name, or a sentence to be shown with this one. */
  readonly tells: "speaker" | "with" | null;
}

/** Lines of any other form, and numbers without a sentence, are left out. */
function readLines(text: string, asked: readonly string[]): WrittenLine[] {
  return text.split("\n").flatMap((line) => {
    const [, number, behind = "", question = ""] = LINE.exec(line) ?? [];
    const sentence = asked[Number(number) - 1];
    const tells = behind.includes("@") ? "speaker" : behind.includes("&") ? "with" : null;
    if (sentence === undefined || (tells !== "with" && question.length > LONGEST)) return [];
    return [{ sentence, question: question.trim(), isOpen: behind.includes("?"), tells }];
  });
}

function bySentence(written: readonly WrittenLine[]): Foreseen {
  const foreseen = new Map<string, ForeseenQuestions>();
  for (const { sentence, question, isOpen, tells } of written) {
    const more: ForeseenQuestions =
      tells === "speaker"
        ? { ...NO_QUESTIONS, speaker: question === NOBODY ? null : question, with: [] }
        : tells === "with"
          ? { ...NO_QUESTIONS, with: [question] }
          : { ...NO_QUESTIONS, [isOpen ? "unanswered" : "answered"]: [question] };
    foreseen.set(sentence, addQuestions(foreseen.get(sentence) ?? NO_QUESTIONS, more));
  }
  return foreseen;
}

/** Each question once. */
export function addQuestions(known: ForeseenQuestions, more: ForeseenQuestions): ForeseenQuestions {
  const told = { ...known, ...more };
  return {
    ...told,
    answered: [...new Set([...known.answered, ...more.answered])],
    unanswered: [...new Set([...known.unanswered, ...more.unanswered])],
    ...(told.with === undefined
      ? {}
      : { with: [...new Set([...(known.with ?? []), ...(more.with ?? [])])] }),
  };
}
