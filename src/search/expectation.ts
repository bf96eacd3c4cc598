/**
 * What a question asks for, a time, a sum of money, a number, a person or what something says, and whether a sentence has it.
 */
import { splitWords } from "../text/words.ts";

export type Expectation = "time" | "money" | "number" | "content" | "person";

const ASKS = {
  time: /(?<!\p{L})(?:wann|seit wann|bis wann|an welchem (?:tag|datum)|welche[msnr]? (?:tag|datum|jahr|monat)|um wie ?viel uhr|when|what (?:day|date|year|time)|which (?:day|date|year))(?!\p{L})/iu,
  money:
    /(?<!\p{L})(?:was (?:kostet|kosten|kostete|wird .* kosten)|wie (?:teuer|hoch sind die kosten)|wie ?viel (?:geld|euro|kostet|kosten|kostete)|how (?:much money|expensive)|how much .*(?:costs?|pay|paid)|what .*costs?|what(?:'s|’s| is| was) the (?:price|cost))(?!\p{L})/iu,
  number:
    /(?<!\p{L})(?:wie ?viele?|wie (?:oft|lange|alt|hoch|weit|groß|gross|schwer|schnell|tief|breit)|how (?:many|much|often|long|old|far|tall|high|big|large|deep)|what (?:number|percentage)|cuánt[oa]s?|сколько|kaç|多少|几)(?!\p{L})/iu,
  content:
    /(?<!\p{L})(?:was (?:steht|stand|stehen|ist|sieht) .*(?:in|im|drin|vor)|drin ?steh\p{L}*|was .*(?:enthält|regelt|vorsieht|inhalt)|what(?:'s|’s| is| are) in|what does .* (?:contain|include|say)|contents? of)(?!\p{L})/iu,
  person: /(?<!\p{L})(?:wer|wen|wem|who|whom)(?!\p{L})/iu,
} as const;

const HOLDS = {
  time: /(?<!\p{Nd})(?:1\p{Nd}|20)\p{Nd}\p{Nd}(?!\p{Nd})|\p{Nd}{1,2}[.:/]\p{Nd}{2}|\p{Nd}{1,2}\. ?\p{Nd}{1,2}\.|(?<!\p{L})(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|jänner|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|gestern|heute|morgen|vorgestern|mittags|abends?|nachts|jahr(?:e[ns]?|zehnt\p{L}*|hundert\p{L}*)?|monat\p{L}*|woche\p{L}*|tage?n?|uhr|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|may|june|july|october|december|yesterday|today|tomorrow|years?|months?|weeks?|days?|century|decades?)(?!\p{L})/iu,
  money:
    /[€$£¥]|(?<!\p{L})(?:\p{L}*(?:euro|dollar|franken|pfund|rubel|yen|cent)s?|million(?:en)?|milliarden?|kosten(?:los|frei)?|preis\p{L}*|gratis|umsonst|pounds?|roubles?|millions?|billions?|free of charge|costs?|price[ds]?)(?!\p{L})/iu,
  number:
    /\p{Nd}|(?<!\p{L})(?:eine?[mnrs]?|zwei\p{L}*|drei\p{L}*|vier\p{L}*|fünf\p{L}*|sechs\p{L}*|sieben\p{L}*|acht\p{L}*|neun\p{L}*|zehn\p{L}*|elf|zwölf|zwanzig|hundert\p{L}*|tausend\p{L}*|million\p{L}*|milliard\p{L}*|dutzend\p{L}*|halb\p{L}*|einige|mehrere\p{L}*|viele|wenige|beide\p{L}*|erst\p{L}*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds?|thousands?|millions?|billions?|dozens?|half|several|many|few|both|first|once|twice)(?!\p{L})/iu,
  content:
    /(?<!\p{L})(?:inhalt\p{L}*|enthält|enthalten\p{L}*|enthielt|vorsieht|vorgesehen|regelt|geregelt|beinhalt\p{L}*|sieht .* vor|festgelegt|vereinbart\p{L}*|contents?|contains?|includes?|provides?|stipulat\p{L}*|agreed)(?!\p{L})/iu,
} as const;

/** A sentence without what was asked for bears this much of what it would with it; content and people may be told of in other words. */
const LACKING: Readonly<Record<Expectation, number>> = {
  time: 0.55,
  money: 0.55,
  number: 0.55,
  content: 0.8,
  person: 0.9,
};

/** Null for a question that asks for anything else. */
export function expectationOf(question: string): Expectation | null {
  const kinds = ["time", "money", "number", "content", "person"] as const;
  return kinds.find((kind) => ASKS[kind].test(question)) ?? null;
}

/** The full name that a word is part of; null for any other word. */
type NameOf = (word: string) => string | null;

/** Whether the sentence has what was asked for. */
export function hasExpected(
  expectation: Expectation | null,
  sentence: string,
  nameOf: NameOf,
): boolean {
  if (expectation === null) return true;
  if (expectation === "person")
    return splitWords(sentence, "en").some((word) => nameOf(word) !== null);
  return HOLDS[expectation].test(sentence);
}

/** 1 where the sentence has what was asked for, less where it lacks it. */
export function meets(expectation: Expectation | null, sentence: string, nameOf: NameOf): number {
  return expectation === null || hasExpected(expectation, sentence, nameOf)
    ? 1
    : LACKING[expectation];
}
