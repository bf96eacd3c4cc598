/**
 * Understands what a message wants: a question without the politeness around it, somebody's words, the last answer once
 * more, an overview, a fact about the article, a screen of the bot's, or just a word back.
 *
 * Everything but a question holds only where it is the whole message. The phrases stand in `words/wishes-….txt`.
 *
 * @example
 * readQuestion("hi, wann war das?"); // { text: "wann war das?", wish: null, … }
 * readWish("Worum geht's im Derby?"); // { kind: "overview", others: ["derby"] }
 */
import { contentWordTest } from "../text/lists/content-words.ts";
import { FACTS, TALKS, type LastWish, type Question, type Talk, type Wish } from "./answer.ts";
import { phraseBook, readWords, type Word } from "./wish-phrases.ts";

const LAST: readonly LastWish[] = [
  "other language",
  "reshape",
  "doubt",
  "again",
  "shorter",
  "more",
];

/** A longer message is a question; this also bounds the time that reading takes. */
const WORDS_OF_A_WISH = 40;
/** "du blödes ding verstehst ja gar nix"; a longer one may be about somebody else. */
const WORDS_OF_AN_INSULT = 8;
/** "lg petra" */
const WORDS_OF_A_SIGN_OFF = 4;
/** "was hältst du von putin"; in a longer one that begins so more is asked. */
const WORDS_OF_A_BEGINNING = 10;
/** Of a phrase behind a question. */
const WORDS_BEHIND = 6;
const ADDRESSED = new Set("du dich dir dein ihr bot you your youre u".split(" "));
/** Somebody means the bot or the article with these, and nobody who could be quoted. */
const NOBODY = new Set("artikel du ich you i".split(" "));

const book = phraseBook(
  ["de", "en", "others"].map((name) => new URL(`words/wishes-${name}.txt`, import.meta.url)),
);

/** A question, its wish read, as the answerers take it. */
export function readQuestion(
  message: string,
  around: Omit<Question, "text" | "wish"> = { previous: null },
): Question {
  const whole = readWish(message) ?? readFollowing(message, around.previous);
  const text = whole === null ? withoutPoliteness(message) : message;
  return { text, wish: text === message ? whole : readWish(text), ...around };
}

/** "und kim?", "und was meint der?" behind a question for somebody's words, or for who somebody is. */
function readFollowing(message: string, previous: string | null): Wish | null {
  const before = previous === null ? null : askedOf(readWish(previous));
  if (before === null) return null;
  const words = readWords(message);
  const own = words.slice(book.begin(words, ["following"]));
  const { found, rest } = book.take(own, ["says", "wants"]);
  const others = withoutFillers(rest, "beside says");
  if (found.size > 0 && !others.some(({ text }) => carriesMeaning(text)))
    return readWish(`was sagt ${before.called}`);
  const isOther = own.length < words.length && speakersIn(others) !== null;
  return isOther ? readWish(`${before.asks} ${message.slice(own[0]?.from)}`) : null;
}

/** What was asked of whom; null for any other wish. */
function askedOf(wish: Wish | null): { readonly asks: string; readonly called: string } | null {
  if (wish?.kind === "who-says") return { asks: "was sagt", called: wish.called };
  return wish?.kind === "who-is" ? { asks: "wer ist", called: wish.name.join(" ") } : null;
}

/** Null for a question about what the articles say. */
export function readWish(message: string): Wish | null {
  const said = readWords(message);
  if (said.length > WORDS_OF_A_WISH) return null;
  const words = said.map((word) =>
    book.lists("article", word) ? { ...word, key: "artikel" } : word,
  );
  return (
    readLast(words) ??
    readTalk(message, words) ??
    readOverview(words) ??
    readFact(words) ??
    readMention(words) ??
    readWhoIs(words) ??
    readWhoSays(message, words)
  );
}

function readTalk(message: string, words: readonly Word[]): Wish | null {
  if (words.length === 0) return { kind: "small-talk", talk: "nothing" };
  const isSaid = words.some(({ text }) => ADDRESSED.has(text));
  const begun = readBeginning(words);
  if (begun !== null) return { kind: "small-talk", talk: begun };
  const insulted = book.take(words, ["insult"]);
  const isShort = words.length <= WORDS_OF_AN_INSULT && !message.includes("?");
  if (insulted.found.size > 0 && isSaid && isShort) return { kind: "small-talk", talk: "insult" };
  const { found, rest } = book.take(words, TALKS);
  const talk = TALKS.find((one) => found.has(one));
  const others = withoutFillers(rest, "beside small talk").filter(({ key }) => key !== "artikel");
  if (talk === undefined || others.length > 0) return null;
  return { kind: "small-talk", talk: talk === "praise" ? "thanks" : talk };
}

/** What holds whatever follows: "was hältst du von putin", "speicherst du, was ich dir schreibe". */
function readBeginning(words: readonly Word[]): Talk | null {
  if (words.length > WORDS_OF_A_BEGINNING) return null;
  if (book.begin(words, ["opinion about"]) > 0) return "opinion";
  if (book.begin(words, ["cannot do"]) > 0) return "cannot";
  if (!words.some((word) => book.lists("you and me", word))) return null;
  return (["erase", "privacy"] as const).find((talk) => book.begin(words, [talk]) > 0) ?? null;
}

