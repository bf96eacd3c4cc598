/**
 * `npm run ask`: one question at the terminal, or one a line from standard input.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

import type { Answer } from "../answer/answer.ts";
import { readQuestion } from "../answer/wish.ts";
import type { Citation } from "../grounding/citations.ts";
import { languageOfArticle, toldLanguage } from "../bot/incoming/language.ts";
import { renderAnswer } from "../bot/screens/render.ts";
import type { RichText } from "../bot/screens/rich.ts";
import { prose } from "../bot/screens/written.ts";
import { excerptText } from "../corpus/passage.ts";
import { loadCorpus } from "../corpus/load.ts";
import { buildLibrary, type Library } from "../library.ts";
import { budgetOf } from "../llm/budget.ts";
import { composeWriting } from "../writing.ts";
import { runCommand } from "./command.ts";

const USAGE =
  'npm run ask -- [--json] ["question"]     without a question: one a line from standard input';

await runCommand(USAGE, async ({ args, config, print }) => {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const writing = await composeWriting(config, {
    budget: budgetOf(null),
    now: Date.now,
    onFailure: ({ message }) => void process.stderr.write(`${message}\n`),
  });
  const library = buildLibrary(await loadCorpus(config.corpusDir), writing);
  const answerOne = async (text: string) => {
    const start = performance.now();
    const answer = await library.answerer.answer(readQuestion(text));
    const ms = performance.now() - start;
    print(
      values.json
        ? JSON.stringify(toJson({ text, answer, ms }, library))
        : `${forPeople(text, answer, library)}\n`,
    );
  };
  if (positionals.length > 0) return answerOne(positionals.join(" "));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== "") await answerOne(line);
  }
});

interface Answered {
  readonly text: string;
  readonly answer: Answer;
  readonly ms: number;
}

/** One line of `--json`. */
function toJson({ text, answer, ms }: Answered, library: Library) {
  const citations = citationsOf(answer);
  return {
    question: text,
    mode: isWritten(answer) ? "generative" : "extractive",
    grounded: citations.length > 0,
    answer: textOf(text, answer, library),
    citations: citations.map((citation) => ({
      mark: citation.mark,
      passage: citation.passage.id,
      quote: excerptText(citation),
      title: citation.passage.article.title,
      date: citation.passage.article.date,
      section: citation.passage.section,
    })),
    passages: library.find(text, null).passages.map(({ passage, score }) => ({
      id: passage.id,
      score: Number(score.toFixed(4)),
      text: passage.text,
    })),
    ms: Number(ms.toFixed(1)),
  };
}

function citationsOf(answer: Answer): readonly Citation[] {
  if (answer.kind === "quotes" || answer.kind === "written") return answer.citations;
  return answer.kind === "overview" ? [answer.lead] : [];
}

/** By a model, which also knows what it has read in vain. */
function isWritten(answer: Answer): boolean {
  return (
    answer.kind === "written" || (answer.kind === "declined" && answer.hasReadAll !== undefined)
  );
}

function textOf(text: string, answer: Answer, library: Library): string {
  if (answer.kind === "written") return prose(answer.sentences);
  const citations = citationsOf(answer);
  return citations.length === 0
    ? ownWords(text, answer, library)
    : citations.map((citation) => `${excerptText(citation)} [${citation.mark}]`).join("\n");
}

/** The first line is the bot's own sentence. */
function ownWords(text: string, answer: Answer, library: Library): string {
  return screenText(text, answer, library).text.split("\n")[0] ?? "";
}

function screenText(text: string, answer: Answer, { corpus }: Library): RichText {
  const language = toldLanguage(text) ?? languageOfArticle(corpus.articles[0]);
  return (
    renderAnswer(answer, corpus, { language, isPrivate: true, bot: "fundstelle" })?.text ?? {
      text: "",
      entities: [],
    }
  );
}

/** As in the chat, each line of a quotation behind its bar. */
function forPeople(question: string, answer: Answer, library: Library): string {
  const { text, entities } = screenText(question, answer, library);
  const quotations = entities.filter(
    ({ type }) => type === "blockquote" || type === "expandable_blockquote",
  );
  let offset = 0;
  return text
    .split("\n")
    .map((line) => {
      const start = offset;
      offset += line.length + 1;
      return quotations.some(
        (entity) => entity.offset <= start && start < entity.offset + entity.length,
      )
        ? `▏ ${line}`
        : line;
    })
    .join("\n");
}
