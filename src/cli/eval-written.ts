/**
 * Points of talks as a model might write them (`model-points.jsonl`), right and wrong ones → which are shown, by the
 * comparison of words alone.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { readPoints } from "../summary/points.ts";
import { prepareTalk, toDocument } from "../summary/talk-document.ts";
import type { Counted } from "./eval-points.ts";
import { readKnownTalk, talkOf } from "./eval-talks.ts";
import { shareOf } from "./shares.ts";

const FILE = "model-points.jsonl";

const schema = z.object({
  talk: z.string(),
  /** "good", or what is wrong with it. */
  kind: z.string(),
  text: z.string(),
  cites: z.array(z.number()),
  label: z.enum(["decided", "todo", "open", "else"]),
});

const HEADINGS = { decided: "[[AGREED]]", todo: "[[TODO]]", open: "[[OPEN]]", else: "" };

/** A row a kind, in their order; empty where the folder has no such file. */
export async function measureWritten(folder: string): Promise<Counted[]> {
  const text = await readFile(join(folder, FILE), "utf8").catch(() => "");
  const rows = text.split("\n").filter((line) => line.trim() !== "");
  const points = rows.map((line) => schema.parse(JSON.parse(line)));
  const talks = new Map(
    await Promise.all(
      [...new Set(points.map(({ talk }) => talk))].map(
        async (name) => [name, talkOf(await readKnownTalk(folder, `${name}.json`))] as const,
      ),
    ),
  );
  const shown = points.filter(({ talk: name, text: said, cites, label }) => {
    const talk = talks.get(name);
    if (talk === undefined) return false;
    const prepared = prepareTalk(talk);
    const document = toDocument(prepared.lines);
    const pointers = document.lines.flatMap(({ message }, from) =>
      cites.includes(message.id)
        ? [{ source: "talk", from, to: from + 1, citedText: document.source.blocks[from] ?? "" }]
        : [],
    );
    const hidden = prepared.people.hideNames(said);
    const pieces = [
      { text: `${HEADINGS[label]}\n• `, pointers: [] },
      { text: hidden, pointers },
    ];
    return (
      readPoints(pieces, document, { language: talk.language, most: 1, isComplete: true }).length >
      0
    );
  });
  return [...Map.groupBy(points, ({ kind }) => kind)].map(([name, group]) => ({
    name,
    share: shareOf(group, (point) => shown.includes(point)),
  }));
}
