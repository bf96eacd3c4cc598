/**
 * What a message wants when it is no question about what an article says: a greeting, an overview, the article's date.
 *
 * Every word must belong to the wish or to an article's title: "worum geht es im Vertrag" is a question.
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import type { Fact } from "./answer.ts";
import {
  ARTICLE,
  FACT_MANNER,
  FACTS,
  OVERVIEW_ALONE,
  OVERVIEW_MANNER,
  OVERVIEW_OF,
} from "./article-wishes.ts";
import { isLittle, readWords, takePhrases, type Phrase, type Word } from "./phrases.ts";
import { readSmallTalk, type Talk } from "./small-talk.ts";

export type Intent =
  | { readonly kind: "small-talk"; readonly talk: Talk }
  | { readonly kind: "overview" }
  | { readonly kind: "facts"; readonly fact: Fact };

/** Words that do not belong to the wish itself, such as those of an article's title; lower case. */
export interface Wish {
  readonly intent: Intent;
  readonly others: readonly string[];
}

/** Whoever writes more words than these asks something; it also bounds the time that reading takes. */
const WORDS_OF_A_WISH = 40;

/** Null for a question about what the articles say. */
export function readWish(message: string): Wish | null {
  const said = readWords(message);
  if (said.length > WORDS_OF_A_WISH) return null;
  const { talk, rest } = readSmallTalk(said);
  if (talk !== null) return { intent: { kind: "small-talk", talk }, others: [] };
  const words = rest.map((word) => (ARTICLE.has(word.key) ? { ...word, key: "artikel" } : word));
  return readOverview(words) ?? readFact(words);
}

function readOverview(words: readonly Word[]): Wish | null {
  const table = [...OVERVIEW_OF, ...OVERVIEW_ALONE];
  const wished = takeWish(words, table, OVERVIEW_MANNER);
  if (wished === null) return null;
  const mayName = wished.found.some((phrase) => OVERVIEW_OF.includes(phrase));
  if (wished.others.length > 0 && !mayName) return null;
  return { intent: { kind: "overview" }, others: wished.others };
}

function readFact(words: readonly Word[]): Wish | null {
  const saysArticle = words.some(({ key }) => key === "artikel");
  for (const [fact, table] of FACTS) {
    const others = takeWish(words, table, FACT_MANNER)?.others;
    if (others !== undefined && (others.length === 0 || saysArticle))
      return { intent: { kind: "facts", fact }, others };
  }
  return null;
}

/** Null when no phrase of the table is there, or a word that neither a wish nor a title would hold, such as "er". */
function takeWish(
  words: readonly Word[],
  table: readonly Phrase[],
  manner: ReadonlySet<string>,
): { readonly found: readonly Phrase[]; readonly others: readonly string[] } | null {
  const { found, rest } = takePhrases(words, table);
  const others = rest
    .filter((word) => !isLittle(word) && !manner.has(word.key) && word.key !== "artikel")
    .map(({ text }) => text);
  return found.length > 0 && others.every(carriesMeaning) ? { found, others } : null;
}

function carriesMeaning(word: string): boolean {
  return contentWordTest("de")(word) && contentWordTest("en")(word);
}
