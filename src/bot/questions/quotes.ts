/**
 * Inline mode: quotations to send into any chat, from the index alone.
 *
 * Results are cached for everyone, so they hold no word of the bot's own: labels are in the article's language.
 */
import type { InlineQueryResultArticle } from "grammy/types";

import type { Library } from "../../library.ts";
import type { Quote } from "../../search/quotes.ts";
import { show, standsAlone } from "../../speech/context.ts";
import type { BotContext } from "../context.ts";
import type { InlineQuery } from "../incoming/incoming.ts";
import { languageOfArticle, toldLanguage } from "../incoming/language.ts";
import type { Parts } from "../parts.ts";
import { ACTION_LIMIT, encodeAction } from "../screens/callback-data.ts";
import { joined, shortened, styled } from "../screens/screen.ts";
import { sharedSourceLine } from "../screens/quoting.ts";
import { MESSAGE_LIMIT } from "../delivery/split.ts";
import { sharedLabels, texts } from "../screens/texts/texts.ts";

const PAGE_QUOTES = 20;
const SHARED_CACHE_SECONDS = 300;
/** What one person's query did not find may be there after the next change of the articles. */
const EMPTY_CACHE_SECONDS = 5;
/** Clients show two lines. */
const DESCRIPTION_LENGTH = 250;
const TITLE_LENGTH = 100;

export async function offerQuotes(
  ctx: BotContext<InlineQuery>,
  { library }: Pick<Parts, "library">,
): Promise<void> {
  const articles = library();
  const query = ctx.incoming.query.toWellFormed();
  const from = startOfPage(ctx.incoming.offset, articles);
  const page = articles.findQuotes(query, from);
  const found = page.quotes.slice(0, PAGE_QUOTES);
  const next = page.quotes.length > PAGE_QUOTES ? from + PAGE_QUOTES : page.next;
  const results = resultsOf(found, articles);
  if (results.length === 0 && from === 0) return offerChat(ctx, query);
  await ctx.answerInlineQuery(results, {
    cache_time: SHARED_CACHE_SECONDS,
    is_personal: false,
    next_offset: next === null ? "" : `${articles.version}:${next}`,
  });
}

/** 0 for the first page, for what is no offset, and for one from before the articles changed. */
function startOfPage(offset: string, { version }: Library): number {
  const [, of, from] = /^([\w-]+):(\d{1,6})$/u.exec(offset) ?? [];
  return of === version ? Number(from) : 0;
}

/** An empty list would look like a fault; the button takes the query along where it fits. */
async function offerChat(ctx: BotContext, query: string): Promise<void> {
  const language = toldLanguage(query, ctx.language);
  const text = query.trim();
  const question = encodeAction({ kind: "question", text, language });
  const isFit = text !== "" && question.length <= ACTION_LIMIT;
  await ctx.answerInlineQuery([], {
    cache_time: EMPTY_CACHE_SECONDS,
    is_personal: true,
    button: { text: texts[language].nothingFound, start_parameter: isFit ? question : "start" },
  });
}

/** Without what is too long for a message, and without the same quotation twice. */
function resultsOf(found: readonly Quote[], { version }: Library): InlineQueryResultArticle[] {
  const results = new Map<string, InlineQueryResultArticle>();
  for (const quote of found) {
    const result = resultOf(quote, version);
    if (result !== null && !results.has(result.id)) results.set(result.id, result);
  }
  return [...results.values()];
}

/** Null where it cannot be read without the article, or is too long. */
export function resultOf(quote: Quote, version: string): InlineQueryResultArticle | null {
  const shown = show([quote]);
  const own = shown.find(({ answers }) => answers.length > 0);
  if (own === undefined || !standsAlone(shown)) return null;
  const bars = shown.map((piece) =>
    styled("blockquote", shown.length === 1 ? withoutMarks(quote, piece.words) : piece.words),
  );
  const message = joined([...bars, sourceOf(quote)]);
  if (own.words === "" || message.text.length > MESSAGE_LIMIT) return null;
  return {
    type: "article",
    id: `${version}-${own.passage.ref}-${own.from}-${own.to}`,
    title: shortened(titleOf(quote), TITLE_LENGTH),
    description: shortened(own.words, DESCRIPTION_LENGTH),
    input_message_content: {
      message_text: message.text,
      entities: [...message.entities],
      link_preview_options: { is_disabled: true },
    },
  };
}

/** "Jens Stoltenberg · im Text"; the section or the article where nobody is quoted. */
function titleOf({ speech, passage }: Quote): string {
  const labels = sharedLabels[languageOfArticle(passage.article)];
  if (speech === null) return passage.section ?? passage.article.title;
  const how = { direct: labels.inText, indirect: labels.indirect, "pull-quote": labels.pullQuote };
  return `${speech.name} · ${how[speech.how]}`;
}

/** "Jens Stoltenberg · Putin in Nordkorea, dpa, Juni 2024 · Zitatkasten, gekürzt" */
function sourceOf({ speech, passage }: Quote): string {
  const { article } = passage;
  const { shortened: label } = sharedLabels[languageOfArticle(article)];
  const parts = [
    speech?.name,
    sharedSourceLine(article),
    passage.kind === "pull-quote" ? label : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}

/** What a person says, as a whole and word for word, needs no quotation marks behind the bar. */
function withoutMarks({ speech }: Quote, words: string): string {
  const [, inside] = /^[„“"«»]([^„“”"«»]+)[“”"«»]$/u.exec(words) ?? [];
  return speech?.how === "direct" && inside !== undefined ? inside : words;
}
