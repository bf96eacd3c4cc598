/**
 * Finds the quotations in a text, by German, French, English and straight marks, and keeps excerpts from cutting one.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";

export interface Quotation {
  /** UTF-16 offsets, marks included; one that is never closed ends with the text. */
  readonly from: number;
  readonly to: number;
  /** False for a few quoted words: they are a title or a turn of phrase, not what somebody says. */
  readonly isSpeech: boolean;
}

/** From this many words on a quotation is speech. */
const SPEECH_WORDS = 4;

const CLOSING: Readonly<Record<string, string>> = {
  "„": "“”",
  "«": "»",
  "»": "«",
  "“": "”",
  '"': '"',
};

/** Private-use characters that blot out a quotation: one for speech, one for other quotations. */
const SPEECH_FILLER = "\uE000";
const NO_SPEECH_FILLER = "\uE001";

export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = [];
  let open: { from: number; closing: string } | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (open !== null && open.closing.includes(mark)) {
      found.push(quotation(text, open.from, at + 1));
      open = null;
    } else if (open === null && opens(text, at)) {
      open = { from: at, closing: CLOSING[mark] ?? "" };
    }
  }
  return open === null ? found : [...found, quotation(text, open.from, text.length)];
}

/** A straight mark opens only where no letter or digit is before it: there it closes, or means inches. */
function opens(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (!Object.hasOwn(CLOSING, mark)) return false;
  return mark !== '"' || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

function quotation(text: string, from: number, to: number): Quotation {
  const words = text.slice(from, to).trim().split(/\s+/).length;
  return { from, to, isSpeech: words >= SPEECH_WORDS };
}

/**
 * The text with its quotations blotted out, as long as it was.
 * A comma that English puts inside the marks stands outside: `“We know,” she said` → `……, she said`.
 */
export function blotOut(text: string, quotations: readonly Quotation[]): string {
  let blotted = "";
  let end = 0;
  for (const { from, to, isSpeech } of quotations) {
    const inner = text.charAt(to - 2);
    const filled = (isSpeech ? SPEECH_FILLER : NO_SPEECH_FILLER).repeat(to - from);
    const comma = /[,?!]/.test(inner) && text.charAt(to) === " ";
    blotted += text.slice(end, from) + (comma ? filled.slice(0, -1) + inner : filled);
    end = to;
  }
  return blotted + text.slice(end);
}

/** For each sentence, whether a quotation goes on after it. */
export function openAfterSentences({ text, sentences }: Passage): boolean[] {
  const quotations = quotationsIn(text);
  return sentences.map(({ end }) => quotations.some(({ from, to }) => from < end && to > end));
}

/** A quotation of more sentences is shown in part. */
const SENTENCES_LIMIT = 4;

/** The excerpt with the rest of a quotation that begins before it or ends after it. */
export function withWholeQuotation({ passage, from, to }: Excerpt): Excerpt {
  const open = openAfterSentences(passage);
  let [start, end] = [from, to];
  while (start > 0 && open[start - 1] === true) start -= 1;
  while (end < open.length && open[end - 1] === true) end += 1;
  const isLong = end - start > Math.max(SENTENCES_LIMIT, to - from);
  return isLong ? { passage, from, to } : { passage, from: start, to: end };
}
