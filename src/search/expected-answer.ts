/**
 * The expected answer of a question: a time, a sum of money, a number, a reason, a person or the content of a text; and
 * whether a sentence holds one.
 */
import type { IsContentWord } from "../text/lists/content-words.ts";
import { splitWords } from "../text/words.ts";

export type ExpectedAnswer = keyof typeof QUESTION_PATTERNS;

const QUESTION_PATTERNS = {
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

const ANSWER_PATTERNS = {
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

/** Digits and numerals, but not "ein" and "viele", which hardly count as a number. */
const EXACT =
  /\p{Nd}|(?<!\p{L})(?:zwei\p{L}*|drei\p{L}*|vier\p{L}*|fünf\p{L}*|sechs\p{L}*|sieben\p{L}*|acht|acht(?:zehn|zig|hundert|tausend)\p{L}*|neun\p{L}*|zehn|elf|zwölf|zwanzig|\p{L}*hundert\p{L}*|\p{L}*tausend\p{L}*|million\p{L}*|milliard\p{L}*|dutzend\p{L}*|hälfte|kein\p{L}*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|none|no)(?!\p{L})/iu;

/** How much of a number "several" is. Set on test/quality, where 0.3 gives the same, 2026-11. */
const INEXACT = 0.5;

/** What the coverage of a sentence without the expected answer is multiplied by; contents and people are often told in other words. */
const FACTOR_WITHOUT: Readonly<Record<ExpectedAnswer, number>> = {
  time: 0.55,
  money: 0.55,
  duration: 0.55,
  number: 0.55,
  reason: 0.55,
  content: 0.8,
  person: 0.9,
};

const QUESTION_WORDS =
  /(?<!\p{L})(?:(?:wie|how) (?<how>lange?|long|oft|often)|(?:wie|als was) (?<als>nenn(?:t|en)|nannten?|bezeichne(?:t|n|te)|beschreib(?:t|en))|what (?:do|does|did) .*(?<call>call))(?!\p{L})/iu;

/** Leaves out "lange" of "wie lange" and "nennt" of "wie nennt": they say what kind of answer is expected, and answers rarely hold them. */
export function withoutQuestionWords(
  isContentWord: IsContentWord,
  question: string,
): IsContentWord {
  const { how, als, call } = QUESTION_WORDS.exec(question)?.groups ?? {};
  const questionWord = how ?? als ?? call;
  return questionWord === undefined
    ? isContentWord
    : (word) => word !== questionWord && isContentWord(word);
}

/** Null for a question that expects any other kind of answer. */
export function expectedAnswerOf(question: string): ExpectedAnswer | null {
  const kinds = [
    "time",
    "duration",
    "money",
    "number",
    "reason",
    "content",
    "person",
  ] as const satisfies readonly ExpectedAnswer[];
  return kinds.find((kind) => QUESTION_PATTERNS[kind].test(question)) ?? null;
}

/** "Putin" → "Wladimir Putin": the full name that a word is part of; null for any other word. */
export type NameOf = (word: string) => string | null;

function holdsExpected(expected: ExpectedAnswer | null, sentence: string, nameOf: NameOf): boolean {
  if (expected === null) return true;
  if (expected === "person")
    return splitWords(sentence, "en").some((word) => nameOf(word) !== null);
  return ANSWER_PATTERNS[expected].test(sentence);
}

/** How far the sentence holds the expected answer, 0 to 1. */
export function expectedDegree(
  expected: ExpectedAnswer | null,
  sentence: string,
  nameOf: NameOf,
): number {
  if (!holdsExpected(expected, sentence, nameOf)) return 0;
  return expected === "number" && !EXACT.test(sentence) ? INEXACT : 1;
}

/** What a text's coverage is multiplied by: 1 where it holds the expected answer, less where it does not. */
export function expectedFactor(expected: ExpectedAnswer | null, degree: number): number {
  return expected === null ? 1 : FACTOR_WITHOUT[expected] + (1 - FACTOR_WITHOUT[expected]) * degree;
}
