/**
 * What a message wants when it is no question about what an article says: a greeting, an overview, the article's date.
 *
 * Every word must belong to the wish: "worum geht es im Vertrag" is a question like any other.
 */
import { contentWordTest } from "../text/content-words.ts";
import { splitWords } from "../text/words.ts";
import type { Fact } from "./answer.ts";

export type Intent =
  | { readonly kind: "small-talk"; readonly talk: "greeting" | "thanks" | "bot" | "bye" }
  | { readonly kind: "overview" }
  | { readonly kind: "facts"; readonly fact: Fact };

/** Words that do not belong to the wish itself, such as those of an article's title; lower case. */
export interface Wish {
  readonly intent: Intent;
  readonly others: readonly string[];
}

const SMALL_TALK: readonly [RegExp, "greeting" | "thanks" | "bot" | "bye"][] = [
  [
    /^(?:hi|hallo(?:chen)?|hey+|hei|moin(?: moin)?|servus|grüezi|grüß (?:gott|dich)|na(?: du)?|guten? (?:tag|morgen|abend)|hello(?: there)?|hiya|howdy|good (?:morning|evening|afternoon)|yo|hola|salut)(?: (?:bot|du|zusammen|leute|there|all))?$/u,
    "greeting",
  ],
  [
    /^(?:(?:ok(?:ay)?|alles klar|super|cool|toll|prima|perfekt|klasse|nice|great|perfect|awesome|top)[ ,]*)*(?:danke?(?: ?(?:dir|schön|sehr|vielmals))?|vielen dank|herzlichen dank|dankeschön|merci|thx|ty|thanks?(?: you)?(?: (?:a lot|so much|very much))?|cheers|ok(?:ay)?|alles klar|super|cool|toll|prima|perfekt|klasse|nice|great|perfect|awesome|top)$/u,
    "thanks",
  ],
  [
    /^(?:bist du (?:ein |eine |etwa ein )?(?:bot|mensch|ki|ai|roboter|maschine|echt|chatgpt|computer)|wer bist du(?: eigentlich)?|was bist du(?: eigentlich| denn)?|wie heißt du|was kannst du(?: alles| eigentlich)?|wie funktionierst du|are you (?:a |an )?(?:bot|human|ai|robot|machine|real|person|chatgpt)|who are you|what are you|what can you do|what(?:'s| is) your name|how do you work)$/u,
    "bot",
  ],
  [
    /^(?:tschüss?i?|tschau|ciao|bis (?:bald|dann|später|morgen)|auf wiedersehen|gute nacht|bye(?: bye)?|goodbye|see (?:you|ya)(?: later)?|good night)$/u,
    "bye",
  ],
];

const OVERVIEW =
  /worum (?:geht|dreht|handelt|gings?)|(?:um|von) was (?:geht|dreht|handelt|gings?)|wovon handelt|zusammenfass|fass\p{L}* .*zusammen|kurzfassung|kurzversion|überblick|das wichtigste|die wichtigsten|in kürze|tl;? ?dr|was steht (?:da|hier|im artikel|in dem artikel|im text|in dem text|drin)|was sagt der (?:artikel|text)$|worüber schreib|what(?:'s| is) (?:it|this|that|the (?:article|text|story)) (?:all )?about|what does (?:it|the (?:article|text)) say$|summar(?:y|ise|ize)|sum (?:it |this |that |the \p{L}+ )?up|overview|the gist|main points?|key points?|in a nutshell|nutshell|what happened$/u;

const FACTS: readonly [RegExp, Fact][] = [
  [
    /wie alt ist|wann (?:wurde|ist|war|erschien)|von wann|seit wann gibt|datum|aktuell|when (?:was|is|did)|how old|date|up to date/u,
    "date",
  ],
  [
    /wer (?:hat|ist|schrieb).*(?:geschrieben|verfasst|autor|verfasser|schrieb)|wer schrieb|von wem|autor|verfasser|who (?:wrote|is the author|published)|author|written by/u,
    "author",
  ],
  [/link|url|wo kann ich|wo finde ich|where can i/u, "link"],
  [
    /quelle|woher|aus welcher|von welcher|von wo|source|where (?:is|does|did)|which (?:agency|paper|newspaper)/u,
    "source",
  ],
  [/titel|überschrift|wie heißt|title|headline|name of/u, "title"],
];

/** A fact is asked of the article itself only when the question names it so, or names nothing at all. */
const ARTICLE =
  /^(?:artikel|artikels|text|textes|texts|beitrag|beitrags|bericht|berichts|story|article|articles|piece|report|meldung|nachricht)$/u;

const WISH_WORDS = new Set(
  `artikel artikels text textes texts beitrag beitrags bericht berichts meldung story article articles piece report
  geht gehts dreht handelt ging zusammen zusammenfassen zusammenfassung kurzfassung kurzversion überblick wichtigste wichtigsten kürze kurz knapp schnell
  punkte punkt inhalt ganze ganzen ganzes worten sätzen satz steht drin schreibt tl dr tldr summary summarize summarise sum overview gist main key point points
  nutshell about happened quick quickly short brief briefly sentences sentence words story whole gib give fass fasse mach
  autor autorin verfasser geschrieben verfasst schrieb wrote written author publish published erschienen veröffentlicht erschien datum date old alt aktuell
  quelle source stammt kommt agentur agency zeitung paper newspaper link url lesen read finde find original titel überschrift title headline name heißt hier`.split(
    /\s+/,
  ),
);

/** Null for a question about what the articles say. */
export function readWish(message: string): Wish | null {
  const text = plain(message);
  const talk = SMALL_TALK.find(([pattern]) => pattern.test(text));
  if (talk !== undefined) return { intent: { kind: "small-talk", talk: talk[1] }, others: [] };
  const others = contentWords(text).filter((word) => !WISH_WORDS.has(word));
  if (OVERVIEW.test(text)) return { intent: { kind: "overview" }, others };
  const asksOfArticle =
    splitWords(text, "de").some((word) => ARTICLE.test(word)) || others.length === 0;
  const fact = asksOfArticle ? FACTS.find(([pattern]) => pattern.test(text)) : undefined;
  return fact === undefined ? null : { intent: { kind: "facts", fact: fact[1] }, others };
}

function contentWords(text: string): string[] {
  const [german, english] = [contentWordTest("de"), contentWordTest("en")];
  return splitWords(text, "de").filter((word) => german(word) && english(word));
}

/** Lower case, without punctuation and emoji. */
function plain(message: string): string {
  const text = message.toWellFormed().normalize("NFC").toLowerCase();
  return text
    .replace(/[\p{P}\p{S}\s]+/gu, " ")
    .trim()
    .replace(/\bwhat s\b/u, "what's")
    .replace(/\btl dr\b/u, "tldr");
}
