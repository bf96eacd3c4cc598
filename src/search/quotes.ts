/**
 * Inline query → sentences to quote, each with its speaker.
 *
 * Telegram sends an inline query at every pause in typing, so the last word may be half a word, and no model is asked.
 */
import MiniSearch, { type SearchResult } from "minisearch";

import {
  type Article,
  compareArticles,
  type Excerpt,
  excerptText,
  mayAnswer,
  type Passage,
} from "../corpus/passage.ts";
import { openAfterSentences } from "../speech/quotation-spans.ts";
import { isHeader, wordsAround } from "../speech/shown-words.ts";
import { speechOf } from "../speech/speech.ts";
import { fold } from "../text/fold.ts";
import { splitWords } from "../text/words.ts";

export interface Quote extends Excerpt {
  /** The speaker's full name and how they are quoted; null where it is the article's own sentence. */
  readonly speech: {
    readonly name: string;
    readonly how: "direct" | "indirect" | "pull-quote";
  } | null;
}

export interface QuotePage {
  readonly quotes: readonly Quote[];
  /** Where the next page starts; null after the last. */
  readonly next: number | null;
}

/** `only`: of these sentences, in their order, whatever the query's words are. */
export type FindQuotes = (query: string, from: number, only?: readonly Place[]) => QuotePage;

interface Place {
  readonly passage: Passage;
  readonly sentence: number;
}

const PAGE_SIZE = 20;

/** What a word in the speaker's name counts beside one in the sentence. */
const SPEAKER_BOOST = 3;

/** What the score is multiplied by: people like to quote what somebody said, and the body's wording before an editor's shortening. */
const SPEECH_WEIGHT = { direct: 1.5, "pull-quote": 1.25, indirect: 1.1, own: 1 } as const;

/** A shorter beginning fits too many words. */
const PREFIX_LENGTH = 2;

export interface QuoteIndex {
  readonly find: FindQuotes;
  add(article: Article): void;
  remove(article: Article): void;
}

export function createQuoteIndex(): QuoteIndex {
  const index = createIndex();
  const quotes = new Map<number, Quote>();
  const ids = new Map<Article, readonly number[]>();
  let next = 0;
  /** What an empty query offers; made at the first after a change. */
  let offered: readonly Quote[] | null = null;

  function offer(): readonly Quote[] {
    const all = [...ids.keys()].toSorted(compareArticles).flatMap(ofArticle);
    const spoken = all.filter(({ speech }) => speech !== null && speech.how !== "indirect");
    return distinct(spoken.length > 0 ? spoken : all);
  }
  function ofArticle(article: Article): readonly Quote[] {
    return (ids.get(article) ?? []).flatMap((id) => quotes.get(id) ?? []);
  }
  function holding({ passage, sentence }: Place): readonly Quote[] {
    return ofArticle(passage.article).filter(
      (one) => one.passage === passage && one.from <= sentence && sentence < one.to,
    );
  }
  return {
    find(query, from, only) {
      const searched = () =>
        splitWords(query, "en").length === 0 ? (offered ??= offer()) : search(index, quotes, query);
      const found = only === undefined ? searched() : distinct(only.flatMap(holding));
      const end = from + PAGE_SIZE;
      return { quotes: found.slice(from, end), next: end < found.length ? end : null };
    },
    add(article) {
      const own = article.passages.flatMap(quotesOf).map((quote) => {
        const id = next++;
        quotes.set(id, quote);
        index.add({
          id,
          text: `${wordsAround(quote.passage, quote.from)} ${excerptText(quote)}`,
          speaker: quote.speech?.name ?? "",
          heading: quote.passage.section ?? "",
        });
        return id;
      });
      ids.set(article, own);
      offered = null;
    },
    remove(article) {
      for (const id of ids.get(article) ?? []) {
        index.discard(id);
        quotes.delete(id);
      }
      ids.delete(article);
      offered = null;
    },
  };
}

