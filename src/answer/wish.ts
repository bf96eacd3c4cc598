/**
 * Reads what a message wants if it is no question about the contents: a greeting, an overview, the article's date.
 *
 * Every word must belong to the wish or to an article's title: "worum geht es im Vertrag" is a question.
 *
 * @example
 * readWish("Worum geht's im Derby?"); // { kind: "overview", others: ["derby"] }
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import type { Fact, Question, Talk, Wish } from "./answer.ts";
import { phraseBook, readWords, type Word } from "./wish-phrases.ts";

/** In order of precedence: "danke, tschüss" is a farewell. */
const TALKS: readonly Talk[] = ["bot", "bye", "thanks", "greeting"];
const FACTS: readonly Fact[] = ["author", "date", "source", "link", "title"];

/** A longer message is a question; this also bounds the time that reading takes. */
const WORDS_OF_A_WISH = 40;

const book = phraseBook(new URL("words/wishes.txt", import.meta.url));

/** A question, its wish read, as the answerers take it. */
export function readQuestion(
  text: string,
  around: Omit<Question, "text" | "wish"> = { previous: null },
): Question {
  return { text, wish: readWish(text), ...around };
}

/** Null for a question about what the articles say. */
export function readWish(message: string): Wish | null {
  const said = readWords(message);
  if (said.length > WORDS_OF_A_WISH) return null;
  const { found, rest } = book.take(said, TALKS);
  const talk = TALKS.find((one) => found.has(one));
  if (talk !== undefined && withoutFillers(rest, "beside small talk").length === 0)
    return { kind: "small-talk", talk };
  const words = rest.map((word) =>
    book.lists("article", word) ? { ...word, key: "artikel" } : word,
  );
  return readOverview(words) ?? readFact(words);
}

function readOverview(words: readonly Word[]): Wish | null {
  const wished = takeWish(words, ["overview", "overview alone"], "beside an overview");
  if (wished === null) return null;
  const { found, others } = wished;
  return others.length === 0 || found.has("overview") ? { kind: "overview", others } : null;
}

function readFact(words: readonly Word[]): Wish | null {
  const saysArticle = words.some(({ key }) => key === "artikel");
  for (const fact of FACTS) {
    const others = takeWish(words, [fact], "beside a fact")?.others;
    if (others !== undefined && (others.length === 0 || saysArticle))
      return { kind: "facts", fact, others };
  }
  return null;
}

/** Null where no phrase of the sections occurs, or where a word is left that no title would hold, such as "er". */
function takeWish(
  words: readonly Word[],
  sections: readonly string[],
  beside: string,
): { readonly found: ReadonlySet<string>; readonly others: readonly string[] } | null {
  const { found, rest } = book.take(words, sections);
  const others = withoutFillers(rest, beside)
    .filter(({ key }) => key !== "artikel")
    .map(({ text }) => text);
  return found.size > 0 && others.every(carriesMeaning) ? { found, others } : null;
}

function withoutFillers(words: readonly Word[], beside: string): readonly Word[] {
  return words.filter((word) => !book.lists("little words", word) && !book.lists(beside, word));
}

function carriesMeaning(word: string): boolean {
  return contentWordTest("de")(word) && contentWordTest("en")(word);
}
