/**
 * Chooses the passages that the model is sent with a question: the best and their neighbours, or whole articles.
 */
import type { Finding } from "../search/finding.ts";
import { mayAnswer, type Article, type Corpus, type Passage } from "../corpus/passage.ts";
import { perArticle } from "../corpus/per-article.ts";
import type { Source } from "../llm/model.ts";
import { estimateTokens } from "../llm/price.ts";

export interface PassagesToSend {
  /** By article, best article first; within one in its own order. */
  readonly passages: readonly Passage[];
  /** Whether these are the whole corpus. */
  readonly isAll: boolean;
}

/** The most tokens of articles that are sent whole. */
const WHOLE_TOKENS = 8000;

interface Limit {
  /** How many of the best passages are sent, each with the one before and the one after. */
  readonly best: number;
  /** The most tokens of all of them. */
  readonly tokens: number;
}

/** Where the search is sure. */
const NARROW: Limit = { best: 4, tokens: 1450 };
/** Where it is not sure, and the best article is too long to be sent whole. */
const WIDE: Limit = { best: 10, tokens: 4000 };

/** The whole corpus where it fits, else the best articles that fit, else only the best passages. */
export function chooseArticles({ articles }: Corpus, finding: Finding): PassagesToSend {
  const { passages } = finding;
  const ranked = [...new Set([...passages.map(({ passage }) => passage.article), ...articles])];
  const list: Article[] = [];
  let tokens = 0;
  for (const article of ranked) {
    tokens += tokensOf(article);
    if (tokens > WHOLE_TOKENS) break;
    list.push(article);
  }
  if (list.length === 0) return chooseBest(finding, WIDE);
  return {
    passages: list.flatMap((article) => article.passages.filter(mayAnswer)),
    isAll: list.length === articles.length,
  };
}

/** The best passages, then their neighbours, up to the limit; the first one even beyond it. */
export function chooseBest({ passages }: Finding, limit = NARROW): PassagesToSend {
  const best = passages.slice(0, limit.best).map(({ passage }) => passage);
  const chosen = new Set<Passage>();
  let tokens = 0;
  for (const passage of [...best, ...best.flatMap(neighboursOf)]) {
    tokens += chosen.has(passage) ? 0 : estimateTokens(JSON.stringify(toSource(passage)));
    if (tokens > limit.tokens && chosen.size > 0) break;
    chosen.add(passage);
  }
  const articles = [...new Set(best.map(({ article }) => article))];
  return {
    passages: articles.flatMap((article) => article.passages.filter((one) => chosen.has(one))),
    isAll: false,
  };
}

function neighboursOf(passage: Passage): Passage[] {
  const all = passage.article.passages.filter(mayAnswer);
  const here = all.indexOf(passage);
  return [all[here - 1], all[here + 1]].filter((near) => near !== undefined);
}

export function fitsWhole({ articles }: Corpus): boolean {
  return articles.reduce((sum, article) => sum + tokensOf(article), 0) <= WHOLE_TOKENS;
}

/** One block a sentence, so that the model cites sentences. */
export function toSource(passage: Passage): Source {
  return {
    source: passage.id,
    title: titleOf(passage),
    blocks: passage.sentences.map(({ text }) => text),
  };
}

/** The question it answers, or its section. Pull quotes and captions are named as such, for the model must not take them for running text. */
function titleOf({ kind, question, section, speaker, article }: Passage): string {
  if (kind === "pull-quote") return `Pull quote${speaker === null ? "" : `: ${speaker.name}`}`;
  if (kind === "caption") return "Photo caption";
  return question ?? section ?? article.title;
}

const tokensOf = perArticle(({ passages }) =>
  passages.reduce((sum, { text }) => sum + estimateTokens(text), 0),
);
