/**
 * /start: what the bot knows, in three lines, and three questions to tap.
 */
import type { InlineKeyboardButton } from "grammy/types";

import type { Corpus } from "../../corpus/passage.ts";
import { hashOfQuestion } from "./callback-data.ts";
import { sectionStarts } from "./reading.ts";
import { joined, rich } from "./rich.ts";
import { openingRow, type Screen, type View } from "./screen.ts";
import { sourceParts } from "./source-line.ts";
import { texts } from "./texts/texts.ts";

const SUGGESTIONS = 3;
/** Older articles are not what someone who begins asks about. */
const SUGGESTING_ARTICLES = 10;

export function startScreen({ articles }: Corpus, view: View): Screen {
  const own = texts[view.language];
  const [newest] = articles;
  if (!view.isPrivate || newest === undefined)
    return { text: rich(own.startInGroup(view.bot)), buttons: [] };
  const named = { title: newest.title, where: sourceParts(newest, view.language).join(", ") };
  return {
    text: joined([
      own.start(named, articles.length),
      own.startWords(articles.length),
      own.startPrivacy,
    ]),
    buttons: suggestions({ articles }, view),
  };
}

/** Questions of the newest articles in turn; where there are too few, headings to open. */
function suggestions({ articles }: Pick<Corpus, "articles">, view: View): InlineKeyboardButton[][] {
  const newest = articles.slice(0, SUGGESTING_ARTICLES);
  const questions = inTurn(newest.map((article) => article.questions)).map((question) => ({
    label: question,
    target: { kind: "suggestion", hash: hashOfQuestion(question) } as const,
  }));
  const headings = inTurn(newest.map(({ passages }) => sectionStarts(passages))).map(
    ({ ref, section }) => ({
      label: section ?? "",
      target: { kind: "section", ref } as const,
    }),
  );
  return [...questions, ...headings]
    .slice(0, SUGGESTIONS)
    .flatMap(({ label, target }) => openingRow(label, target, view));
}

/** The first of each list, then the second of each. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}
