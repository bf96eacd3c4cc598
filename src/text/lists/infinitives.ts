/**
 * Whether a German word is an infinitive: one of the lists, with or without a prefix.
 */
import { readFileSync } from "node:fs";

import { readWordList } from "./word-list.ts";

const PREFIX =
  /^(?:zusammen|zurück|wieder|durch|unter|wider|voraus|hinaus|heraus|nieder|nach|über|auf|aus|bei|dar|ein|ent|emp|ver|vor|weg|zer|miss|her|hin|los|mit|an|ab|be|er|ge|um|zu)/;

/** The lists are read when it is first asked. */
export function germanInfinitiveTest(): (word: string) => boolean {
  let known: ReadonlySet<string> | null = null;
  return (word) => {
    known ??= readInfinitives();
    return known.has(word) || known.has(word.replace(PREFIX, ""));
  };
}

function readInfinitives(): Set<string> {
  const irregular = readFileSync(new URL("../words/verbs-de.txt", import.meta.url), "utf8");
  const regular = readWordList()
    .flatMap(({ german }) => german)
    .filter((word) => /^\p{Ll}{3,}(?:en|eln|ern)$/u.test(word));
  return new Set([
    ...regular,
    ...[...irregular.matchAll(/^(\p{L}+):/gmu)].map((line) => line[1] ?? ""),
  ]);
}
