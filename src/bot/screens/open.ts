/**
 * What a button or a deep link opens: found again in the articles as they are now.
 */
import type { Library } from "../../library.ts";
import { hashOfQuestion, type Target } from "./callback-data.ts";
import { contextScreen, overviewScreen, sectionScreen } from "./reading.ts";
import type { Screen, View } from "./screen.ts";
import { sourcesScreen } from "./sources.ts";

export type Opened =
  | { readonly kind: "screen"; readonly screen: Screen }
  /** One page of a list, which takes the place of the page before. */
  | { readonly kind: "page"; readonly screen: Screen }
  | { readonly kind: "question"; readonly text: string };

/** Null when the words are not in the articles any more. */
export function openTarget(target: Target, library: Library, view: View): Opened | null {
  if (target.kind === "question") return { kind: "question", text: target.text };
  if (target.kind === "suggestion") return openSuggestion(target.hash, library);
  if (target.kind === "sources")
    return { kind: "page", screen: sourcesScreen(library.corpus, target.page, view) };
  const screen = openPassage(target, library, view);
  return screen === null ? null : { kind: "screen", screen };
}

function openSuggestion(hash: string, { corpus }: Library): Opened | null {
  const questions = corpus.articles.flatMap((article) => article.questions);
  const text = questions.find((question) => hashOfQuestion(question) === hash);
  return text === undefined ? null : { kind: "question", text };
}

type PassageTarget = Extract<Target, { kind: "passage" | "section" | "overview" }>;

function openPassage(target: PassageTarget, library: Library, view: View): Screen | null {
  const passage = library.findPassage(target.ref);
  if (passage === null) return null;
  if (target.kind === "section") return sectionScreen(passage, view);
  if (target.kind === "passage") {
    const { from, to } = target;
    return to > passage.sentences.length ? null : contextScreen({ passage, from, to }, view);
  }
  const { passages } = passage.article;
  const lead = passages.find(({ kind }) => kind === "paragraph") ?? passage;
  return overviewScreen(
    { passage: lead, from: 0, to: lead.sentences.length },
    library.corpus.articles.length,
    view,
  );
}
