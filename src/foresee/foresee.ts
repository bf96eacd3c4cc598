/**
 * Has a model foresee what people may ask about each sentence of an article, once, and keeps it in a file beside the
 * article.
 *
 * From then on the search finds a sentence by the words people ask in, and knows which questions the article leaves open,
 * without a model. `foreseen-file.ts` reads and replaces the file, `write-questions.ts` asks the model.
 *
 * @example
 * const parts = { metered, timeoutMs: 45_000, prompts: await readForeseePrompts() };
 * const { questions } = await foreseeArticle(article, { file: "corpus/a.foreseen.jsonl", again: false, parts });
 */
import { foldSpace } from "../corpus/draft.ts";
import { NO_QUESTIONS, type Foreseen } from "../corpus/foreseen.ts";
import type { Article } from "../corpus/passage.ts";
import { readForeseenFile, replaceForeseenFile } from "./foreseen-file.ts";
import { addQuestions, writeQuestions } from "./write-questions.ts";

export interface ForeseeTask {
  /** The file of foreseen questions. */
  readonly file: string;
  /** Whether sentences that have questions already get more. */
  readonly again: boolean;
  readonly parts: Parameters<typeof writeQuestions>[2];
}

export interface Foresight {
  /** How many sentences the article has, captions included. */
  readonly sentences: number;
  /** How many of them the model was asked about. */
  readonly asked: number;
  /** How many questions it wrote. */
  readonly questions: number;
  /** In micro-dollars. */
  readonly cost: number;
}

/**
 * The file is written after each call, so that nothing paid for is lost: the next run goes on from there.
 *
 * Rejects with a ModelError or an OverBudgetError, and where the file holds a line that cannot be read.
 */
export async function foreseeArticle(
  article: Article,
  { file, again, parts }: ForeseeTask,
): Promise<Foresight> {
  const known = await readForeseenFile(file);
  const sentences = sentencesOf(article);
  const missing = again ? sentences : sentences.filter((sentence) => !known.has(sentence));
  const foreseen = new Map(known);
  let [cost, questions] = [0, 0];
  for await (const written of writeQuestions(article, missing, parts)) {
    for (const [sentence, more] of written.foreseen) {
      foreseen.set(sentence, addQuestions(foreseen.get(sentence) ?? NO_QUESTIONS, more));
      questions += more.answered.length + more.unanswered.length;
    }
    cost += written.cost;
    await replaceForeseenFile(file, inOrder(sentences, foreseen));
  }
  return { sentences: sentences.length, asked: missing.length, questions, cost };
}

/** Each once, captions among them. */
function sentencesOf({ passages }: Article): string[] {
  return [
    ...new Set(passages.flatMap(({ sentences }) => sentences.map(({ text }) => foldSpace(text)))),
  ];
}

/** In the article's order; sentences that are no longer in it are left out. */
function inOrder(sentences: readonly string[], foreseen: Foreseen): Foreseen {
  return new Map(
    sentences.flatMap((sentence) => {
      const questions = foreseen.get(sentence);
      return questions === undefined ? [] : [[sentence, questions]];
    }),
  );
}
