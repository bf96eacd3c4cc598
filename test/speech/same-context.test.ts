/** Whoever shows a sentence shows the same with it: over all sentences of all articles in test/quality and of the shipped one. */
import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { expect, test } from "vitest";
import { cite } from "../../src/answer/cite.ts";
import { resultOf } from "../../src/bot/questions/quotes.ts";
import { renderAnswer } from "../../src/bot/screens/render.ts";
import { parseForeseen } from "../../src/corpus/foreseen.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { mayAnswer, type Article, type Excerpt } from "../../src/corpus/passage.ts";
import { numberCitations } from "../../src/grounding/citations.ts";
import { show } from "../../src/speech/context.ts";

const articles = new Map<string, Article>();
for await (const path of glob(["test/quality/other/*/*.md", "corpus/2*.md"])) {
  const told = path.startsWith("corpus")
    ? readFileSync(path.replace(/md$/u, "foreseen.jsonl"), "utf8")
    : "";
  articles.set(path, parseArticle(path, readFileSync(path, "utf8"), parseForeseen(told).foreseen));
}

function everySentence(article: Article): Excerpt[] {
  return article.passages
    .filter(mayAnswer)
    .flatMap((passage) => passage.sentences.map((_, i) => ({ passage, from: i, to: i + 1 })));
}

test.each([...articles])(
  "%s: in private, in a group, inline, under a written answer and in a refusal",
  (_, article) => {
    const corpus = { articles: [article], skipped: [] };
    for (const asked of everySentence(article)) {
      const expected = show([asked]).map(({ words }) => words);
      const cited = cite([{ passage: asked.passage, sentence: asked.from }]);
      const answer = { kind: "quotes", sure: true, ...cited } as const;
      const nearest = show([{ ...asked, from: 0, to: asked.passage.sentences.length }]);
      const view = { language: "de", bot: "fundstelle" } as const;
      const texts = [
        renderAnswer(answer, corpus, { ...view, isPrivate: true }),
        renderAnswer(answer, corpus, { ...view, isPrivate: false }),
        renderAnswer({ ...answer, isFallback: true }, corpus, { ...view, isPrivate: true }),
      ].map((screen) => screen?.text.text ?? "");
      const inline = resultOf({ ...asked, speech: null }, "v")?.input_message_content;
      if (inline !== undefined && "message_text" in inline) texts.push(inline.message_text);
      const written = numberCitations([{ text: "So.", excerpts: [asked] }], [], {
        sentences: 3,
        marks: 5,
      }).citations;
      expect(written.map(({ words }) => words).toSorted()).toEqual(expected.toSorted());
      for (const text of texts) for (const words of expected) expect(text).toContain(words);
      const sentences = show([asked]).flatMap(({ passage, from, to }) =>
        passage.sentences.slice(from, to).map(({ text }) => text.trim()),
      );
      const near = nearest.map(({ passage, from, to }) =>
        passage.sentences
          .slice(from, to)
          .map(({ text }) => text)
          .join(""),
      );
      for (const text of sentences) expect(near.some((one) => one.includes(text))).toBe(true);
    }
  },
);
