/**
 * A small Library from texts that stand in the test: real passages, a simple answerer, nothing to tune.
 */
import type { Answer, Answerer, Question } from "../../src/answer/answer.ts";
import { type Citation, toCitations } from "../../src/grounding/citations.ts";
import { show } from "../../src/speech/context.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import type { Article, Corpus, Passage } from "../../src/corpus/passage.ts";
import type { Library } from "../../src/library.ts";
import type { Quote, QuotePage } from "../../src/search/quotes.ts";

export const BRIDGE = parseArticle(
  "2024-06-bruecke.md",
  `---
title: Die neue Brücke
date: 2024-06
source: dpa
language: de
questions:
  - Was kostet die Brücke?
  - Wann wird sie fertig?
  - Wer lehnt sie ab?
---

Die Stadt Mainz baut eine neue Brücke über den Rhein. Sie soll 2027 fertig sein.

## Kosten und Streit

Die Brücke kostet 120 Millionen Euro. Das Land trägt die Hälfte davon.

Der Umweltverband lehnt den Bau ab. Die Stadt weist die Kritik zurück.

> Wir bauen für die nächsten hundert Jahre.
>
> — Petra Klein, Oberbürgermeisterin

## Der Radweg

„Wir bauen für die nächsten hundert Jahre und nicht für die nächste Wahl“, sagte Oberbürgermeisterin Petra Klein.

Der Radweg wird vier Meter breit.
`,
);

interface Fake {
  readonly articles?: readonly Article[];
  /** What is answered; without it, the first sentence that holds one of the question's longer words. */
  readonly answer?: (question: Question, corpus: Corpus) => Answer | Promise<Answer>;
  readonly findQuotes?: (query: string, from: number) => QuotePage;
  readonly version?: string;
}

export function fakeLibrary({
  articles = [BRIDGE],
  answer = firstSentence,
  findQuotes,
  version = "version1",
}: Fake = {}): Library {
  const corpus: Corpus = { articles, skipped: [] };
  const passages = articles.flatMap((article) => article.passages);
  const answerer: Answerer = { answer: async (question) => answer(question, corpus) };
  return {
    corpus,
    find: () => ({ passages: [], confidence: "absent" }),
    answerer,
    extractive: answerer,
    writer: null,
    warmUp: async () => {},
    findQuotes: findQuotes ?? ((query) => ({ quotes: quotesWith(query, passages), next: null })),
    findPassage: (ref) => passages.find((passage) => passage.ref === ref) ?? null,
    unread: () => 0,
    version,
  };
}

/** Sentence `sentence` of the `n`-th passage, n from 1, as a citation. */
export function citation(
  article: Article,
  n: number,
  { mark = 1, from = 0, to = 1 }: { mark?: number; from?: number; to?: number } = {},
): Citation {
  const passage = article.passages[n - 1];
  if (passage === undefined) throw new Error(`${article.id} has no passage ${n}`);
  const [shown] = show([{ passage, from, to }]).filter(({ answers }) => answers.length > 0);
  if (shown === undefined) throw new Error(`${passage.id} has no sentence ${from}`);
  return { ...shown, mark, best: from };
}

/** A sure answer with these citations, the first one the best. */
export function quotes(...citations: readonly Citation[]): Answer {
  return { kind: "quotes", sure: true, citations, ranking: citations.map(({ mark }) => mark) };
}

function firstSentence({ text }: Question, { articles }: Corpus): Answer {
  const words = text.toLowerCase().match(/\p{L}{5,}/gu) ?? [];
  for (const passage of articles.flatMap((article) => article.passages)) {
    const at = passage.sentences.findIndex((sentence) =>
      words.some((word) => sentence.text.toLowerCase().includes(word)),
    );
    if (at >= 0) return quotes(...toCitations(show([{ passage, from: at, to: at + 1 }]), []));
  }
  return { kind: "declined", nearest: null };
}

function quotesWith(query: string, passages: readonly Passage[]): Quote[] {
  return passages.flatMap((passage) =>
    passage.sentences.flatMap(({ text }, from) =>
      text.toLowerCase().includes(query.toLowerCase())
        ? [
            {
              passage,
              from,
              to: from + 1,
              speech:
                passage.speaker === null
                  ? null
                  : { name: passage.speaker.name, how: "pull-quote" as const },
            },
          ]
        : [],
    ),
  );
}
