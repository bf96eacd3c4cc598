import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { posix } from "node:path";
import { expect, test } from "vitest";

/** From the bottom up. A room imports from those below it, never from one beside it. */
const FLOORS: readonly (readonly string[])[] = [
  ["text"],
  ["corpus", "store"],
  ["speech"],
  ["search", "llm"],
  ["grounding"],
  ["answer", "summary", "foresee"],
  ["(root)"],
  ["bot", "local"],
  ["cli"],
  ["bench"],
];
/** They run it all; what is beside them in `src` is composed by whoever runs something. */
const MAIN = ["src/main.ts", "src/start-screen.ts"];
const KNOW_TELEGRAM = ["bot", "local", "bench"];

interface Import {
  readonly from: string;
  readonly to: string;
}

const { imports, packages } = await readImports();

test("a room imports only from the rooms below it, types included", () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      roomOf(from) !== roomOf(to) &&
      !(MAIN.includes(from) && roomOf(to) !== "bench") &&
      floorOf(from) <= floorOf(to),
  );
  expect(wrong.map(shown)).toEqual([]);
});

test("no files import one another in a circle, types included", () => {
  expect(circles()).toEqual([]);
});

test("only bot, local, the benches and main know Telegram", () => {
  const wrong = packages.filter(
    ({ from, to }) =>
      /^(?:grammy|@grammyjs)(?:\/|$)/u.test(to) &&
      !MAIN.includes(from) &&
      !KNOW_TELEGRAM.includes(roomOf(from)),
  );
  expect(wrong.map(shown)).toEqual([]);
});

function floorOf(file: string): number {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));
  if (floor < 0) throw new Error(`${file} is in no room of the house`);
  return floor;
}

function roomOf(file: string): string {
  const [top, room = "", more] = file.split("/");
  if (top === "bench") return "bench";
  return more === undefined ? "(root)" : room;
}

function shown({ from, to }: Import): string {
  return `${from} → ${to}`;
}

async function readImports(): Promise<{ imports: Import[]; packages: Import[] }> {
  const found: Import[] = [];
  for await (const file of glob("{src,bench}/**/*.ts")) {
    const from = file.replaceAll("\\", "/");
    const specifiers = readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\b[^;]*?from "([^"]+)"|\bimport\("([^"]+)"\)/gmu,
    );
    for (const [, fixed, lazy] of specifiers) found.push({ from, to: fixed ?? lazy ?? "" });
  }
  return {
    imports: found
      .filter(({ to }) => to.startsWith("."))
      .map(({ from, to }) => ({ from, to: posix.join(posix.dirname(from), to) })),
    packages: found.filter(({ to }) => !to.startsWith(".")),
  };
}

/** Each circle once, from the file whose path sorts first. */
function circles(): string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const found = new Map<string, string>();
  const done = new Set<string>();
  function visit(file: string, path: readonly string[]): void {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      found.set(circle.toSorted().join(), [...circle, file].join(" → "));
    } else if (!done.has(file)) {
      for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    }
  }
  for (const file of [...next.keys()].toSorted()) visit(file, []);
  return [...found.values()];
}
