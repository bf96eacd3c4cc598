/**
 * An article's sentences → the questions that they answer, written by a model.
 *
 * Done once, when an article is published: a question is then found by the words it is asked in, without a model.
 */
import { foldSpace } from "../corpus/draft.ts";
import type { ForeseenLine } from "../corpus/foreseen.ts";
import type { Article } from "../corpus/passage.ts";
import type { LanguageModel, ModelRequest, ModelUsage } from "../llm/model.ts";
import { nameInEnglish } from "../text/question-language.ts";

export interface ForeseeParts {
  readonly model: LanguageModel;
  /** `prompts/foresee.md` with its slots filled. */
  readonly prompt: (slots: Readonly<Record<"count" | "language" | "others", string>>) => string;
  /** For one call. */
  readonly timeoutMs: number;
}

/** What one call brought; a sentence without a line is not foreseen. */
export interface Foresight {
  readonly lines: readonly ForeseenLine[];
  readonly usage: readonly ModelUsage[];
}

/** Per sentence. */
const QUESTIONS = "twenty";

/** In one call: of more, a model writes less for each. */
const SENTENCES = 10;

/** Some twice what ten sentences with their questions take. */
const MAX_TOKENS = 6000;

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

/** A call for every few of the `sentences`, one after another. Rejects with a ModelError; what came before it was yielded. */
export async function* foresee(
  article: Article,
  sentences: readonly string[],
  { model, prompt, timeoutMs }: ForeseeParts,
): AsyncGenerator<Foresight> {
  const others = SPOKEN.filter((language) => language !== article.language);
  const system = prompt({
    count: QUESTIONS,
    language: nameInEnglish(article.language),
    others: others.map(nameInEnglish).join(" and "),
  });
  for (let from = 0; from < sentences.length; from += SENTENCES) {
    const asked = sentences.slice(from, from + SENTENCES);
    const following = { signal: AbortSignal.timeout(timeoutMs), onPieces() {} };
    const { pieces, end, usage } = await model.write(toRequest(article, asked, system), following);
    const text = pieces.map((piece) => piece.text).join("");
    // What ran into its length breaks off within a line.
    const whole = end === "length" ? text.slice(0, text.lastIndexOf("\n") + 1) : text;
    yield { lines: readQuestions(whole, asked), usage };
  }
}

function toRequest(article: Article, asked: readonly string[], system: string): ModelRequest {
  return {
    system,
    history: [],
    sources: [{ source: article.id, title: article.title, blocks: blocksOf(article) }],
    sentAs: "document",
    question: asked.map((sentence, i) => `${i + 1}\t${sentence}`).join("\n"),
    maxTokens: MAX_TOKENS,
    search: null,
  };
}

function blocksOf({ passages }: Article): string[] {
  return passages.flatMap(({ sentences }) => sentences.map(({ text }) => text));
}

/** "3\twho paid for it"; a model may put "3." or "3)" for it. */
const LINE = /^\s*(\d+)[.):\t ]+(\S.*)$/;

/** Lines of another form, or behind a number that was not given, count for nothing. */
function readQuestions(text: string, asked: readonly string[]): ForeseenLine[] {
  const questions = asked.map(() => new Set<string>());
  for (const line of text.split("\n")) {
    const [, number = "", question = ""] = LINE.exec(line) ?? [];
    if (question !== "" && question.length <= LONGEST)
      questions[Number(number) - 1]?.add(question.trim());
  }
  return asked.flatMap((sentence, i) => {
    const own = [...(questions[i] ?? [])];
    return own.length === 0 ? [] : [{ sentence, questions: own }];
  });
}
