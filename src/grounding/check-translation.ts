/**
 * Checks a translation of an answer's quotations: each must be there, and none may hold a link, an account or a command.
 */
import type { Judge } from "./judge.ts";
import { isActive, makeInert } from "../text/inert-text.ts";

/** Words under a mark: the article's, or their translation. */
export interface MarkedWords {
  readonly mark: number;
  readonly words: string;
}

/** `written` as "[1] … [2] …", a line each. As many as `quotations`, in their order; null where one is missing. */
export function checkTranslation(
  written: string,
  quotations: readonly MarkedWords[],
): MarkedWords[] | null {
  const parts = written.split(/^[ \t]*\[(\d{1,3})\]/mu).slice(1);
  const byMark = new Map<number, string>();
  for (let at = 0; at + 1 < parts.length; at += 2)
    byMark.set(Number(parts[at]), onOneLine(makeInert(parts[at + 1] ?? "").text));
  const translated = quotations.map(({ mark }) => ({ mark, words: byMark.get(mark) ?? "" }));
  return translated.every(({ words }) => words !== "" && !isActive(words)) ? translated : null;
}

/** Those that say what their quotation says. */
export async function rightOnes(
  translated: readonly MarkedWords[],
  quotations: readonly MarkedWords[],
  judge: Judge | null,
): Promise<readonly MarkedWords[]> {
  if (judge === null) return translated;
  const verdicts = await Promise.all(
    translated.map(({ words, mark }, i) => {
      const cited = [{ text: quotations[i]?.words ?? "", context: "" }];
      return judge({ number: mark, text: words, before: [], question: "", cited });
    }),
  );
  return translated.filter((_, i) => verdicts[i] === "ok");
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
