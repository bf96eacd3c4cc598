/**
 * Finds the set phrases of a wish in a message, however it was typed on a phone.
 *
 * In a table phrases are parted by commas; "…" stands for any words, and little words may stand between any two.
 */
import { fold, normalise } from "../text/fold.ts";

export interface Word {
  /** Lower case, without apostrophe. */
  readonly text: string;
  /** Equal for words that differ in umlauts, ß, accents or doubled letters only. */
  readonly key: string;
}

/** A set phrase: its words in order, `afterGap` where any words may stand before one. */
export type Phrase = readonly { readonly key: string; readonly afterGap: boolean }[];

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*|[👋👍👌👏🙏🙌💯❤🧡💛💚💙💜🥰😍😘]/gu;

const SPOKEN = new Map([
  ["gehts", "geht es"],
  ["gings", "ging es"],
  ["gibts", "gibt es"],
  ["drehts", "dreht es"],
  ["handelts", "handelt es"],
  ["worums", "worum es"],
  ["hows", "how is"],
  ["r", "are"],
  ["thats", "that is"],
  ["u", "you"],
  ["whats", "what is"],
  ["wheres", "where is"],
  ["whos", "who is"],
]);

/** They change nothing about a wish, wherever they stand. */
const LITTLE = keysOf(`
  der die das den dem des ein eine einen einem einer dies diese dieser diesem diesen dieses es sich
  in im am an bei beim zu zum zur von vom über aus hier da
  mal denn eigentlich bitte so jetzt nochmal noch überhaupt genau ganz nun also
  the a an this that these it in of from to on here please just actually exactly now so`);

/** A message's words and the emoji that say something; nothing else of it counts. */
export function readWords(message: string): Word[] {
  const plain = normalise(message)
    .toLowerCase()
    .replace(/['’‘`´]/gu, "");
  return (plain.match(WORD) ?? [])
    .flatMap((word) => SPOKEN.get(word)?.split(" ") ?? [word])
    .map((text) => ({ text, key: keyOf(text) }));
}

export function phrases(table: string): Phrase[] {
  return table.split(",").map((phrase) => {
    const parts = phrase.trim().split(/\s+/u);
    return parts.flatMap((part, i) =>
      part === "…" ? [] : [{ key: keyOf(part), afterGap: parts[i - 1] === "…" }],
    );
  });
}

/** The keys of words parted by white space. */
export function keysOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/u).map(keyOf));
}

export function isLittle({ key }: Word): boolean {
  return LITTLE.has(key);
}

/** Takes every phrase of the table out of the words, longer ones first. */
export function takePhrases(
  words: readonly Word[],
  table: readonly Phrase[],
): { readonly found: readonly Phrase[]; readonly rest: readonly Word[] } {
  const found: Phrase[] = [];
  let rest = words;
  const keys = new Set(words.map(({ key }) => key));
  const possible = table.filter((phrase) => phrase.every(({ key }) => keys.has(key)));
  for (const phrase of possible.toSorted((a, b) => b.length - a.length)) {
    for (let taken = find(rest, phrase); taken !== null; taken = find(rest, phrase)) {
      const gone = taken;
      rest = rest.filter((word) => !gone.has(word));
      found.push(phrase);
    }
  }
  return { found, rest };
}

function find(words: readonly Word[], phrase: Phrase): ReadonlySet<Word> | null {
  for (const start of words.keys()) {
    const found = findAt(words.slice(start), phrase);
    if (found !== null) return found;
  }
  return null;
}

/** The phrase's words when it begins with the first of `words`. */
function findAt(words: readonly Word[], phrase: Phrase): ReadonlySet<Word> | null {
  const found = new Set<Word>();
  let wanted = 0;
  for (const word of words) {
    const part = phrase[wanted];
    if (part === undefined) break;
    if (word.key === part.key) {
      found.add(word);
      wanted += 1;
    } else if (wanted === 0 || !(part.afterGap || isLittle(word))) return null;
  }
  return wanted === phrase.length ? found : null;
}

/** "ueberblick", "Überblick" and "uberblick" are one, and so are "tschüß", "Tschüss" and "tschüsss". */
function keyOf(word: string): string {
  return fold(word, "de")
    .replace(/([aou])e/gu, "$1")
    .replace(/(\p{L})\1+/gu, "$1");
}
