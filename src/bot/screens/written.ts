/**
 * A written answer → Screen: its sentences with their marks, then what each mark opens, word for word.
 */
import type { Answer } from "../../answer/answer.ts";
import type { Citation, WrittenSentence } from "../../grounding/citations.ts";
import { answerLanguage } from "../../grounding/answer-language.ts";
import { bareQuotations, markedQuotations, markRow } from "./quoting.ts";
import { joined } from "./rich.ts";
import { articleRows, tapButton, type Screen, type View } from "./screen.ts";
import { texts } from "./texts/texts.ts";

type Written = Extract<Answer, { kind: "written" }>;

/** A group reads no more than this. */
const GROUP_SOURCES = 2;
/** A row holds three buttons whose labels can be read on a phone. */
const MARKS_BESIDE = 2;

export function renderWritten(
  answer: Written,
  view: View,
): Screen & { readonly language: string; readonly citations: readonly Citation[] } {
  const { sentences, citations } = view.isPrivate ? answer : shortened(answer);
  const articles = citations.map(({ passage }) => passage.article);
  const own = texts[view.language];
  const language = answerLanguage(sentences.map(({ text }) => text).join(" "));
  const isForeign = articles.some((article) => article.language !== language);
  return {
    language,
    citations,
    text: joined(
      [
        joined([prose(sentences), answer.isComplete ? "" : own.incomplete], "\n"),
        view.isPrivate
          ? markedQuotations(citations, view.language, { foldFrom: 0 })
          : bareQuotations(citations, view.language),
      ],
      view.isPrivate ? "\n\n" : "\n",
    ),
    buttons: [
      ...(view.isPrivate && isForeign
        ? withTranslation(markRow(citations, view), view)
        : markRow(citations, view)),
      ...articleRows(articles, view),
    ],
  };
}

/** Beside the marks where there is room. */
function withTranslation(marks: Screen["buttons"], view: View): Screen["buttons"] {
  const { language } = view;
  const translate = tapButton(texts[language].translate, { kind: "translate", language });
  const [row = []] = marks;
  return row.length > MARKS_BESIDE ? [...marks, [translate]] : [[...row, translate]];
}

/** "Beide Länder bestreiten Waffengeschäfte. [2] [3]" */
export function prose(sentences: readonly WrittenSentence[]): string {
  return sentences
    .map(({ text, marks }) => [text, ...marks.map((mark) => `[${mark}]`)].join(" "))
    .join(" ");
}

function isShown(mark: number): boolean {
  return mark <= GROUP_SOURCES;
}

/** Sentences, from the first on, that rest on the first sources alone. */
function shortened({ sentences, citations }: Written): {
  sentences: readonly WrittenSentence[];
  citations: readonly Citation[];
} {
  const end = sentences.findIndex(({ marks }) => marks.length > 0 && !marks.some(isShown));
  return {
    sentences: (end === -1 ? sentences : sentences.slice(0, end)).map(({ text, marks }) => ({
      text,
      marks: marks.filter(isShown),
    })),
    citations: citations.filter(({ mark }) => isShown(mark)),
  };
}
