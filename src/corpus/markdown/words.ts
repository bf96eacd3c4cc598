/**
 * The elements of a line of text → its words, as a reader of the page sees them.
 */
import type { ElementContent, RootContent } from "hast";
import { isSkipped } from "./elements.ts";
import { showLiterals } from "./literals.ts";

export interface Line {
  /** Line breaks are kept. */
  readonly text: string;
  /** The bold or italic words that it begins with; empty where it does not. */
  readonly opening: string;
  /** Whether all of it is bold or italic. */
  readonly isStyled: boolean;
}

interface Run {
  readonly text: string;
  readonly isStyled: boolean;
}

/** A line break, until the line's end behind it is known. */
const BREAK = "\u2028";

const STYLES = new Set(["strong", "b", "em", "i"]);

/** Numbers and signs as small as a reader sees them: H₂O, m². */
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** Behind a word it is a footnote's, behind a unit or a letter a power. */
const NOTE_BEHIND = /(?:\p{L}{4,}|[.,;:!?”“"»])$/u;

export function readLine(nodes: readonly RootContent[]): Line {
  const runs = nodes.flatMap((node) => runsOf(node, false));
  const shown = joinRuns(runs).filter(({ text }) => text !== "");
  const worded = shown.filter(({ text }) => text.trim() !== "");
  const rest = worded.findIndex(({ isStyled }) => !isStyled);
  const opening = rest === -1 ? worded : worded.slice(0, rest);
  return {
    text: withoutLeftOvers(showLiterals(breakLines(shown.map(({ text }) => text).join("")))),
    opening: showLiterals(opening.map(({ text }) => text).join("")).trim(),
    isStyled: worded.length > 0 && rest === -1,
  };
}

/** Behind a line break Markdown has the end of its own line as well. */
function breakLines(text: string): string {
  return text.replace(/\u2028[^\S\n\u2028]*\n?/gu, "\n");
}

/** What a small number means depends on what stands before it. */
function joinRuns(runs: readonly (Run & { readonly place?: string })[]): Run[] {
  let before = "";
  return runs.map(({ text, isStyled, place }) => {
    const shown = place === undefined ? text : shiftDigits(text, place, before);
    before = (before + shown).slice(-20);
    return { text: shown, isStyled };
  });
}

function shiftDigits(text: string, place: string, before: string): string {
  const digits = text.replace(/^\[|\]$/gu, "").trim();
  if (!/^\d+$/u.test(digits)) return /^\[[^\]]*\]$/u.test(text) ? "" : text;
  if (place === "sup" && (digits !== text || NOTE_BEHIND.test(before))) return "";
  const signs = place === "sup" ? RAISED : LOWERED;
  return digits.replace(/\d/gu, (digit) => signs[Number(digit)] ?? digit);
}

function runsOf(
  node: RootContent | ElementContent,
  isStyled: boolean,
): (Run & { place?: string })[] {
  if (node.type === "text") return [{ text: node.value, isStyled }];
  if (node.type !== "element" || isSkipped(node)) return [];
  if (node.tagName === "br") return [{ text: BREAK, isStyled }];
  const inner = node.children.flatMap((child) =>
    runsOf(child, isStyled || STYLES.has(node.tagName)),
  );
  if (node.tagName !== "sup" && node.tagName !== "sub") return inner;
  return [{ text: inner.map(({ text }) => text).join(""), isStyled, place: node.tagName }];
}

/** Stars of emphasis that Markdown could not pair, and marks of footnotes that stand nowhere. */
function withoutLeftOvers(text: string): string {
  return text
    .replace(/\[\^[^\]\s]+\]/gu, "")
    .replace(/(?<![\p{L}\p{N}*])\*\*(?=[\p{L}„“"])|(?<=[\p{L}.!?:“”"])\*\*(?![\p{L}\p{N}*])/gu, "");
}
