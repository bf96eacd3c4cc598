/**
 * Finds the mentions of known people in a text, by full name or by one word of it.
 */
import { readWords, type Word } from "./capital-runs.ts";
import type { NameWords } from "./name-words.ts";

/** Words that precede a noun, so that what follows is no name. */
export const DETERMINER =
  /^(?:der|die|das|des|dem|den|ein|eine[mnrs]?|the|an?|vom|zum|zur|im|am|beim|ins|beide|diese[mnrs]?|kein[a-z]*|alle[rsn]?|unsere?|ihre?|seine?|this|these|his|her|their|our)$/iu;

export interface Mention {
  /** The full name. */
  readonly name: string;
  /** UTF-16 offsets, with the given name where it stands. */
  readonly from: number;
  readonly to: number;
  /** "Stoltenbergs". */
  readonly genitive: boolean;
}

/** `byWord`: the full names that each word may mean. */
export function findMentions(
  text: string,
  byWord: ReadonlyMap<string, readonly string[]>,
  words: NameWords,
): Mention[] {
  const read = readWords(text);
  const found: Mention[] = [];
  for (const [i, word] of read.entries()) {
    const bare = word.text.replace(/s$/, "");
    const genitive = !byWord.has(word.text) && byWord.has(bare);
    const called = longest(byWord.get(genitive ? bare : word.text) ?? [], read, i);
    const first = read[called?.start ?? i];
    if (called === null || first === undefined) continue;
    if (first === word && isNoun(read, i, words)) continue;
    // "Kim Jong Un" is one mention, though "Kim" is another way to name him.
    while (isWithin(found.at(-1), first)) found.pop();
    found.push({ name: called.name, from: first.from, to: word.to, genitive });
  }
  return found;
}

function isWithin(mention: Mention | undefined, { from }: Word): boolean {
  return mention !== undefined && mention.from >= from;
}

/** Of the people that the word at `end` may mean, the one with most parts of the name before it. */
function longest(
  names: readonly string[],
  read: readonly Word[],
  end: number,
): { name: string; start: number } | null {
  const starts = names.map((name) => ({ name, start: startOf(name, read, end) }));
  return starts.toSorted((a, b) => a.start - b.start)[0] ?? null;
}

/** True of "der Berg", in an article that also names Anna Berg. */
function isNoun(read: readonly Word[], at: number, { isCommon }: NameWords): boolean {
  const word = read[at];
  const before = read[at - 1]?.text ?? "";
  return word?.joined === true && DETERMINER.test(before) && isCommon(word.text);
}

/** Index of the word at which the name that ends at `end` begins; `end` where only its last part is there. */
function startOf(name: string, read: readonly Word[], end: number): number {
  const parts = partsOf(name);
  const start = end - parts.length + 1;
  const stands = parts.slice(0, -1).every((part, i) => read[start + i]?.text === part);
  return stands && start >= 0 ? start : end;
}

/** A name's words. */
export function partsOf(name: string): string[] {
  return readWords(name).map(({ text }) => text);
}
