/**
 * What a text quotes, by German, French, English and straight marks; so that speech is told apart, and no quotation shown torn.
 */
import type { Excerpt, Passage } from "../corpus/passage.ts";

export interface Quotation {
  /** UTF-16 offsets, marks included; one that is never closed ends with the text. */
  readonly from: number;
  readonly to: number;
  /** A few quoted words are a name or a turn of phrase, not what somebody says. */
  readonly speech: boolean;
}

/** Words from which on a quotation is speech. */
const SPEECH_WORDS = 4;

const CLOSING: Readonly<Record<string, string>> = {
  "„": "“”",
  "«": "»",
  "»": "«",
  "“": "”",
  '"': '"',
};

/** What stands in for a quotation's characters where it is speech, and where it is not. */
const SAID = "\uE000";
const NAMED = "\uE001";

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

/** A straight mark behind a letter or a digit closes, or stands for inches. */
function opens(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (!Object.hasOwn(CLOSING, mark)) return false;
  return mark !== '"' || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

function quotation(text: string, from: number, to: number): Quotation {
  const words = text.slice(from, to).trim().split(/\s+/).length;
  return { from, to, speech: words >= SPEECH_WORDS };
}

/**
 * The text with its quotations blotted out, as long as it was.
 * A comma that English puts inside the marks stands outside: `“We know,” she said` → `……, she said`.
 */
export function blotOut(text: string, quotations: readonly Quotation[]): string {
  let blotted = "";
  let end = 0;
  for (const { from, to, speech } of quotations) {
    const inner = text.charAt(to - 2);
    const filled = (speech ? SAID : NAMED).repeat(to - from);
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

/** A longer quotation is shown in part. */
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
