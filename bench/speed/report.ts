/**
 * The figures of start, answers, throughput and growth, for people and for programs.
 */
import type { Growth, SearchFigures } from "../growth/search.ts";
import type { AnswerFigures } from "./answers.ts";
import type { Part } from "./profile.ts";
import type { StartFigures } from "./start.ts";
import type { Throughput } from "./throughput.ts";
import type { Times } from "./times.ts";

export interface Figures {
  readonly realPassages: number;
  readonly start: StartFigures;
  readonly answers: AnswerFigures;
  readonly throughput: Throughput;
  readonly growth: Growth;
}

/** What a figure says, the figure, and what it stands beside. */
type Row = readonly [sentence: string, own: string, reference: string, ratio: string];

const PARTS: readonly (readonly [part: Part, words: string])[] = [
  ["answer", "finding and writing the answer"],
  ["sqlite", "SQLite, the wait for the disk included"],
  ["statements", "preparing its statements"],
  ["sealing", "sealing and opening texts"],
  ["http", "grammY and HTTP"],
  ["bot", "worker, limits, rendering, outbox"],
  ["log", "the log"],
  ["garbage", "collecting garbage"],
  ["node", "Node.js besides"],
];

/** Ready to be printed as JSON; milliseconds unless the name says otherwise. */
export function forPrograms({ realPassages, start, answers, throughput, growth }: Figures) {
  return {
    real_passages: realPassages,
    ready: {
      ms: round(start.ms),
      rss_mb: roundOrNull(start.rssMb),
      runs: start.runs,
      grammy: { ms: round(start.grammy.ms), rss_mb: roundOrNull(start.grammy.rssMb) },
      node_ms: round(start.nodeMs),
    },
    question: {
      asked: answers.questions.asked,
      first_ms: round(answers.questions.first),
      ...timesForPrograms(answers.questions),
      grammy: timesForPrograms(answers.grammy.questions),
    },
    inline: {
      asked: answers.inline.asked,
      ...timesForPrograms(answers.inline),
      grammy: timesForPrograms(answers.grammy.inline),
    },
    throughput: throughputForPrograms(throughput),
    growth: {
      passages: growth.passages,
      known_items: growth.knownItems,
      ...searchForPrograms(growth.own),
      minisearch: searchForPrograms(growth.minisearch),
    },
  };
}

export function forPeople({ realPassages, start, answers, throughput, growth }: Figures): string {
  const { own, minisearch } = growth;
  return [
    ...table(`As it is, on ${realPassages} passages, beside a bare grammY bot`, [
      timeRow("From `node` to the first poll, median of starts", start.ms, start.grammy.ms),
      ["`node -e 0` alone, start to end", "", ms(start.nodeMs), ratio(start.ms, start.nodeMs)],
      memoryRow("Memory of the process while it waits", start),
      ["The very first question, update to answer", ms(answers.questions.first), "", ""],
      ...timeRows("A question, update to answer", answers.questions, answers.grammy.questions),
      ...timeRows("An inline query at each letter typed", answers.inline, answers.grammy.inline),
    ]),
    "",
    ...throughputForPeople(throughput),
    "",
    ...table(`On ${growth.passages} passages, beside MiniSearch with its defaults`, [
      timeRow("Building the index", own.buildMs, minisearch.buildMs),
      sizeRow("Memory a passage takes in it", own.bytesPerPassage, minisearch.bytesPerPassage),
      ...timeRows("Finding a question's passages", own.query, minisearch.query),
      ...timeRows("Finding quotes at each letter typed", own.inline, minisearch.inline),
      ...recallRows(growth),
    ]),
    ...(growth.knownItems > 0
      ? [
          `Found: by ${growth.knownItems} known questions. The passages that were added are made of the real ones' words, so each is a decoy.`,
        ]
      : []),
  ].join("\n");
}

