/**
 * Tells by words and signs what a message does: it agrees, settles something, asks, or only chats.
 */
import { isDateName, readDates } from "../text/numbers/calendar.ts";
import { readTimes } from "../text/numbers/clock-times.ts";
import {
  ANSWER,
  ASKING,
  ASSENT,
  CONCLUSION,
  DECISION,
  NO_ANSWER,
  SMALL_TALK,
} from "./cue-words.ts";
import type { ReadMessage } from "./read-messages.ts";

/** What cues are looked for in. */
type Said = Pick<ReadMessage, "text" | "words">;

/** In words. */
const LONGEST = { assent: 5, laughter: 4, chat: 2 } as const;

const APPROVAL = /👍|👌|✅|🎉|🙌|🤝|❤|🙏|💪|👏|☑/u;
const LAUGHTER = /😂|🤣|😆|😹|😄|😅|😁/u;
const LAUGHING = /^\s*(?:(?:ha|he|hi){2,}h?|lol|lmao|rofl|xd)[\s!.]*$/iu;

/** A heading before news, "Also: 4 Kinder krank", is no conclusion. */
const HEADING = /^\p{L}+[.:]/u;

const LANGUAGES = ["de", "en"];

export function isQuestion({ text }: Said): boolean {
  return text.includes("?") || BARE_QUESTION.test(text);
}

/** Without its mark: "wer von euch hat eigentlich …" */
const BARE_QUESTION =
  /^(?:(?:und|so|hey|sagt mal|and|so),? )?(?:wer von euch|wer (?:hat|kann|macht|weiß|bringt|kommt|fährt|ist|war)|(?:hat|weiß|kann|braucht|will) (?:wer|jemand)|(?:does|has|is|can|did) any(?:one|body)|who(?:['’]s| is| has| can| wants))(?!\p{L})/iu;

/** Whether it asks for a day, a time or a number. */
export function asksForValue(said: Said): boolean {
  return isQuestion(said) && VALUE_ASKED.test(said.text);
}

const VALUE_ASKED =
  /(?<!\p{L})(?:wann|uhrzeit|wie ?viele?|wie (?:lange|teuer|spät)|was (?:kostet|zahl\p{L}*)|welche[rn]? tag|when|what (?:time|day|date)|what['’]s the call|how (?:many|much|long|late))(?!\p{L})/iu;

/** Whether somebody takes on what was asked: "mach ich", "klar, druck ich", "will do, and I'll buy tape". */
export function accepts(said: Said): boolean {
  return !isQuestion(said) && (opensWith(said.words, ASSENT) || TAKES_ON.test(said.text));
}

const TAKES_ON =
  /(?<!\p{L})(?:(?!hab|sag|weiß|denk|find|glaub|mein|dacht|bin|war|kenn|seh|les|wollt)\p{Ll}+ ich(?! nicht| kein)|ich (?:mach|bring|kauf|hol|schreib|frag|schick|übernehm|kümmer|besorg|druck|fahr|back|reservier|bestell)\p{L}*|i['’]?ll|i (?:will|can)|will do|on it|consider it done)(?!\p{L})/iu;

/** Whether it asks somebody to do something: "kannst du …?", "bitte bis Freitag abgeben". */
export function isRequest(said: Said): boolean {
  return REQUEST.test(said.text) || (isQuestion(said) && TO_SOMEBODY.test(said.text));
}

const REQUEST =
  /(?<!\p{L})(?:bitte|kannst|könntest|magst|can you|could you|would you|will you|please)(?!\p{L})/iu;
/** Whether it speaks to one person. */
export function saysYou({ text }: Said): boolean {
  return TO_SOMEBODY.test(text);
}

const TO_SOMEBODY = /(?<!\p{L})(?:du|ihr|you|jemand|someone|somebody)(?!\p{L})/iu;

/** Whether it is a question to somebody: "wer …?", "has anyone …?". */
export function isAsking(said: Said): boolean {
  return isQuestion(said) && countIn(said.words, ASKING) > 0;
}

/** "ok", "👍", "ich bin dabei". */
export function isAssent(said: Said): boolean {
  const { text, words } = said;
  if (words.length > LONGEST.assent || isQuestion(said)) return false;
  if (words.length <= LONGEST.chat && APPROVAL.test(text)) return true;
  return opensWith(words, ASSENT) || (words.length > 1 && ASSENT.has(words.at(-1) ?? ""));
}

/** Whether it is no answer, but puts it off, denies or is polite: "hm", "nicht ich", "danke dir". */
export function isNoAnswer({ words }: Said): boolean {
  return countIn(words, NO_ANSWER) > 0 || isCourtesy(words);
}

/** "ich, wie immer" */
export function speaksOfItself({ words: [first = ""] }: Said): boolean {
  return /^(?:ich|wir|i|im|we|me)$/u.test(first);
}

export function beginsAsAnswer({ words }: Said): boolean {
  return opensWith(words, ANSWER);
}

/** Whether it holds only greetings, thanks, laughter or emoji, or at most two words. */
export function isSmallTalk({ text, words }: Said): boolean {
  return (
    words.length <= LONGEST.chat ||
    (words.length <= LONGEST.laughter && LAUGHTER.test(text)) ||
    LAUGHING.test(text) ||
    isCourtesy(words)
  );
}

/** Whether it settles something: "wir nehmen zwei", "dann Freitag um 19 Uhr". */
export function settles(said: Said): boolean {
  if (countIn(said.words, DECISION) > 0) return true;
  const isConclusion = countIn(said.words.slice(0, 2), CONCLUSION) > 0;
  return isConclusion && !HEADING.test(said.text) && namesTime(said);
}

/** A time of day, a date, or a weekday, which people write in lower case too. */
function namesTime({ text, words }: Said): boolean {
  return LANGUAGES.some(
    (language) =>
      readTimes(text, language).times.length > 0 ||
      readDates(text, language).dates.length > 0 ||
      words.some((word) => isDateName(word, language)),
  );
}

function isCourtesy(words: readonly string[]): boolean {
  return words.every((word) => SMALL_TALK.has(word));
}

function opensWith(
  [first = "", second = ""]: readonly string[],
  list: ReadonlySet<string>,
): boolean {
  return list.has(first) || list.has(`${first} ${second}`);
}

/** Words and pairs of words that are listed. */
function countIn(words: readonly string[], list: ReadonlySet<string>): number {
  return words.filter((word, i) => list.has(word) || list.has(`${word} ${words[i + 1] ?? ""}`))
    .length;
}
