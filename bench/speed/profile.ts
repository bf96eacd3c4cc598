/**
 * Where a process spent its time, by the part of the program: Node's own CPU profile, added up.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

/** Of the program; "node": what none of the others has called. */
export type Part =
  | "answer"
  | "sqlite"
  | "statements"
  | "sealing"
  | "bot"
  | "http"
  | "log"
  | "garbage"
  | "node";

/** Milliseconds of the process' main thread. */
export type TimeByPart = Readonly<Record<Part, number>>;

/** As V8 writes it; times in microseconds of the system's monotonic clock, as `process.hrtime`. */
const profileShape = z.object({
  startTime: z.number(),
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

type Profile = z.infer<typeof profileShape>;
type Node = Profile["nodes"][number];

/** The innermost function that is of one of these tells what is being done. */
const PLACES: readonly (readonly [place: RegExp, part: Part])[] = [
  [/\/src\/(?:answer|grounding|search|speech|text|corpus|library)\b/u, "answer"],
  [/\/src\/store\/sealing\//u, "sealing"],
  [/\/src\/store\/database\/sqlite\.ts$/u, "sqlite"],
  [/\/src\/store\/|\/node_modules\/kysely\//u, "statements"],
  [/\/src\/bot\//u, "bot"],
  [/\/node_modules\/(?:grammy|node-fetch)\/|^node:(?:https?|_http|net)/u, "http"],
  [/\/node_modules\/pino|\/src\/log\.ts$/u, "log"],
];

const NONE: TimeByPart = {
  answer: 0,
  sqlite: 0,
  statements: 0,
  sealing: 0,
  bot: 0,
  http: 0,
  log: 0,
  garbage: 0,
  node: 0,
};

interface Span {
  /** Microseconds, as `process.hrtime`. */
  readonly from: number;
  readonly until: number;
  /** Were answered in it. */
  readonly questions: number;
}

/** What one question took, by the one profile in the folder; without what was idle. */
export async function readTimeByPart(
  folder: string,
  { from, until, questions }: Span,
): Promise<TimeByPart> {
  const [name] = (await readdir(folder)).filter((file) => file.endsWith(".cpuprofile"));
  if (name === undefined) throw new Error("Node.js wrote no profile");
  const profile = profileShape.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
  const partOf = assignParts(profile.nodes);
  const times: Record<Part, number> = { ...NONE };
  let at = profile.startTime;
  for (const [index, id] of profile.samples.entries()) {
    at += profile.timeDeltas[index] ?? 0;
    // A sample's function runs until the next one.
    const length = profile.timeDeltas[index + 1] ?? 0;
    const part = partOf.get(id) ?? "idle";
    if (part !== "idle" && at >= from && at <= until) times[part] += length / 1000 / questions;
  }
  return times;
}

/** By a node's id. */
function assignParts(nodes: readonly Node[]): ReadonlyMap<number, Part | "idle"> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, Part | "idle">();
  const open: [Node, Part | "idle"][] = nodes.slice(0, 1).map((root) => [root, "node"]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, caller] = next;
    const part = partOfFunction(node) ?? caller;
    parts.set(node.id, part);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) open.push([child, part]);
    }
  }
  return parts;
}

function partOfFunction({ callFrame: { functionName, url } }: Node): Part | "idle" | null {
  if (functionName === "(idle)") return "idle";
  if (functionName === "(garbage collector)") return "garbage";
  return PLACES.find(([place]) => place.test(url))?.[1] ?? null;
}
