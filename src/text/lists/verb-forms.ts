/**
 * Verb forms → infinitive: "empfing" → "empfangen", "geliefert" → "liefern", "wrote" → "write".
 *
 * A stemmer cuts endings: it cannot know that a vowel changed, and leaves German "liefert" and "geliefert" as they are.
 */
import { readFileSync } from "node:fs";

import { byLanguage } from "./by-language.ts";
import { readWordList } from "./word-list.ts";

/** `infinitive: form form …`, one verb a line. */
const LISTS: Readonly<Record<string, string>> = { de: "verbs-de.txt", en: "verbs-en.txt" };

/** German prefixes; what begins with one and goes on with a listed form has the verb's infinitive behind it. */
const GERMAN_PREFIX =
  /^(?:zusammen|entgegen|hervor|zurück|wieder|gegen|durch|unter|hinter|wider|voraus|hinaus|hinein|heraus|herein|herum|voran|nieder|statt|hoch|teil|fest|frei|fort|wahr|nach|über|auf|aus|bei|dar|ein|ent|emp|ver|vor|weg|zer|miss|her|hin|los|mit|an|ab|be|er|ge|um|zu)/;

/** "legen" is no "gelegen" without its prefix, and so for "beten" and "wunden". */
const NO_PARTICIPLES = new Set(["legen", "beten", "wunden"]);

interface Forms {
  readonly infinitives: ReadonlyMap<string, string>;
  /** Participles as they stand behind an inseparable prefix: "sprochen" → "sprechen". */
  readonly participles: ReadonlyMap<string, string>;
}

/** The infinitive of a lower-case word that is a listed form, else null. */
export const baseFormsOf = byLanguage((language): ((word: string) => string | null) => {
  const file = LISTS[language];
  if (file === undefined) return () => null;
  const irregular = parse(readFileSync(new URL(`../words/${file}`, import.meta.url), "utf8"));
  const forms = language === "de" ? withRegularVerbs(irregular) : irregular;
  const plain = (word: string) => forms.infinitives.get(word) ?? null;
  const participles = {
    ...forms,
    infinitives: new Map(
      [...forms.participles].map(([rest, infinitive]) => [`ge${rest}`, infinitive]),
    ),
  };
  return language === "de"
    ? (word) => plain(word) ?? prefixed(word, forms) ?? uninflected(word, participles)
    : plain;
});

function parse(list: string): Forms {
  const infinitives = new Map<string, string>();
  const participles = new Map<string, string>();
  for (const line of list.split("\n")) {
    const [infinitive, forms] = line.split(":");
    if (infinitive === undefined || forms === undefined) continue;
    for (const form of forms.trim().split(/\s+/)) {
      infinitives.set(form, infinitive);
      const rest = form.startsWith("ge") && !infinitive.startsWith("ge") ? form.slice(2) : "";
      if (rest !== "" && !NO_PARTICIPLES.has(rest)) participles.set(rest, infinitive);
    }
  }
  return { infinitives, participles };
}

/** With "-t", "-te" and "ge-…-t" of the common German verbs; "kriegt" is no form of the noun "Krieg", and stays as it is. */
function withRegularVerbs(irregular: Forms): Forms {
  const infinitives = new Map<string, string>();
  const participles = new Map<string, string>();
  const words = readWordList().flatMap(({ german }) => german);
  const nouns = new Set(
    words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.toLowerCase()),
  );
  for (const verb of words) {
    const stem = /^(\p{Ll}{3,})(?:en|(?<=e[lr])n)$/u.exec(verb)?.[1];
    if (stem === undefined || nouns.has(stem)) continue;
    const joint = /[dt]$/.test(stem) ? "e" : "";
    for (const ending of ["t", "te", "ten"]) infinitives.set(stem + joint + ending, verb);
    infinitives.set(`ge${stem}${joint}t`, verb);
    participles.set(`${stem}${joint}t`, verb);
  }
  return {
    infinitives: new Map([...infinitives, ...irregular.infinitives]),
    participles: new Map([...participles, ...irregular.participles]),
  };
}

/** "empfing" → "empfangen", "anerkannt" → "anerkennen". */
function prefixed(word: string, forms: Forms): string | null {
  const prefix = GERMAN_PREFIX.exec(word)?.[0];
  if (prefix === undefined || prefix === word) return null;
  const rest = word.slice(prefix.length);
  const infinitive =
    forms.infinitives.get(rest) ?? forms.participles.get(rest) ?? prefixed(rest, forms);
  return infinitive === null ? null : prefix + infinitive;
}

/** "gesprochene", "versprochenen": a participle with an adjective's ending. */
function uninflected(word: string, participles: Forms): string | null {
  const form = word.replace(/e[mnrs]?$/, "");
  if (form === word || !/(?:en|t)$/.test(form)) return null;
  return participles.infinitives.get(form) ?? prefixed(form, participles);
}

/** Whether a German word is the infinitive of a listed verb, with or without a prefix; the lists are read at the first call. */
export function germanInfinitiveTest(): (word: string) => boolean {
  let known: ReadonlySet<string> | null = null;
  return (word) => {
    known ??= readInfinitives();
    return known.has(word) || known.has(word.replace(GERMAN_PREFIX, ""));
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
