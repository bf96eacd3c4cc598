/**
 * An article's sentences → the questions that they answer and those that they leave open, written by a model.
 *
 * Done once, when an article is published: a question is then found by the words it is asked in, without a model, and
 * one that the article does not answer is told from one that it does.
 */
import { foldSpace } from "../corpus/draft.ts";
import { NO_QUESTIONS, type Foreseen } from "../corpus/foreseen.ts";
import type { Article, ForeseenQuestions } from "../corpus/passage.ts";
import type { MeteredModel } from "../llm/metered.ts";
import type { ModelRequest } from "../llm/model.ts";
import { readPrompt, type Prompt } from "../llm/prompts.ts";
import { nameInEnglish } from "../text/language.ts";

/** `prompts/foresee.md` and `prompts/foresee-open.md`. */
export interface ForeseePrompts {
  readonly write: Prompt<"answered" | "unanswered" | "language" | "others">;
  readonly check: Prompt<never>;
}

export async function readForeseePrompts(): Promise<ForeseePrompts> {
  return {
    write: await readPrompt("foresee", ["answered", "unanswered", "language", "others"]),
    check: await readPrompt("foresee-open", []),
  };
}

export interface ForeseeParts {
  readonly metered: MeteredModel;
  readonly prompts: ForeseePrompts;
  /** For one call. */
  readonly timeoutMs: number;
}

/** What one call brought; a sentence of which it wrote nothing is not there. */
export interface Foresight {
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

/** In one call: of more, a model writes less for each. */
const SENTENCES = 10;

/** Some twice what ten sentences with their questions take. */
const MAX_TOKENS = 8000;

/** Longer ones are no questions, in UTF-16 units. */
const LONGEST = 200;

/** The languages that the bot itself speaks. */
const SPOKEN = ["de", "en"];

/** The distinct sentences of an article, captions among them. */
export function sentencesOf({ passages }: Article): string[] {
  return [
    ...new Set(passages.flatMap(({ sentences }) => sentences.map(({ text }) => foldSpace(text)))),
  ];
}

/**
 * Two calls for every few of the `sentences`, one after another: what is written to be left open is read once more
 * before it counts. Rejects with a ModelError or an OverBudgetError; what came before it was yielded.
 */
export async function* foresee(
  article: Article,
  sentences: readonly string[],
  { metered, prompts, timeoutMs }: ForeseeParts,
): AsyncGenerator<Foresight> {
  const others = SPOKEN.filter((language) => language !== article.language);
  const system = prompts.write({
    ...QUESTIONS,
    language: nameInEnglish(article.language),
    others: others.map(nameInEnglish).join(" and "),
  });
  const ask = async (rules: string, lines: readonly string[]) => {
    const request = toRequest(article, { system: rules, lines });
    const signal = AbortSignal.timeout(timeoutMs);
    const outcome = await metered.write(request, { asker: null, signal });
    if (outcome.kind === "over-budget") throw new OverBudgetError();
    if (outcome.kind === "failed") throw outcome.error;
    const { pieces, end, cost } = outcome;
    const text = pieces.map((piece) => piece.text).join("");
    // What ran into its length breaks off within a line.
    return { text: end === "length" ? text.slice(0, text.lastIndexOf("\n") + 1) : text, cost };
  };
  for (let from = 0; from < sentences.length; from += SENTENCES) {
    const asked = sentences.slice(from, from + SENTENCES);
    const reply = await ask(system, asked);
    const written = readQuestions(reply.text, asked);
    const open = written.filter(({ isOpen }) => isOpen);
    const answered = written.filter(({ isOpen }) => !isOpen);
    yield { foreseen: bySentence(answered), cost: reply.cost };
    if (open.length === 0) continue;
    const lines = open.map(({ question }) => question);
    const { text, cost } = await ask(prompts.check({}), lines);
    const struck = new Set(text.match(/\d+/g)?.map(Number));
    yield { foreseen: bySentence(open.filter((_, i) => !struck.has(i + 1))), cost };
  }
}

function toRequest(
  article: Article,
  { system, lines }: { readonly system: string; readonly lines: readonly string[] },
): ModelRequest {
  return {
    system,
    history: [],
    sources: [{ source: article.id, title: article.title, blocks: blocksOf(article) }],
    sentAs: "document",
    question: lines.map((line, i) => `${i + 1}\t${line}`).join("\n"),
    maxTokens: MAX_TOKENS,
    search: null,
  };
}

function blocksOf({ passages }: Article): string[] {
  return passages.flatMap(({ sentences }) => sentences.map(({ text }) => text));
}

/** "3\twho paid for it", "3?\twhat did it cost"; a model may put "3." or "3)" for it. */
const LINE = /^\s*(\d+)([?.):\t ]+)(\S.*)$/;

interface WrittenQuestion {
  readonly sentence: string;
  readonly question: string;
  /** Whether the article is said not to answer it. */
  readonly isOpen: boolean;
}

/** Lines of another form, or behind a number that was not given, count for nothing. */
function readQuestions(text: string, asked: readonly string[]): WrittenQuestion[] {
  return text.split("\n").flatMap((line) => {
    const [, number, behind = "", question = ""] = LINE.exec(line) ?? [];
    const sentence = asked[Number(number) - 1];
    if (sentence === undefined || question.length > LONGEST) return [];
    return [{ sentence, question: question.trim(), isOpen: behind.includes("?") }];
  });
}

function bySentence(written: readonly WrittenQuestion[]): Foreseen {
  const foreseen = new Map<string, ForeseenQuestions>();
  for (const { sentence, question, isOpen } of written) {
    const more = { ...NO_QUESTIONS, [isOpen ? "unanswered" : "answered"]: [question] };
    foreseen.set(sentence, addQuestions(foreseen.get(sentence) ?? NO_QUESTIONS, more));
  }
  return foreseen;
}

/** Each question once. */
export function addQuestions(known: ForeseenQuestions, more: ForeseenQuestions): ForeseenQuestions {
  return {
    answered: [...new Set([...known.answered, ...more.answered])],
    unanswered: [...new Set([...known.unanswered, ...more.unanswered])],
  };
}
