/**
 * Finds what a sentence puts in quotation marks of any kind, and whether a text holds those very words.
 */
import { fold } from "./fold.ts";
import { splitWords } from "./words.ts";

export interface Quoted {
  /** UTF-16 offsets, marks included. */
  readonly from: number;
  readonly to: number;
  /** Without the marks. */
  readonly words: string;
  /** False: the closing mark is missing, and it runs to the end. */
  readonly isClosed: boolean;
}

/** Which marks close what each one opens. */
const CLOSING: Readonly<Record<string, string>> = {
  "„": '“”"',
  "“": '”"',
  "”": "”",
  "«": "»",
  "»": "«",
  "‚": "‘’",
  "‘": "’",
  "‹": "›",
  "›": "‹",
  "「": "」",
  "『": "』",
  "《": "》",
  "〝": "〞",
  '"': '"',
  "'": "'",
  "`": "`´",
};
/** They are apostrophes, too. */
const APOSTROPHES = new Set(["’", "'", "´"]);
/** What a quotation leaves out: "…", "[...]". */
const OMISSION = /\s*[[(]?(?:…|\.{3})[\])]?\s*/u;

/** In order; none lies within another. */
export function quotedIn(text: string): Quoted[] {
  const found: Quoted[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!opens(text, at)) continue;
    const end = closeOf(text, at);
    const isClosed = end !== null;
    const to = end ?? text.length;
    // An apostrophe that closes nothing is one.
    if (!isClosed && APOSTROPHES.has(text.charAt(at))) continue;
    found.push({ from: at, to, words: text.slice(at + 1, isClosed ? to - 1 : to), isClosed });
    at = to - 1;
  }
  return found;
}

/** A mark opens where a word begins, so it is no apostrophe, no inches and no closing mark. */
function opens(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (!Object.hasOwn(CLOSING, mark)) return false;
  const isSure = /[„«‚‘‹「『《〝“]/u.test(mark);
  if (isSure) return true;
  return (
    !/[\p{L}\p{N}.,!?]/u.test(text.charAt(at - 1)) && /[\p{L}\p{N}[(…]/u.test(text.charAt(at + 1))
  );
}

/** The offset behind the mark that closes the one at `at`; null where none does. */
function closeOf(text: string, at: number): number | null {
  const closing = CLOSING[text.charAt(at)] ?? "";
  for (let end = at + 1; end < text.length; end += 1) {
    const mark = text.charAt(end);
    if (!closing.includes(mark)) continue;
    if (APOSTROPHES.has(mark) && /[\p{L}\p{N}]/u.test(text.charAt(end + 1))) continue;
    return end + 1;
  }
  return null;
}

/** Whether one of the texts holds the words, capitals, accents, punctuation and gaps ("…") aside. */
export function holdsWords(texts: readonly string[], { words }: Pick<Quoted, "words">): boolean {
  const parts = words
    .split(OMISSION)
    .map(plain)
    .filter((part) => part.trim() !== "");
  return (
    parts.length === 0 ||
    texts.some((text) => {
      const whole = plain(text);
      let from = 0;
      return parts.every((part) => {
        const at = whole.indexOf(part, from);
        from = at + part.length - 1;
        return at >= 0;
      });
    })
  );
}

/** " die standhafte unterstutzung " */
function plain(text: string): string {
  const words = splitWords(text, "de").map((word) => fold(word, "de"));
  return words.length === 0 ? "" : ` ${words.join(" ")} `;
}
