/**
 * Which passages the model is sent with a question: the best with their neighbours, or whole articles where they fit.
 */
import type { Finding } from "../search/finding.ts";
import type { Article, Corpus, Passage } from "../corpus/passage.ts";
import { perArticle } from "../corpus/per-article.ts";
import type { Source } from "../llm/model.ts";
import { estimateTokens } from "../llm/price.ts";

export interface PassagesToSend {
  /** By article in order of rank, then as they stand in it. */
  readonly passages: readonly Passage[];
  /** Every article there is, whole. */
  readonly isAll: boolean;
}

/** Tokens that articles sent whole may take. */
const WHOLE_TOKENS = 8000;

interface Limit {
  /** So many passages, best first, bring the one before and the one after. */
  readonly best: number;
  /** That they and their neighbours may take. */
  readonly tokens: number;
}

/** Where retrieval is strong. */
const NARROW: Limit = { best: 4, tokens: 1450 };
/** Where it is not, and the best article is too long to be sent whole. */
const WIDE: Limit = { best: 10, tokens: 4000 };

/** Everything there is where it fits, else the best articles that fit, else the best passages of what is too long. */
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
    passages: list.flatMap((article) => article.passages),
    isAll: list.length === articles.length,
  };
}

/** The best passages, then their neighbours, as far as the limit allows; the very best in any case. */
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
  const all = passage.article.passages;
  const here = all.indexOf(passage);
  return [all[here - 1], all[here + 1]].filter((near) => near !== undefined);
}

export function fitsWhole({ articles }: Corpus): boolean {
  return articles.reduce((sum, article) => sum + tokensOf(article), 0) <= WHOLE_TOKENS;
}

/** One block a sentence, so that a citation names sentences. */
export function toSource(passage: Passage): Source {
  return {
    source: passage.id,
    title: titleOf(passage),
    blocks: passage.sentences.map(({ text }) => text),
  };
}

/** The section it stands in; what is not running text says so, for a pull quote is shortened and a caption is about a picture. */
function titleOf({ kind, section, speaker, article }: Passage): string {
  if (kind === "pull-quote") return `Pull quote${speaker === null ? "" : `: ${speaker.name}`}`;
  if (kind === "caption") return "Photo caption";
  return section ?? article.title;
}

const tokensOf = perArticle(({ passages }) =>
  passages.reduce((sum, { text }) => sum + estimateTokens(text), 0),
);