/** A pull quote and an answer in an interview whole, a quotation of several sentences as one, every other sentence by itself; captions and interviewers' questions are no quotes. */
function quotesOf(passage: Passage): Quote[] {
  if (passage.kind === "caption" || !mayAnswer(passage)) return [];
  if (passage.speaker !== null) {
    return [
      {
        passage,
        from: 0,
        to: passage.sentences.length,
        speech: {
          name: passage.speaker.name,
          how: passage.kind === "pull-quote" ? "pull-quote" : "direct",
        },
      },
    ];
  }
  const open = openAfterSentences(passage);
  const quotes: Quote[] = [];
  passage.sentences.forEach((_, sentence) => {
    if (isHeader(passage, sentence)) return;
    const last = quotes.at(-1);
    if (open[sentence - 1] === true && last !== undefined)
      quotes[quotes.length - 1] = { ...last, to: sentence + 1 };
    else
      quotes.push({
        passage,
        from: sentence,
        to: sentence + 1,
        speech: speechFor(passage, sentence),
      });
  });
  return quotes;
}

function speechFor(passage: Passage, sentence: number): Quote["speech"] {
  const speech = speechOf(passage, sentence);
  return speech === null || speech.speaker === null
    ? null
    : { name: speech.speaker, how: speech.how };
}

type WordIndex = MiniSearch<{ id: number; text: string; speaker: string; heading: string }>;

function createIndex(): WordIndex {
  return new MiniSearch({
    fields: ["text", "speaker", "heading"],
    tokenize: (text) => splitWords(text, "en"),
    processTerm: (word) => fold(word, "en"),
    searchOptions: { boost: { speaker: SPEAKER_BOOST, heading: 0.3 } },
  });
}

/**
 * Looks for sentences with all of the words, the last of which may be only begun. Where there is none: with typos
 * allowed; then with the last word cut, in case the typo is at its end; then with any of the words.
 */
function search(index: WordIndex, quotes: ReadonlyMap<number, Quote>, query: string): Quote[] {
  const tries = [
    { query, options: { prefix: isBeginning, combineWith: "AND" } },
    { query, options: { prefix: isBeginning, fuzzy: mayBeMistyped, combineWith: "AND" } },
    { query: withoutEnd(query), options: { prefix: isBeginning, combineWith: "AND" } },
    { query, options: { prefix: isBeginning, fuzzy: mayBeMistyped, combineWith: "OR" } },
  ] as const;
  for (const one of tries) {
    const results = index.search(one.query, one.options);
    if (results.length > 0) return distinct(byScore(results, quotes));
  }
  return [];
}

function isBeginning(term: string, i: number, terms: string[]): boolean {
  return i === terms.length - 1 && term.length >= PREFIX_LENGTH;
}

/** A quarter of a longer word's letters may be wrong. */
function mayBeMistyped(term: string): number | false {
  return term.length > 3 ? 0.25 : false;
}

/** Without the last third of the last word. */
function withoutEnd(query: string): string {
  const words = splitWords(query, "en");
  const last = words.pop() ?? "";
  return [
    ...words,
    last.slice(0, Math.max(PREFIX_LENGTH + 1, Math.floor((last.length * 2) / 3))),
  ].join(" ");
}

function byScore(results: readonly SearchResult[], quotes: ReadonlyMap<number, Quote>): Quote[] {
  const scored = results.flatMap((result) => {
    const quote = quotes.get(Number(result.id));
    return quote === undefined
      ? []
      : [{ quote, score: result.score * SPEECH_WEIGHT[quote.speech?.how ?? "own"] }];
  });
  return scored.toSorted((a, b) => b.score - a.score).map(({ quote }) => quote);
}

/** Each wording once, where it stands first. */
function distinct(quotes: readonly Quote[]): Quote[] {
  const byText = new Map<string, Quote>();
  for (const quote of quotes) {
    const text = excerptText(quote);
    if (!byText.has(text)) byText.set(text, quote);
  }
  return [...byText.values()];
}
