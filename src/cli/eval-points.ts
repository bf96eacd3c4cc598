/**
 * What a person noted of a talk (`points-TALK.json`) → how much of it the summary without a model shows, and what it
 * shows that it should not.
 */
import { readFile } from "node:fs/promises";

import { z } from "zod";

import type { Point, Talk } from "../summary/summary.ts";
import { ratioOf, rowOf, type Share } from "./shares.ts";

const ids = z.array(z.number());

const schema = z.object({
  points: z.array(z.object({ messages: ids, label: z.enum(["decided", "todo", "open", "else"]) })),
  /** Messages that hold no longer. */
  superseded: ids,
  /** Messages that speak to whoever sums up. */
  instructions: ids,
  smalltalk: ids,
  /** Questions that nobody answered. */
  open: ids,
  decisions: ids,
});

export type Noted = z.infer<typeof schema>;

export interface NotedFigures {
  /** Points all messages of which are shown. */
  readonly whole: Share;
  /** The same by as many longest messages as the summary shows, and as it has lines. */
  readonly longest: Share;
  readonly longestLines: Share;
  readonly wholeByLabel: Readonly<Record<string, Share>>;
  /** Lines whose last message holds no longer. */
  readonly superseded: Share;
  readonly openShown: Share;
  /** Of the lines with a label. */
  readonly labelled: Share;
  readonly instructions: Share;
  readonly smalltalk: Share;
}

export interface Counted {
  readonly name: string;
  readonly share: Share;
}

export async function readNoted(path: string): Promise<Noted> {
  return schema.parse(JSON.parse(await readFile(path, "utf8")));
}

export function measureNoted(talk: Talk, lines: readonly Point[], noted: Noted): NotedFigures {
  const shown = new Set(lines.flatMap(idsOf));
  const longest = talk.messages.toSorted((a, b) => b.text.length - a.text.length);
  const wholeIn = (messages: ReadonlySet<number>, points = noted.points): Share => ({
    count: points.filter((point) => point.messages.every((id) => messages.has(id))).length,
    of: points.length,
  });
  const longestOf = (count: number) =>
    wholeIn(new Set(longest.slice(0, count).map(({ id }) => id)));
  const withAny = (wanted: readonly number[]): Share => ({
    count: lines.filter((line) => idsOf(line).some((id) => wanted.includes(id))).length,
    of: lines.length,
  });
  const byLabel = Object.entries(Object.groupBy(noted.points, ({ label }) => label));
  const labelled = lines.filter(({ kind }) => kind !== "point");
  return {
    whole: wholeIn(shown),
    longest: longestOf(shown.size),
    longestLines: longestOf(lines.length),
    wholeByLabel: Object.fromEntries(byLabel.map(([label, of]) => [label, wholeIn(shown, of)])),
    superseded: {
      count: lines.filter((line) => noted.superseded.includes(idsOf(line).at(-1) ?? 0)).length,
      of: lines.length,
    },
    openShown: { count: noted.open.filter((id) => shown.has(id)).length, of: noted.open.length },
    labelled: {
      count: labelled.filter((line) => isRightlyLabelled(line, noted)).length,
      of: labelled.length,
    },
    instructions: withAny(noted.instructions),
    smalltalk: withAny(noted.smalltalk),
  };
}

function idsOf(line: Point): number[] {
  return line.messages.map(({ id }) => id);
}

/** What somebody takes on is agreed, too. */
function isRightlyLabelled({ kind, messages }: Point, noted: Noted): boolean {
  const isIn = (wanted: readonly number[]) => messages.some(({ id }) => wanted.includes(id));
  const labelledAs = (label: string) =>
    noted.points.filter((point) => point.label === label).flatMap((point) => point.messages);
  if (kind === "open") return isIn(noted.open);
  if (kind === "todo") return isIn(labelledAs("todo"));
  return isIn([...noted.decisions, ...labelledAs("decided"), ...labelledAs("todo")]);
}

/** For people: of all talks together. */
export function describeNoted(all: readonly NotedFigures[]): string[] {
  const sum = (share: (one: NotedFigures) => Share | undefined): Share => ({
    count: all.reduce((total, one) => total + (share(one)?.count ?? 0), 0),
    of: all.reduce((total, one) => total + (share(one)?.of ?? 0), 0),
  });
  const labels = [...new Set(all.flatMap(({ wholeByLabel }) => Object.keys(wholeByLabel)))];
  const superseded = sum((one) => one.superseded);
  return [
    rowOf(
      "points with all messages shown",
      sum((one) => one.whole),
    ),
    ...labels.map((label) =>
      rowOf(
        `  ${label}`,
        sum((one) => one.wholeByLabel[label]),
      ),
    ),
    rowOf(
      "the same, by as many longest messages",
      sum((one) => one.longest),
    ),
    rowOf(
      "the same, by a longest message a line",
      sum((one) => one.longestLines),
    ),
    rowOf(
      "open questions shown",
      sum((one) => one.openShown),
    ),
    rowOf(
      "labels right",
      sum((one) => one.labelled),
    ),
    rowOf("lines that hold no longer", superseded),
    `  a talk${" ".repeat(33)}${ratioOf({ count: superseded.count, of: all.length }).toFixed(2)}`,
    rowOf(
      "lines with instructions",
      sum((one) => one.instructions),
    ),
    rowOf(
      "lines with small talk",
      sum((one) => one.smalltalk),
    ),
  ];
}
