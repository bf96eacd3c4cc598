/**
 * `npm run ask`: one question at the terminal, or one a line from standard input.
 */
import { isSure, type Answer } from "../answer/answer.ts";
import { readQuestion } from "../answer/wish.ts";
import type { Citation } from "../grounding/citations.ts";
import { languageOfArticle, toldLanguage } from "../bot/incoming/language.ts";
import { renderAnswer } from "../bot/screens/render.ts";
import type { RichText } from "../bot/screens/screen.ts";
import { prose } from "../bot/screens/render.ts";
import { buildLibrary, type Library } from "../library.ts";
import { budgetOf } from "../llm/budget.ts";
import { composeWriting } from "../writing.ts";
import { loadArticles } from "./articles.ts";
import { readArguments, runCommand, type Command } from "./command.ts";

export const ask: Command = {
  usage:
    'npm run ask -- [--json] ["question"]     without a question: one a line from standard input',
  async run({ args, config, lines, print, warn }) {
    const { values, positionals } = readArguments({
      args,
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const writing = await composeWriting(config, {
      budget: budgetOf(null),
      now: Date.now,
      onFailure: ({ message }) => warn(message),
    });
    const library = buildLibrary(await loadArticles(config), writing);
    const answerOne = async (question: string) => {
      const start = performance.now();
      const answer = await library.answerer.answer(readQuestion(question));
      const ms = performance.now() - start;
      const answered = { question, answer, library };
      print(values.json ? JSON.stringify(toJson(answered, ms)) : `${forPeople(answered)}\n`);
    };
    if (positionals.length > 0) return answerOne(positionals.join(" "));
    for await (const line of lines) if (line.trim() !== "") await answerOne(line);
  },
};

interface Answered {
  readonly question: string;
  readonly answer: Answer;
  readonly library: Library;
}

/** One line of `--json`. */
function toJson({ question, answer, library }: Answered, ms: number) {
  const citations = citationsOf(answer);
  return {
    question,
    mode: isWritten(answer) ? "generative" : "extractive",
    grounded: citations.length > 0,
    sure: isSure(answer),
    answer: textOf({ question, answer, library }),
    citations: citations.map((citation) => ({
      mark: citation.mark,
      passage: citation.passage.id,
      quote: citation.words,
      title: citation.passage.article.title,
      date: citation.passage.article.date,
      section: citation.passage.section,
    })),
    passages: library.find(question, null).passages.map(({ passage, score }) => ({
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

/** By a model, which alone can say that it read the whole article in vain. */
function isWritten(answer: Answer): boolean {
  return (
    answer.kind === "written" || (answer.kind === "declined" && answer.hasReadAll !== undefined)
  );
}

/** Its sentences with their marks; where it cites nothing, the bot's own first line. */
function textOf(answered: Answered): string {
  const { answer } = answered;
  if (answer.kind === "written") return prose(answer.sentences);
  const quoted = citationsOf(answer).map((one) => `${one.words} [${one.mark}]`);
  if (quoted.length > 0) return quoted.join("\n");
  return screenText(answered).text.split("\n")[0] ?? "";
}

/** As it is shown in a private chat. */
function screenText({ question, answer, library: { corpus } }: Answered): RichText {
  const language = toldLanguage(question, languageOfArticle(corpus.articles[0]));
  const view = { language, isPrivate: true, bot: "fundstelle" };
  return renderAnswer(answer, corpus, view)?.text ?? { text: "", entities: [] };
}

/** As in the chat, each line of a quotation behind its bar. */
function forPeople(answered: Answered): string {
  const { text, entities } = screenText(answered);
  const quotations = entities.filter(({ type }) => type.endsWith("blockquote"));
  const isQuoted = (at: number) =>
    quotations.some(({ offset, length }) => offset <= at && at < offset + length);
  let start = 0;
  return text
    .split("\n")
    .map((line) => {
      const shown = isQuoted(start) ? `▏ ${line}` : line;
      start += line.length + 1;
      return shown;
    })
    .join("\n");
}

if (import.meta.main) await runCommand(ask);
