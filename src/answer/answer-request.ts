/**
 * A question → what the model is sent: the passages to read, the conversation, the words of the prompt.
 */
import type { Finding } from "../search/finding.ts";
import type { Corpus, Passage } from "../corpus/passage.ts";
import { LONG, SHORT, type Length } from "../grounding/citations.ts";
import type { ModelRequest } from "../llm/model.ts";
import { nameInEnglish, tellLanguage } from "../text/language.ts";
import { contentWordTest } from "../text/lists/content-words.ts";
import { wordPattern } from "../text/lists/word-patterns.ts";
import { isFollowUp } from "../text/follow-up.ts";
import type { Question } from "./answer.ts";
import {
  chooseArticles,
  chooseBest,
  fitsWhole,
  toSource,
  type PassagesToSend,
} from "./passages-to-send.ts";

type Slot = "articles" | "language" | "sentences" | "searching";

export interface RequestParts {
  readonly corpus: Corpus;
  readonly find: (question: string, previous: string | null) => Finding;
  /** `prompts/answer.md` with its slots filled. */
  readonly prompt: (slots: Readonly<Record<Slot, string>>) => string;
}

export interface AnswerRequest {
  readonly request: ModelRequest;
  readonly finding: Finding;
  /** Every passage the model was given, by the name it was sent under; grows while the model searches. */
  readonly sent: ReadonlyMap<string, Passage>;
  /** Whether that is the whole corpus. */
  readonly isAll: boolean;
  readonly length: Length;
}

type AskedOfModel = Omit<Question, "wish"> & Partial<Pick<Question, "wish">>;

const NUMBERS: Readonly<Record<number, string>> = { 3: "three", 6: "six" };
/** About twice what six sentences with eight marks take. */
const MAX_TOKENS = 1500;

const asksForMuch = wordPattern(new URL("words/asking-for-much.txt", import.meta.url));

export function prepareRequest(parts: RequestParts, question: AskedOfModel): AnswerRequest {
  const { corpus, find, prompt } = parts;
  const { text, previous, history = [], selectedText } = question;
  const finding = find(text, selectedText ?? previous);
  const language = tellLanguage(text) ?? question.language ?? null;
  const { passages, isAll } = choosePassages(parts, { question, finding, language });
  const sent = new Map(passages.map((passage) => [passage.id, passage]));
  const search = (query: string) => {
    const found = chooseBest(find(query, null)).passages;
    for (const passage of found) sent.set(passage.id, passage);
    return found.map(toSource);
  };
  const maySearch = !fitsWhole(corpus);
  const length = lengthOf(question);
  const request: ModelRequest = {
    system: prompt({
      articles: describeArticles(passages),
      language: language === null ? "the language of the question" : nameInEnglish(language),
      sentences: NUMBERS[length.sentences] ?? String(length.sentences),
      searching: maySearch ? ", search for them; if they are not found either" : "",
    }),
    history,
    sources: passages.map(toSource),
    sentAs: "search-results",
    question: selectedText === undefined ? text : `About these words: “${selectedText}”\n\n${text}`,
    maxTokens: MAX_TOKENS,
    search: maySearch ? search : null,
  };
  return { request, finding, sent, isAll, length };
}

function lengthOf({ text, wish = null }: AskedOfModel): Length {
  return wish?.kind === "overview" || asksForMuch.isIn(text) ? LONG : SHORT;
}

interface Asked {
  readonly question: AskedOfModel;
  readonly finding: Finding;
  readonly language: string | null;
}

/** The best passages where the search is sure, else all articles that fit. */
function choosePassages(
  { corpus }: RequestParts,
  { question, finding, language }: Asked,
): PassagesToSend {
  const [top] = finding.passages;
  const { text, previous, selectedText } = question;
  const continues = previous !== null && isFollowUp(text, contentWordTest(language ?? "en"));
  const isStrong =
    finding.confidence === "sure" &&
    !continues &&
    selectedText === undefined &&
    top?.passage.article.language === language;
  return isStrong ? chooseBest(finding) : chooseArticles(corpus, finding);
}

/** `“Putin in Nordkorea” (dpa, 2024-06, German)`. */
function describeArticles(passages: readonly Passage[]): string {
  const articles = [...new Set(passages.map(({ article }) => article))];
  return articles
    .map(({ title, source, date, language }) => {
      const known = [source, date, nameInEnglish(language)].filter((part) => part !== null);
      return `“${title}” (${known.join(", ")})`;
    })
    .join("; ");
}
