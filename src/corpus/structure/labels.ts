/**
 * What stands before what somebody says in an interview: "Kim Probe (Bürgerliste):", "MUSTER:", "Frage:".
 */
const WORD = "(?:\\p{Lu}\\.|\\p{Lu}[\\p{L}\\p{M}.’'-]*)";

/** One to four words with capitals, and a party or place in brackets. */
const NAME = `(?:(?:Dr|Prof)\\.\\s+)*${WORD}(?:\\s+(?:(?:von|van|de|der|den|zu)\\s+)*${WORD}){0,3}`;

export const LABEL = new RegExp(
  `^(?<name>${NAME})(?:\\s*\\((?<role>[^()]{1,60})\\))?(?:,\\s(?<office>[^:.!?,]{2,40}))?\\s*:\\s+(?=\\S)`,
  "u",
);

/** Labels of questions and of answers that name nobody. */
export const ASKING = /^(?:Frage|F|Q|Question|Interviewer(?:in)?|Redaktion)$/iu;
export const ANSWERING = /^(?:Antwort|A|Answer)$/iu;
