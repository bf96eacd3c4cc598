/**
 * Excerpts → quotations: what stands above them, the article's words behind the bar, the source line below.
 */
import { excerptText, type Article, type Excerpt } from "../../corpus/passage.ts";
import type { Language } from "../incoming/language.ts";
import { joined, styled, type RichText, type Words } from "./rich.ts";
import { openingButton, type Screen, type View } from "./screen.ts";
import { passageLabel, sourceLine } from "./source-line.ts";
import { texts } from "./texts/texts.ts";

/** A longer answer in private folds; in groups every quotation may. */
const FOLDED_FROM = 300;

export interface Marked extends Excerpt {
  readonly mark: number;
}

/** The article's words and nothing else. */
export function quotation(words: string, { folds }: { readonly folds: boolean }): RichText {
  return styled(folds ? "expandable_blockquote" : "blockquote", words);
}

/** In private: mark and section above each quotation, the source line last; parted by article. Longer ones fold, below prose all do. */
export function markedQuotations(
  citations: readonly Marked[],
  language: Language,
  { foldFrom = FOLDED_FROM }: { readonly foldFrom?: number } = {},
): RichText {
  const runs = runsByArticle(citations);
  const blocks = runs.map((run) => {
    const lines: Words[] = [];
    for (const [index, citation] of run.entries()) {
      const words = excerptText(citation);
      lines.push(headLine(citation, run[index - 1] ?? null, language));
      lines.push(quotation(words, { folds: words.length > foldFrom }));
    }
    return joined([...lines, ...sourceLines(run, language)]);
  });
  return joined(blocks, "\n\n");
}

/** In a group: the quotations alone, labelled only where they are not the running text. */
export function bareQuotations(citations: readonly Excerpt[], language: Language): RichText {
  const blocks = runsByArticle(citations).map((run) => {
    const quotations = run.map((citation) =>
      joined([
        passageLabel(citation.passage, language) ?? "",
        quotation(excerptText(citation), { folds: true }),
      ]),
    );
    return joined([joined(quotations, "\n\n"), ...sourceLines(run, language)]);
  });
  return joined(blocks, "\n\n");
}

/** "[1] USA beobachten Kooperationen mit Argwohn", "[2] ebenda", "[3] Zitatkasten · Jens Stoltenberg", "[1]". */
function headLine({ mark, passage }: Marked, before: Excerpt | null, language: Language): string {
  const label = passageLabel(passage, language);
  if (label !== null) return `[${mark}] ${label}`;
  if (passage.section === null) return `[${mark}]`;
  const isSame = before?.passage.kind === "paragraph" && before.passage.section === passage.section;
  return `[${mark}] ${isSame ? texts[language].ibid : passage.section}`;
}

function sourceLines(run: readonly Excerpt[], language: Language): string[] {
  const article = run[0]?.passage.article;
  return article === undefined ? [] : [sourceLine(article, language)];
}

/** Citations of one article that follow one another share a source line. */
function runsByArticle<E extends Excerpt>(citations: readonly E[]): E[][] {
  const runs: E[][] = [];
  let article: Article | null = null;
  for (const citation of citations) {
    if (citation.passage.article !== article) runs.push([]);
    runs.at(-1)?.push(citation);
    article = citation.passage.article;
  }
  return runs;
}

/** "[1] im Text", "[2] im Text", side by side. */
export function markRow(citations: readonly Marked[], view: View): Screen["buttons"] {
  const buttons = citations.map(({ mark, passage, from, to }) =>
    openingButton(
      texts[view.language].inText(mark),
      { kind: "passage", ref: passage.ref, from, to },
      view,
    ),
  );
  return buttons.length === 0 ? [] : [buttons];
}
