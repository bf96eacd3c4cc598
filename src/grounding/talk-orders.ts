/**
 * Tells what speaks to a program that reads a talk, and not to the people in it: it is never a point of a summary.
 */

/** Telegram has every bot's name end in "bot". */
const TO_A_BOT = /(?<!\w)[@＠]\w+bot(?!\w)/iu;

const READER =
  "(?:bots?|ki|ai|chatbots?|llms?|sprachmodelle?|language models?|ki-assistent(?:en)?|assistant|summari[sz]er)";

const PATTERNS = [
  /<\/?[a-z_]+>/iu,
  /(?:ignor|disregard|forget|override|overrule|vergiss|vergesst|missachte)[^.!?]{0,40}(?:instruction|prompt|rules|anweisung|regeln|vorgaben|above|davor)/iu,
  /(?<!\p{L})(?:system|assistant|assistent|summary|zusammenfassung)(?: ?(?:prompt|notice|message|nachricht|hinweis|meldung|override))?\s?[:,]/iu,
  /(?<!\p{L})(?:an|you are|du bist|als|eine?) (?:ai|ki|assistant|assistent|chatbot|llm|sprachmodell)(?!\p{L})/iu,
  new RegExp(
    `(?<!\\p{L})(?:hey|hallo|dear|liebe[rs]?|hi|note to|to|an|any|all[e]?|every|jede[rn]?)(?: \\p{L}+){0,2} ${READER}(?!\\p{L})`,
    "iu",
  ),
  /(?<!\p{L})(?:zusammenfass\p{L}*|summary|summari[sz]e\p{L}*)[^.!?]{0,60}(?<!\p{L})(?:schreib\p{L}*|write|put|add|list|say|erwähn\p{L}*|mention)(?!\p{L})/iu,
  /(?<!\p{L})(?:schreib\p{L}*|write|put|add|list|say|erwähn\p{L}*|mention|include|tell everyone)(?!\p{L})[^.!?]{0,60}(?<!\p{L})(?:in|to|into) (?:the|die|der|your|deiner?|eurer?) (?:zusammenfassung|summary)(?!\p{L})/iu,
];

/** Whether it is addressed to a bot, which has answered it. */
export function asksBot(text: string): boolean {
  return TO_A_BOT.test(text);
}

/** Whether it is addressed to a bot, gives orders to whoever sums up, or pretends to be a program's text. */
export function addressesProgram(text: string): boolean {
  return asksBot(text) || PATTERNS.some((pattern) => pattern.test(text));
}