function throughputForPrograms(figures: Throughput) {
  const { questions, waiting, perSecond, grammyPerSecond, msByPart, memory } = figures;
  return {
    questions,
    waiting,
    per_second: round(perSecond),
    grammy: { per_second: round(grammyPerSecond) },
    ratio: round(perSecond / grammyPerSecond),
    ms_by_part: Object.fromEntries(PARTS.map(([part]) => [part, round(msByPart[part])])),
    rss_mb: memory === null ? null : { few: round(memory.fewMb), all: round(memory.allMb) },
  };
}

function throughputForPeople(figures: Throughput): string[] {
  const { questions, waiting, perSecond, grammyPerSecond, msByPart, memory } = figures;
  const sum = PARTS.reduce((total, [part]) => total + msByPart[part], 0);
  const own = perSecond.toFixed(0);
  const bare = grammyPerSecond.toFixed(0);
  const share = (perSecond / grammyPerSecond).toFixed(2);
  return [
    `Over HTTP, ${thousands(waiting)} questions waiting at a time, ${thousands(questions)} in all`,
    `  Stored, answered and sent: ${own} a second; a bare grammY bot echoes ${bare} (${share} ×)`,
    `  One question takes ${sum.toFixed(2)} ms of its thread:`,
    ...PARTS.map(([part, words]) => `    ${msByPart[part].toFixed(2)} ms  ${words}`),
    memory === null
      ? "  Memory: not told here"
      : `  Memory at most: ${memory.fewMb.toFixed(0)} MB; while ${thousands(questions)} wait ${memory.allMb.toFixed(0)} MB`,
  ];
}

function thousands(count: number): string {
  return count.toLocaleString("en");
}

function recallRows({ own, minisearch }: Growth): Row[] {
  if (own.recall === null || minisearch.recall === null) return [];
  return [
    shareRow("The right passage is found first", own.recall.at1, minisearch.recall.at1),
    shareRow("The right passage is among the first five", own.recall.at5, minisearch.recall.at5),
  ];
}

function timeRows(sentence: string, own: Times, reference: Times): Row[] {
  return [
    timeRow(`${sentence}, half of them within`, own.p50, reference.p50),
    timeRow(`${sentence}, 99 % within`, own.p99, reference.p99),
  ];
}

function timeRow(sentence: string, own: number, reference: number): Row {
  return [sentence, ms(own), ms(reference), ratio(own, reference)];
}

function memoryRow(sentence: string, { rssMb, grammy }: StartFigures): Row {
  if (rssMb === null || grammy.rssMb === null) return [sentence, "not told here", "", ""];
  return [sentence, megabytes(rssMb), megabytes(grammy.rssMb), ratio(rssMb, grammy.rssMb)];
}

function sizeRow(sentence: string, own: number, reference: number): Row {
  return [sentence, kilobytes(own), kilobytes(reference), ratio(own, reference)];
}

function shareRow(sentence: string, own: number, reference: number): Row {
  return [sentence, own.toFixed(3), reference.toFixed(3), ratio(own, reference)];
}

function table(heading: string, rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([sentence]) => sentence.length));
  return [
    heading,
    ...rows.map(([sentence, own, reference, times]) =>
      `  ${sentence.padEnd(width)}  ${own.padStart(11)}  ${reference.padStart(10)}  ${times.padStart(8)}`.trimEnd(),
    ),
  ];
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 2 : 0)} ms`;
}

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}

function ratio(own: number, reference: number): string {
  return reference > 0 ? `${(own / reference).toFixed(own / reference < 10 ? 2 : 0)} ×` : "";
}

function timesForPrograms({ p50, p99 }: Times) {
  return { ms_p50: round(p50), ms_p99: round(p99) };
}

function searchForPrograms({ buildMs, bytesPerPassage, query, inline, recall }: SearchFigures) {
  return {
    build_ms: round(buildMs),
    bytes_per_passage: Math.round(bytesPerPassage),
    query_ms_p50: round(query.p50),
    query_ms_p99: round(query.p99),
    inline_ms_p50: round(inline.p50),
    inline_ms_p99: round(inline.p99),
    "recall@1": roundOrNull(recall?.at1 ?? null),
    "recall@5": roundOrNull(recall?.at5 ?? null),
  };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}

function roundOrNull(value: number | null): number | null {
  return value === null ? null : round(value);
}
