/**
 * An article opened at one place: a passage in its context, a section, the lead with the headings to choose from.
 */
import type { MessageEntity } from "grammy/types";

import { excerptText, type Excerpt, type Passage } from "../../corpus/passage.ts";
import type { Shown } from "../../speech/context.ts";
import { nameOfLanguage } from "../incoming/language.ts";
import { articleRows, passageLabel, quotation, sourceLine } from "./quoting.ts";
import {
  joined,
  openingRow,
  styled,
  type RichText,
  type Screen,
  type View,
  type Words,
} from "./screen.ts";
import { MESSAGE_LIMIT } from "../delivery/split.ts";
import { texts } from "./texts/texts.ts";

/** More headings than this are no choice any more. */
const HEADING_BUTTONS = 20;

/** The cited sentences bold in their paragraph, with one paragraph before and after. */
export function contextScreen(excerpt: Excerpt, view: View): Screen {
  const { passage } = excerpt;
  const { article } = passage;
  const here = article.passages.indexOf(passage);
  const before = article.passages.slice(0, here).findLast(isParagraph);
  const after = article.passages.slice(here + 1).find(isParagraph);
  const lines: Words[] = [];
  let section: string | null = null;
  for (const shown of [before, passage, after]) {
    if (shown === undefined) continue;
    if (shown.section !== null && shown.section !== section)
      lines.push(texts[view.language].section(shown.section));
    section = shown.section;
    const words = shown === passage ? emphasised(excerpt) : shown.text;
    lines.push(joined([passageLabel(shown, view.language) ?? "", styled("blockquote", words)]));
  }
  return {
    text: joined([joined(lines, "\n\n"), sourceLine(article, view.language)]),
    buttons: articleRows([article], view),
  };
}

function isParagraph({ kind }: Passage): boolean {
  return kind === "paragraph";
}

/** The passage with its sentences `from` to `to` in bold. */
function emphasised({ passage, from, to }: Excerpt): RichText {
  const start = passage.sentences[from]?.start ?? 0;
  const length = excerptText({ passage, from, to }).length;
  const bold: MessageEntity = { type: "bold", offset: start, length };
  return { text: passage.text, entities: length === 0 ? [] : [bold] };
}

/** The section this passage stands in, from it on: as much as one message holds, the rest behind a button. */
export function sectionScreen(first: Passage, view: View): Screen {
  const { article } = first;
  const own = texts[view.language];
  const head = first.section === null ? article.title : own.section(first.section);
  const source = sourceLine(article, view.language);
  const section = passagesFrom(first);
  const blocks: RichText[] = [];
  let length = head.length + source.length + 2;
  for (const passage of section) {
    const label = passageLabel(passage, view.language) ?? "";
    const block = joined([label, styled("blockquote", passage.text)]);
    if (blocks.length > 0 && length + block.text.length + 2 > MESSAGE_LIMIT) break;
    length += block.text.length + 2;
    blocks.push(block);
  }
  const next = section[blocks.length];
  return {
    text: joined([joined([head, ...blocks], "\n\n"), source]),
    buttons: [
      ...(next === undefined ? [] : openingRow(own.more, { kind: "section", ref: next.ref }, view)),
      ...articleRows([article], view),
    ],
  };
}

function passagesFrom(first: Passage): Passage[] {
  const rest = first.article.passages.slice(first.article.passages.indexOf(first));
  const end = rest.findIndex(({ section }) => section !== first.section);
  return end === -1 ? rest : rest.slice(0, end);
}

/** The lead, and in private the beginnings of the sections, where they are wished for, and their headings as buttons. */
export function overviewScreen(
  { lead, points = [] }: { readonly lead: Shown; readonly points?: readonly Shown[] },
  articles: number,
  view: View,
): Screen {
  const { article } = lead.passage;
  const own = texts[view.language];
  const foreign = view.isPrivate && article.language !== view.language;
  const text = joined([
    foreign ? own.foreign(nameOfLanguage(article.language, view.language)) : "",
    quotation(lead, view.language, { foldFrom: view.isPrivate ? Infinity : 0 }),
    ...(view.isPrivate ? points : []).map((point) =>
      quotation(point, view.language, { foldFrom: Infinity }),
    ),
    sourceLine(article, view.language),
  ]);
  if (!view.isPrivate) {
    return {
      text,
      buttons: openingRow(own.sectionsInChat, { kind: "overview", ref: lead.passage.ref }, view),
    };
  }
  const headings = sectionStarts(article.passages)
    .slice(0, HEADING_BUTTONS)
    .flatMap(({ ref, section }) => openingRow(section ?? "", { kind: "section", ref }, view));
  const others =
    articles > 1 ? openingRow(own.allArticles, { kind: "sources", page: 0 }, view) : [];
  return { text, buttons: [...headings, ...articleRows([article], view), ...others] };
}

/** The first passage under each heading. */
export function sectionStarts(passages: readonly Passage[]): Passage[] {
  return passages.filter(
    ({ section }, index) => section !== null && section !== passages[index - 1]?.section,
  );
}
