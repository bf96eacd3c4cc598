/**
 * What a message of a group does, told by its words and signs: it names figures, agrees, settles, asks, or only chats.
 */
import { CUE_WORDS } from "./cue-words.ts";
import type { Talk } from "./summary.ts";

/** What a cue is looked for in. */
interface Said {
  readonly text: string;
  /** Lower case, in order. */
  readonly words: readonly string[];
}

/** Whether a message does that. */
type Tell = (said: Said) => boolean;

export interface Cues {
  /** Numbers it holds. */
  readonly countFigures: (said: Said) => number;
  readonly hasTime: Tell;
  readonly hasMoney: Tell;
  readonly hasLink: Tell;
  readonly isQuestion: Tell;
  /** A question that somebody is to answer: "wer", "has anyone". */
  readonly isAsking: Tell;
  readonly isAssent: Tell;
  /** It answers no question: "hm", "nicht ich", "😬". */
  readonly isNoAnswer: Tell;
  /** It begins as answers do: "ich", "at". */
  readonly beginsAsAnswer: Tell;
  /** Greetings, thanks, laughter, two words, signs: nothing else stands in it. */
  readonly isSmallTalk: Tell;
  /** Words of it that settle something, or are often said before that. */
  readonly countDecisions: (said: Said) => number;
  readonly settles: Tell;
  /** It begins with a bot's name, which Telegram has end in "bot": the bot has answered it. */
  readonly asksBot: Tell;
  /** It speaks to whoever sums up, or passes for a program's own text. */
  readonly addressesProgram: Tell;
}

export function createCues(language: Talk["language"]): Cues {
  const lists = CUE_WORDS[language];
  const isChat = ({ words }: Said) => words.every((word) => lists.smallTalk.has(word));
  return {
    countFigures: ({ text }) => text.match(NUMBERS)?.length ?? 0,
    hasTime: ({ text }) => TIME.test(text),
    hasMoney: ({ text }) => MONEY.test(text),
    hasLink: ({ text }) => LINK.test(text),
    isQuestion,
    isAsking: (said) => isQuestion(said) && countIn(said.words, lists.asking) > 0,
    isAssent: (said) =>
      said.words.length <= LONGEST.assent && !isQuestion(said) && agrees(said, lists.assent),
    isNoAnswer: (said) =>
      (isQuestion(said) && !NUMBER.test(said.text)) ||
      isLaughter(said) ||
      isChat(said) ||
      countIn(said.words, lists.noAnswer) > 0,
    beginsAsAnswer: (said) => opensWith(said, lists.answer),
    isSmallTalk: (said) => said.words.length <= LONGEST.chat || isLaughter(said) || isChat(said),
    countDecisions: ({ words }) =>
      countIn(words, lists.decision) + countIn(words, lists.conclusion),
    settles: (said) => countIn(said.words, lists.decision) > 0 || concludes(said, lists.conclusion),
    asksBot: ({ text }) => TO_A_BOT.test(text),
    addressesProgram: ({ text }) => TO_A_PROGRAM.some((pattern) => pattern.test(text)),
  };
}

/** In words. */
const LONGEST = { assent: 5, laughter: 4, chat: 2 } as const;

const NUMBER = /\p{Nd}/u;
const NUMBERS = /\p{Nd}+/gu;

/** "19 uhr", "8-10 am", "18.30", "ab 12", "halb vier". */
const TIME =
  /(?<![\d.,])(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)?\s?(?:uhr|h|am|pm|o['’]?clock)(?!\p{L})|(?<![\d.,])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d.])|(?<!\p{L})(?:um|ab|bis|at|by|from|till?) (?:[01]?\d|2[0-3])(?![\d.%€£$])|(?<!\p{L})hal[bf] \p{L}/iu;
/** "10.12.", "3. Juni", "26th", weekdays and those near. */
const DATE =
  /(?<![\d.])\d{1,2}\.\s?(?:\d{1,2}\.|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)|(?<!\p{L})(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|heute|morgen|today|tomorrow|tonight)|(?<!\d)\d{1,2}(?:st|nd|rd|th)(?!\p{L})/iu;
const MONEY = /\p{Sc}|(?<!\p{L})(?:euros?|eur|cent|franken|pounds?|quid|dollars?|bucks)(?!\p{L})/iu;
const LINK = /https?:\/\//iu;

const APPROVAL = /👍|👌|✅|🎉|🙌|🤝|❤|🙏|💪|👏|☑/u;
const LAUGHTER = /😂|🤣|😆|😹|😄|😅|😁/u;
const LAUGHING = /^\s*(?:(?:ha|he|hi){2,}h?|lol|lmao|rofl|xd)[\s!.]*$/iu;

/** "Also: 4 Kinder krank" tells news. */
const HEADING = /^\p{L}+[.:]/u;

const TO_A_BOT = /^@\w+bot(?!\w)/iu;

const TO_A_PROGRAM = [
  /<\/?[a-z_]+>/iu,
  /(?:ignor|disregard|forget|override|vergiss|missachte)[^.!?]{0,40}(?:instruction|prompt|rules|anweisung|regeln|vorgaben)/iu,
  /(?<!\p{L})(?:system|assistant|assistent|summary|zusammenfassung)(?: ?(?:prompt|notice|message|nachricht|hinweis|meldung))?\s?:/iu,
  /(?<!\p{L})(?:an|you are|du bist|als|eine?) (?:ai|ki|assistant|assistent|chatbot|llm|sprachmodell)(?!\p{L})/iu,
];

function isQuestion({ text }: Said): boolean {
  return text.includes("?");
}

function isLaughter({ text, words }: Said): boolean {
  return LAUGHING.test(text) || (words.length <= LONGEST.laughter && LAUGHTER.test(text));
}

function agrees({ text, words }: Said, assent: ReadonlySet<string>): boolean {
  if (words.length <= LONGEST.chat && APPROVAL.test(text)) return true;
  return opensWith({ text, words }, assent) || (words.length > 1 && assent.has(words.at(-1) ?? ""));
}

/** "Dann Freitag um 19 Uhr" */
function concludes({ text, words }: Said, conclusion: ReadonlySet<string>): boolean {
  return (
    countIn(words.slice(0, 2), conclusion) > 0 &&
    !HEADING.test(text) &&
    (TIME.test(text) || DATE.test(text))
  );
}

function opensWith({ words: [first = "", second = ""] }: Said, list: ReadonlySet<string>): boolean {
  return list.has(first) || list.has(`${first} ${second}`);
}

/** Words and pairs of words that are listed. */
function countIn(words: readonly string[], list: ReadonlySet<string>): number {
  return words.filter((word, i) => list.has(word) || list.has(`${word} ${words[i + 1] ?? ""}`))
    .length;
}
