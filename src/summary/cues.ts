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

const FIGURE = /\p{Nd}/u;
const APPROVAL = /👍|👌|✅|🎉|🙌|🤝|❤|🙏|💪|👏|☑/u;
const LAUGHTER = /😂|🤣|😆|😹|😄|😅|😁/u;
const LAUGHING = /^\s*(?:(?:ha|he|hi){2,}h?|lol|lmao|rofl|xd)[\s!.]*$/iu;

/** A heading before news, "Also: 4 Kinder krank", is no conclusion. */
const HEADING = /^\p{L}+[.:]/u;

/** Telegram has every bot's name end in "bot". */
const TO_A_BOT = /(?<!\w)@\w+bot(?!\w)/iu;

const TO_A_PROGRAM = [
  /<\/?[a-z_]+>/iu,
  /(?:ignor|disregard|forget|override|vergiss|missachte)[^.!?]{0,40}(?:instruction|prompt|rules|anweisung|regeln|vorgaben)/iu,
  /(?<!\p{L})(?:system|assistant|assistent|summary|zusammenfassung)(?: ?(?:prompt|notice|message|nachricht|hinweis|meldung))?\s?:/iu,
  /(?<!\p{L})(?:an|you are|du bist|als|eine?) (?:ai|ki|assistant|assistent|chatbot|llm|sprachmodell)(?!\p{L})/iu,
];

const LANGUAGES = ["de", "en"];

export function hasFigure({ text }: Said): boolean {
  return FIGURE.test(text);
}

export function isQuestion({ text }: Said): boolean {
  return text.includes("?");
}

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

export function countDecisions({ words }: Said): number {
  return countIn(words, DECISION);
}

/** Whether it settles something: "wir nehmen zwei", "dann Freitag um 19 Uhr". */
export function settles(said: Said): boolean {
  if (countDecisions(said) > 0) return true;
  const isConclusion = countIn(said.words.slice(0, 2), CONCLUSION) > 0;
  return isConclusion && !HEADING.test(said.text) && namesTime(said);
}

/** Whether it is addressed to a bot, which has answered it. */
export function asksBot({ text }: Pick<Said, "text">): boolean {
  return TO_A_BOT.test(text);
}

/** Whether it gives orders to the program that sums up, or pretends to be a program's text. */
export function addressesProgram({ text }: Said): boolean {
  return TO_A_PROGRAM.some((pattern) => pattern.test(text));
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
