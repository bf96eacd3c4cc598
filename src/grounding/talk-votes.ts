/**
 * Votes in a talk: what opens one, a single ballot, and a result with its two sides: "angenommen: 11 dafür, 6 dagegen".
 */
import { readNumeral } from "../text/numbers/numerals.ts";

export interface Vote {
  /** Null where they are not told. */
  readonly votes: { readonly yes: number; readonly no: number } | null;
  /** Null where it is told neither in words nor by the votes. */
  readonly isCarried: boolean | null;
}

const YES = "dafür|ja(?:-?stimmen)?|pro(?:stimmen)?|yes(?:es)?|for|in favou?r|ayes?";
const NO = "dagegen|nein(?:-?stimmen)?|gegenstimmen?|contra|kontra|no(?:es)?|against|nays?";
const CARRIED =
  /(?<!\p{L}|nicht |not )(?:angenommen|beschlossen|zugestimmt|carried|passed|accepted|approved)(?!\p{L})/iu;
const LOST =
  /(?<!\p{L})(?:abgelehnt|gescheitert|durchgefallen|nicht angenommen|rejected|defeated|lost|fails|failed|not carried)(?!\p{L})/iu;
const OPENS =
  /(?<!\p{L})(?:antrag|abstimmung|stimmt|abstimmen|vote|voting|motion|propose|hands up)(?!\p{L})/iu;
const BALLOT =
  /^(?:(?:ich|bin|i|i['’]?m|vote|ok|puh|nö|nee)[, ]+)*(?:dafür|dagegen|enthaltung|enthalte|pro|contra|for|against|abstain|aye|nay|yes|no|ja|nein)(?!\p{L})/iu;

export function opensVote(text: string): boolean {
  return OPENS.test(text) && readVote(text).votes === null;
}

export function isBallot(text: string): boolean {
  return BALLOT.test(text.trim()) && readVote(text).votes === null;
}

export function readVote(text: string): Vote {
  const [yes, no] = [countOf(YES, text), countOf(NO, text)];
  const votes = yes === null || no === null ? null : { yes, no };
  const said = LOST.test(text) ? false : CARRIED.test(text) ? true : null;
  return { votes, isCarried: said ?? (votes === null ? null : votes.yes > votes.no) };
}

/** "11 dafür", "11 Stimmen dafür", "eine Gegenstimme", "Ja: 4" */
function countOf(side: string, text: string): number | null {
  const before = new RegExp(
    `(?<![\\p{L}\\p{Nd}])(\\p{Nd}{1,5}|\\p{L}{2,})\\s+(?:(?:stimmen?|votes?)\\s+)?(?:${side})(?!\\p{L})`,
    "giu",
  );
  for (const [, word = ""] of text.matchAll(before)) {
    const count = numberOf(word.toLowerCase());
    if (count !== null) return count;
  }
  const behind = new RegExp(`(?<!\\p{L})(?:${side}):\\s*(\\p{Nd}{1,5})`, "iu").exec(text)?.[1];
  return behind === undefined ? null : Number(behind);
}

function numberOf(word: string): number | null {
  if (/^\p{Nd}/u.test(word)) return Number(word);
  if (/^(?:eine?|one)$/u.test(word)) return 1;
  for (const language of ["de", "en"]) {
    const numeral = readNumeral(word, language);
    if (numeral?.kind === "value") return numeral.value;
  }
  return null;
}
