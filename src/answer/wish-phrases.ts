/**
 * Finds set phrases such as "worum geht es" in a message, with the spelling of somebody typing on a phone.
 *
 * The phrases come from files of sections: "[thanks]", then phrases parted by commas and ends of lines. "…" stands for any
 * words, and words of the section "little words" may stand between any two. A line that begins with "#" is a comment.
 */
import { readFileSync } from "node:fs";

import { fold } from "../text/fold.ts";

export interface Word {
  /** Lower case, without apostrophe. */
  readonly text: string;
  /** The same for words that differ only in umlauts, ß, accents or doubled letters. */
  readonly key: string;
  /** Where it stands in the message, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** Phrases by section; the files are read at the first call. */
export interface PhraseBook {
  /** Takes every phrase of these sections out of the words, longer phrases first: `found` are the sections, `rest` the words left. */
  readonly take: (
    words: readonly Word[],
    sections: readonly string[],
  ) => { readonly found: ReadonlySet<string>; readonly rest: readonly Word[] };
  /** How many words the longest phrase of these sections takes that begins with the first word; 0 for none. */
  readonly begin: (words: readonly Word[], sections: readonly string[]) => number;
  /** Whether the word alone is a phrase of the section. */
  readonly lists: (section: string, word: Word) => boolean;
}

interface Phrase {
  readonly section: string;
  /** At least one, in order; before a part with `afterGap` any words may stand. */
  readonly parts: readonly { readonly key: string; readonly afterGap: boolean }[];
}

const WORD = /[\p{L}\p{N}](?:['’‘`´]?[\p{L}\p{M}\p{N}])*|[👋👍👌👏🙏🙌💯❤🧡💛💚💙💜🥰😍😘]/gu;

const SPOKEN = new Map([
  ["gehts", "geht es"],
  ["gings", "ging es"],
  ["gibts", "gibt es"],
  ["drehts", "dreht es"],
  ["handelts", "handelt es"],
  ["worums", "worum es"],
  ["hows", "how is"],
  ["isn", "ist denn"],
  ["isses", "ist es"],
  ["r", "are"],
  ["thats", "that is"],
  ["u", "you"],
  ["whats", "what is"],
  ["wheres", "where is"],
  ["whos", "who is"],
]);

/** The words of a message, and emoji that mean something ("👍"). */
export function readWords(message: string): Word[] {
  return [...message.matchAll(WORD)].flatMap(({ 0: written, index: from }) => {
    const word = written.toLowerCase().replace(/['’‘`´]/gu, "");
    const place = { from, to: from + written.length };
    return (SPOKEN.get(word)?.split(" ") ?? [word]).map((text) => ({
      text,
      key: keyOf(text),
      ...place,
    }));
  });
}

/** "ueberblick", "Überblick" and "uberblick" are one, and so are "tschüß" and "tschüsss", "glaube" and "glaub", "nicht" and "nich". */
function keyOf(word: string): string {
  return fold(word, "de")
    .replace(/([aou])e/gu, "$1")
    .replace(/(\p{L})\1+/gu, "$1")
    .replace(/^(is|nich|jetz)t$/u, "$1")
    .replace(/(?<=^\p{L}{3,})e$/u, "");
}

export function phraseBook(files: readonly URL[]): PhraseBook {
  let sections: ReadonlyMap<string, readonly Phrase[]> | null = null;
  const phrasesOf = (section: string) => (sections ??= readSections(files)).get(section) ?? [];
  const lists: PhraseBook["lists"] = (section, { key }) =>
    phrasesOf(section).some(({ parts }) => parts.length === 1 && parts[0]?.key === key);
  const isLittle = (word: Word) => lists("little words", word);
  return {
    lists,
    begin(words, names) {
      const taken = names
        .flatMap(phrasesOf)
        .map((phrase) => matchStart(phrase, words, isLittle)?.at(-1));
      return Math.max(
        0,
        ...taken.map((last) => (last === undefined ? 0 : words.indexOf(last) + 1)),
      );
    },
    take(words, names) {
      const found = new Set<string>();
      let rest = words;
      const phrases = names.flatMap(phrasesOf);
      for (const phrase of phrases.toSorted((a, b) => b.parts.length - a.parts.length)) {
        for (let taken = find(phrase, rest, isLittle); taken !== null;) {
          const used = taken;
          rest = rest.filter((word) => !used.includes(word));
          found.add(phrase.section);
          taken = find(phrase, rest, isLittle);
        }
      }
      return { found, rest };
    },
  };
}

function readSections(files: readonly URL[]): Map<string, Phrase[]> {
  const found = new Map<string, Phrase[]>();
  const texts = files.map((file) => readFileSync(file, "utf8").replace(/^#.*\n/gmu, ""));
  for (const text of texts.flatMap((all) => all.split(/^\[/mu).slice(1))) {
    const [section = "", list = ""] = text.split("]");
    const phrases = list.split(/[,\n]/u).filter((phrase) => phrase.trim() !== "");
    const read = phrases.map((phrase) => ({ section, parts: partsOf(phrase.trim()) }));
    found.set(section, [...(found.get(section) ?? []), ...read]);
  }
  return found;
}

function partsOf(phrase: string): Phrase["parts"] {
  const words = phrase.split(/\s+/u);
  return words.flatMap((word, i) =>
    word === "…" ? [] : [{ key: keyOf(word), afterGap: words[i - 1] === "…" }],
  );
}

/** The message's words that make up the first occurrence of the phrase; null where it does not occur. */
function find(
  phrase: Phrase,
  words: readonly Word[],
  isLittle: (word: Word) => boolean,
): readonly Word[] | null {
  for (const at of words.keys()) {
    const taken = matchStart(phrase, words.slice(at), isLittle);
    if (taken !== null) return taken;
  }
  return null;
}

function matchStart(
  { parts }: Phrase,
  words: readonly Word[],
  isLittle: (word: Word) => boolean,
): readonly Word[] | null {
  const taken: Word[] = [];
  for (const word of words) {
    const part = parts[taken.length];
    if (part === undefined) break;
    if (word.key === part.key) taken.push(word);
    else if (taken.length === 0 || !(part.afterGap || isLittle(word))) return null;
  }
  return taken.length === parts.length ? taken : null;
}
