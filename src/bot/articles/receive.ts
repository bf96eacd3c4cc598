/**
 * An owner sends an article: it is fetched, read and shown, and offered to be taken in.
 *
 * What was sent is a `Sending` (`sending.ts`); its bytes come from Telegram (`download.ts`), from the web
 * (`fetch-page.ts`) or out of the message itself, and become a file with a name (`article-file.ts`). The corpus' own
 * reader reads it; `read-screen.ts` shows what came out, and `keep.ts` does what the buttons say.
 */
import type { NextFunction } from "grammy";

import { describeFault } from "../../corpus/faults.ts";
import type { ArticleFile } from "../../store/articles/kept.ts";
import type { BotContext } from "../context.ts";
import { say, send } from "../delivery/reply.ts";
import type { Written } from "../incoming/incoming.ts";
import { isByOwner } from "../operator/admission.ts";
import type { Parts } from "../parts.ts";
import { texts } from "../screens/texts/texts.ts";
import type { ArticleTexts } from "../screens/texts/german-articles.ts";
import { fileOf, fileOfPage, fileOfText } from "./article-file.ts";
import { FILE_LIMIT, type Download } from "./download.ts";
import { alikeIn, readSent } from "./read-sent.ts";
import { offerScreen } from "./read-screen.ts";
import { readSending, type Sending } from "./sending.ts";

export interface ReceiveParts extends Pick<Parts, "library" | "store" | "admitted" | "articles"> {
  readonly download: Download;
}

type Fetched =
  | { readonly kind: "file"; readonly file: ArticleFile }
  /** `words`: why there is none, to be said. */
  | { readonly kind: "refused"; readonly words: string };

/** Telegram parts what is longer; then the rest of an article comes as other messages. */
const PARTED_LENGTH = 4000;

/** For a message that no command takes; what is no owner's article is passed on. */
export async function receiveArticle(
  ctx: BotContext<Written>,
  parts: ReceiveParts,
  next: NextFunction,
): Promise<void> {
  const sending = isByOwner(ctx.incoming, parts.admitted) ? readSending(ctx.incoming) : null;
  if (sending === null) return next();
  const own = texts[ctx.language].articlesSent;
  const { chat } = ctx.incoming.place;
  // It may take some seconds; whether that is shown matters to nothing.
  void ctx.api.sendChatAction(chat, "typing").catch(() => {});
  const fetched = await fetchSending(sending, parts, own);
  if (fetched.kind === "refused") return say(ctx, fetched.words);
  const read = await readSent(fetched.file);
  if (read.kind === "refused")
    return say(ctx, own.unreadable(describeFault(read.fault, own.faults)));
  const { sameWords, sameTitle } = alikeIn(parts.library().corpus, read.article);
  if (sameWords !== null) return say(ctx, own.sameWords(sameWords.title));
  const id = await parts.store.articles.offer(chat, fetched.file);
  const isParted = sending.kind === "text" && sending.text.length >= PARTED_LENGTH;
  send(ctx, offerScreen({ ...read, id, sameTitle, isParted }, ctx.language));
}

async function fetchSending(
  sending: Sending,
  { download, articles }: Pick<ReceiveParts, "download" | "articles">,
  own: ArticleTexts,
): Promise<Fetched> {
  switch (sending.kind) {
    case "text":
      return { kind: "file", file: fileOfText(sending.text, sending.origin) };
    case "link": {
      const page = await articles.fetchPage(sending.url);
      if (page.kind === "refused") return { kind: "refused", words: own.noPage[page.reason] };
      return { kind: "file", file: fileOfPage(page) };
    }
    case "file":
    default: {
      const { fileId, name, size } = sending;
      if (size !== null && size > FILE_LIMIT) return { kind: "refused", words: own.tooLarge };
      const file = await download(fileId);
      if (file.kind === "too-large") return { kind: "refused", words: own.tooLarge };
      if (file.kind === "gone") return { kind: "refused", words: own.fileGone };
      return { kind: "file", file: fileOf(name, file.bytes) };
    }
  }
}