/** About the answer before: "wirklich?", "kürzer". */
function readLast(words: readonly Word[]): Wish | null {
  for (const want of LAST) {
    const { found, rest } = book.take(words, [want]);
    const others = book.take(rest, ["greeting", "thanks", "praise"]).rest;
    if (found.size > 0 && withoutFillers(others, "beside the last").length === 0)
      return { kind: "last", want };
  }
  return null;
}

function readOverview(words: readonly Word[]): Wish | null {
  const sections = ["overview", "overview alone", "summing up"];
  const wished = takeWish(words, sections, "beside an overview");
  if (wished === null) return null;
  const { found, others } = wished;
  if (others.length > 0 && found.has("overview alone") && found.size === 1) return null;
  return { kind: "overview", others, isSummary: found.has("summing up") };
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

function readMention(words: readonly Word[]): Wish | null {
  const name = takeWish(words, ["mention"], "beside a mention")?.others ?? [];
  return name.length === 0 ? null : { kind: "mention", name };
}

function readWhoIs(words: readonly Word[]): Wish | null {
  const taken = book.begin(words, ["who is"]);
  const name = withoutFillers(words.slice(taken), "beside says").map(({ text }) => text);
  return taken === 0 || name.length === 0 ? null : { kind: "who-is", name };
}

/** "was sagt X zu Y", "compare X and Y". */
function readWhoSays(message: string, words: readonly Word[]): Wish | null {
  const { found, rest } = book.take(words, ["says", "wants"]);
  const [first] = words;
  // Another question's words may hold such a phrase: "warum ist wichtig, was sagt …".
  if (found.size === 0 || first === undefined || rest.includes(first)) return null;
  const about = rest.findIndex((word, i) => i > 0 && book.lists("topic", word));
  const named = about < 0 ? rest : rest.slice(0, about);
  const topic = rest.slice(named.length + 1).map(({ text }) => text);
  const speakers = speakersIn(named);
  if (speakers === null) return null;
  return {
    kind: "who-says",
    speakers,
    called: named
      .filter((word) => !book.lists("beside says", word))
      .map(({ from, to }) => withCapital(message.slice(from, to)))
      .join(" "),
    topic: topic.filter(carriesMeaning),
    isStrict: found.has("says"),
    isAll: speakers.length > 1 || words.some((word) => book.lists("all", word)),
  };
}

/** The words of each name; null where somebody is meant who cannot be quoted, or only a pronoun. */
function speakersIn(words: readonly Word[]): string[][] | null {
  const speakers: string[][] = [[]];
  for (const word of words) {
    if (book.lists("and", word)) speakers.push([]);
    else if (withoutFillers([word], "beside says").length > 0) speakers.at(-1)?.push(word.text);
  }
  const all = speakers.filter(({ length }) => length > 0);
  return all.length > 0 && all.flat().every(mayBeName) ? all : null;
}

function mayBeName(word: string): boolean {
  return carriesMeaning(word) && !NOBODY.has(word);
}

function withCapital(word: string): string {
  return carriesMeaning(word) ? word.replace(/^\p{Ll}/u, (first) => first.toUpperCase()) : word;
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

/** What is asked, without greetings, thanks and "ich würde gern wissen" before it and behind it. */
function withoutPoliteness(message: string): string {
  const words = readWords(message);
  const from = startOfQuestion(message, words);
  const to = endOfQuestion(message, words, from);
  if (from >= to || (from === 0 && to === words.length)) return message;
  const start = from === 0 ? 0 : (words[from]?.from ?? 0);
  const kept = message.slice(start, words[to]?.from ?? message.length).trim();
  return kept.replace(/[\s,;:–-]+$/u, "");
}

/** Index of the first word that is asked with. */
function startOfQuestion(message: string, words: readonly Word[]): number {
  let start = 0;
  for (let at = 0, mayAddress = false; ;) {
    const rest = words.slice(at);
    const polite = book.begin(rest, ["asking", "greeting", "thanks"]);
    const praise = book.begin(rest, ["praise"]);
    // "hallo alle", but not "alle zahlen".
    const isNamed = mayAddress || (at === 0 && rest[0]?.text === "fundstelle");
    const address = isNamed ? book.begin(rest, ["address"]) : 0;
    const taken = Math.max(polite, praise, address);
    if (taken === 0) return start;
    at += taken;
    mayAddress = book.begin(rest, ["asking"]) < taken;
    // "super danke! wann …", but not "top 10": praise alone needs a pause behind it.
    if (praise < taken || praise === polite || isPause(message, words, at)) start = at;
  }
}

/** Index after the last word that is asked with. */
function endOfQuestion(message: string, words: readonly Word[], from: number): number {
  let end = words.length;
  for (let at = end - 1; at > from && end - at <= WORDS_BEHIND; at -= 1) {
    const rest = words.slice(at, end);
    const polite = book.begin(rest, ["asking behind", "thanks"]) === rest.length;
    const isTalk = book.begin(rest, ["greeting", "praise", "bye"]) === rest.length;
    const isSignOff = rest.length <= WORDS_OF_A_SIGN_OFF && book.begin(rest, ["sign-off"]) > 0;
    if (isSignOff || (polite && at - from > 1) || (isTalk && isPause(message, words, at))) end = at;
  }
  return end;
}

/** Whether more than a space stands before the word at `at`. */
function isPause(message: string, words: readonly Word[], at: number): boolean {
  return /[^\s'"„“]/u.test(message.slice(words[at - 1]?.to, words[at]?.from));
}
