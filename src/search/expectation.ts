/**
 * What a question asks for, a time, a sum of money, a number, a reason, a person or what something says, and whether a sentence has it.
 */
import type { IsContentWord } from "../text/lists/content-words.ts";
import { splitWords } from "../text/words.ts";

export type Expectation = keyof typeof ASKS;

const ASKS = {
  time: /(?<!\p{L})(?:wann|seit wann|bis wann|an welchem (?:tag|datum)|welche[msnr]? (?:tag|datum|jahr|monat)|um wie ?viel uhr|when|what (?:day|date|year|time)|which (?:day|date|year))(?!\p{L})/iu,
  duration:
    /(?<!\p{L})(?:(?:wie|seit wie|how) (?:lange?|alt|long|old)|wie viele? (?:jahre|monate|wochen|tage|stunden|minuten)|how many (?:years|months|weeks|days|hours|minutes))(?!\p{L})/iu,
  reason:
    /(?<!\p{L})(?:warum|wieso|weshalb|weswegen|aus welche[mn] gr[uü]nd\p{L}*|was ist der grund|why|how come|for what reason|what(?:'s|’s| is| was) the reason)(?!\p{L})/iu,
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
  duration:
    /(?<!\p{L})(?:\p{L}*(?:jahr|monat|woche|stunde|minute|sekunde|sommer|winter)\p{L}*|tage?n?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|summers?|winters?|century|centuries|decades?|lebenslang|ewig|immer|forever)(?!\p{L})|(?<!\p{Nd})(?:1\p{Nd}|20)\p{Nd}\p{Nd}(?!\p{Nd})/iu,
  reason:
    /(?<!\p{L})(?:weil|denn|da(?= (?:der|die|das|er|sie|es|ein|sich|dort|man) )|wegen|aufgrund|gr[uü]nd\p{L}*|deshalb|daher|darum|deswegen|dadurch|damit|um(?= [^.]*(?: zu |zu\p{L}+en))|so ?dass|verdank\p{L}*|schuld|ursach\p{L}*|nachdem|because|due to|since|so that|so as to|in order to|therefore|reasons?|owing to|as a result|caus(?:e[sd]?|ing)|after)(?!\p{L})/iu,
  content:
    /(?<!\p{L})(?:inhalt\p{L}*|enthält|enthalten\p{L}*|enthielt|vorsieht|vorgesehen|regelt|geregelt|beinhalt\p{L}*|sieht .* vor|festgelegt|vereinbart\p{L}*|contents?|contains?|includes?|provides?|stipulat\p{L}*|agreed)(?!\p{L})/iu,
} as const;

/** Digits and numerals; "ein" and "viele" are little of a number. */
const EXACT =
  /\p{Nd}|(?<!\p{L})(?:zwei\p{L}*|drei\p{L}*|vier\p{L}*|fünf\p{L}*|sechs\p{L}*|sieben\p{L}*|acht|acht(?:zehn|zig|hundert|tausend)\p{L}*|neun\p{L}*|zehn|elf|zwölf|zwanzig|\p{L}*hundert\p{L}*|\p{L}*tausend\p{L}*|million\p{L}*|milliard\p{L}*|dutzend\p{L}*|hälfte|kein\p{L}*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|none|no)(?!\p{L})/iu;

/** What an inexact number is of a number. Set on test/quality, where 0.3 is alike, 2026-11. */
const INEXACT = 0.5;

/** A sentence without what was asked for bears this much of what it would with it; content and people may be told of in other words. */
const LACKING: Readonly<Record<Expectation, number>> = {
  time: 0.55,
  money: 0.55,
  duration: 0.55,
  number: 0.55,
  reason: 0.55,
  content: 0.8,
  person: 0.9,
};

const ASKING =
  /(?<!\p{L})(?:(?:wie|how) (?<how>lange?|long|oft|often)|(?:wie|als was) (?<als>nenn(?:t|en)|nannten?|bezeichne(?:t|n|te)|beschreib(?:t|en))|what (?:do|does|did) .*(?<call>call))(?!\p{L})/iu;

/** "lange" in "wie lange" and "nennt" in "wie nennt" say what is asked for, not what it is about: an answer rarely holds them. */
export function withoutAsking(isContentWord: IsContentWord, question: string): IsContentWord {
  const { how, als, call } = ASKING.exec(question)?.groups ?? {};
  const asking = how ?? als ?? call;
  return asking === undefined ? isContentWord : (word) => word !== asking && isContentWord(word);
}

/** Null for a question that asks for anything else. */
export function expectationOf(question: string): Expectation | null {
  const kinds = [
    "time",
    "duration",
    "money",
    "number",
    "reason",
    "content",
    "person",
  ] as const satisfies readonly Expectation[];
  return kinds.find((kind) => ASKS[kind].test(question)) ?? null;
}

/** The full name that a word is part of; null for any other word. */
export type NameOf = (word: string) => string | null;

/** Whether the sentence has what was asked for. */
function hasExpected(expectation: Expectation | null, sentence: string, nameOf: NameOf): boolean {
  if (expectation === null) return true;
  if (expectation === "person")
    return splitWords(sentence, "en").some((word) => nameOf(word) !== null);
  return HOLDS[expectation].test(sentence);
}

/** How much of what was asked for the sentence has, 0 to 1. */
export function degreeOf(
  expectation: Expectation | null,
  sentence: string,
  nameOf: NameOf,
): number {
  if (!hasExpected(expectation, sentence, nameOf)) return 0;
  return expectation === "number" && !EXACT.test(sentence) ? INEXACT : 1;
}

/** 1 where a text has what was asked for, less where it lacks it. */
export function meets(expectation: Expectation | null, degree: number): number {
  return expectation === null ? 1 : LACKING[expectation] + (1 - LACKING[expectation]) * degree;
}
