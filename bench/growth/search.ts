/**
 * Building, memory, speed and finding on one corpus, beside plain MiniSearch on the same passages.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import MiniSearch from "minisearch";

import type { Corpus, Passage } from "../../src/corpus/passage.ts";
import { buildLibrary } from "../../src/library.ts";
import { holds, within } from "../../src/cli/measure.ts";
import type { KnownQuestion } from "../../src/cli/questions.ts";
import { timesOf, type Times } from "../speed/times.ts";
import { passagesOf } from "./made-corpus.ts";

export interface SearchFigures {
  readonly buildMs: number;
  /** What the index keeps on the heap and in typed arrays; the passages themselves are not counted. */
  readonly bytesPerPassage: number;
  readonly query: Times;
  readonly inline: Times;
  /** Shares of the known items; null where there are none. */
  readonly recall: { readonly at1: number; readonly at5: number } | null;
}

export interface Growth {
  readonly passages: number;
  readonly knownItems: number;
  readonly own: SearchFigures;
  readonly minisearch: SearchFigures;
}

export interface Trial {
  readonly corpus: Corpus;
  readonly questions: readonly string[];
  readonly queries: readonly string[];
  readonly knownItems: readonly KnownItem[];
}

/** A question and the passages that answer it. */
export interface KnownItem {
  readonly question: string;
  readonly right: ReadonlySet<Passage>;
}

interface Engine {
  /** Best first. */
  find(question: string): readonly Passage[];
  typeAhead(query: string): void;
}

/** Asked before the clock counts: else what is asked first is measured while it is still being compiled. */
const WARM_UP = 20;

/** Questions whose right passages are among these. */
export function knownItemsOf(
  questions: readonly KnownQuestion[],
  passages: readonly Passage[],
): KnownItem[] {
  return questions.flatMap(({ question, passages: words }) => {
    const right = new Set(passages.filter(({ text }) => holds(text, words)));
    return right.size === 0 ? [] : [{ question, right }];
  });
}

export function measureGrowth(trial: Trial): Growth {
  const passages = passagesOf(trial.corpus);
  return {
    passages: passages.length,
    knownItems: trial.knownItems.length,
    own: measureEngine(() => buildOwn(trial.corpus), passages.length, trial),
    minisearch: measureEngine(() => buildPlain(passages), passages.length, trial),
  };
}

function buildOwn(corpus: Corpus): Engine {
  const { find, findQuotes } = buildLibrary(corpus);
  return {
    find: (question) => find(question, null).passages.map(({ passage }) => passage),
    typeAhead: (query) => void findQuotes(query, 0),
  };
}

/** What one would use instead, with the library's defaults. */
function buildPlain(passages: readonly Passage[]): Engine {
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ["text"] });
  index.addAll(passages.map(({ text }, id) => ({ id, text })));
  return {
    find: (question) => index.search(question).flatMap(({ id }) => passages[Number(id)] ?? []),
    typeAhead: (query) => void index.search(query, { prefix: true }),
  };
}

function measureEngine(build: () => Engine, passages: number, trial: Trial): SearchFigures {
  const before = usedBytes();
  const start = performance.now();
  const engine = build();
  const buildMs = performance.now() - start;
  const bytes = usedBytes() - before;
  return {
    buildMs,
    bytesPerPassage: bytes / passages,
    query: timesOf(timeEach(trial.questions, (question) => engine.find(question))),
    inline: timesOf(timeEach(trial.queries, (query) => engine.typeAhead(query))),
    recall: recallOf(engine, trial.knownItems),
  };
}

function timeEach(texts: readonly string[], task: (text: string) => unknown): number[] {
  for (const text of texts.slice(0, WARM_UP)) task(text);
  return texts.map((text) => {
    const start = performance.now();
    task(text);
    return performance.now() - start;
  });
}

function recallOf(engine: Engine, knownItems: readonly KnownItem[]): SearchFigures["recall"] {
  if (knownItems.length === 0) return null;
  const ranks = knownItems.map(({ question, right }) => {
    const at = engine.find(question).findIndex((passage) => right.has(passage));
    return at < 0 ? null : at + 1;
  });
  const share = (first: number) =>
    ranks.filter((rank) => within(rank, first)).length / ranks.length;
  return { at1: share(1), at5: share(5) };
}

/** After a garbage collection, so that only what is held counts. */
function usedBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
