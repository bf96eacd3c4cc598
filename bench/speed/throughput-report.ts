/**
 * The throughput's figures, for people and for programs.
 */
import type { Part } from "./profile.ts";
import type { Throughput } from "./throughput.ts";

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

export function throughputForPrograms(figures: Throughput) {
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

export function throughputForPeople(figures: Throughput): string[] {
  const { questions, waiting, perSecond, grammyPerSecond, msByPart, memory } = figures;
  const sum = PARTS.reduce((total, [part]) => total + msByPart[part], 0);
  const own = perSecond.toFixed(0);
  const ratio = (perSecond / grammyPerSecond).toFixed(2);
  return [
    `Over HTTP, ${thousands(waiting)} questions waiting at a time, ${thousands(questions)} in all`,
    `  Stored, answered and sent: ${own} a second; a bare grammY bot echoes ${grammyPerSecond.toFixed(0)} (${ratio} ×)`,
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

function round(value: number): number {
  return Number(value.toFixed(3));
}
