/**
 * What an owner's buttons do with articles that were sent: take one in, throw it away, take it out again.
 */
import { describeFault } from "../../corpus/faults.ts";
import { articleId } from "../../corpus/file-name.ts";
import { pathOfSent } from "../../corpus/sent.ts";
import type { BotContext } from "../context.ts";
import { acknowledge, alert, send, turnTo } from "../delivery/reply.ts";
import type { Tapped } from "../incoming/incoming.ts";
import { isByOwner } from "../operator/admission.ts";
import type { Parts } from "../parts.ts";
import { hashOfArticle, type ActionOf } from "../screens/callback-data.ts";
import { plain, rich, tapButton } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import { decidedScreen } from "./read-screen.ts";
import { alikeIn, readSent } from "./read-sent.ts";

type KeepParts = Pick<Parts, "library" | "store" | "admitted" | "articles">;

/** From then on it answers. */
export async function addArticle(
  ctx: BotContext<Tapped>,
  { library, store, admitted, articles }: KeepParts,
  { id }: ActionOf<"add-article">,
): Promise<void> {
  const own = texts[ctx.language].articlesSent;
  const { chat } = ctx.incoming.place;
  if (!isByOwner(ctx.incoming, admitted)) return alert(ctx, own.ownersOnly);
  const file = await store.articles.offered(chat, id);
  if (file === null) return alert(ctx, own.notOffered);
  await acknowledge(ctx);
  const read = await readSent(file);
  if (read.kind === "refused")
    return turnTo(ctx, plain(own.unreadable(describeFault(read.fault, own.faults))));
  const { sameWords } = alikeIn(library().corpus, read.article);
  if (sameWords === null) {
    await store.articles.put(file);
    await articles.refresh();
  }
  await store.articles.withdraw(chat, id);
  const outcome = sameWords === null ? own.added : own.sameWords(sameWords.title);
  turnTo(ctx, decidedScreen(read, outcome, ctx.language));
}

export async function discardArticle(
  ctx: BotContext<Tapped>,
  { store, admitted }: KeepParts,
  { id }: ActionOf<"discard-article">,
): Promise<void> {
  const own = texts[ctx.language].articlesSent;
  if (!isByOwner(ctx.incoming, admitted)) return alert(ctx, own.ownersOnly);
  const wasOffered = await store.articles.withdraw(ctx.incoming.place.chat, id);
  if (!wasOffered) return alert(ctx, own.notOffered);
  await acknowledge(ctx);
  turnTo(ctx, plain(own.discarded));
}

/** Offered once more, so that for a day one tap brings it back. */
export async function removeArticle(
  ctx: BotContext<Tapped>,
  { library, store, admitted, articles }: KeepParts,
  { article: hash }: ActionOf<"remove-article">,
): Promise<void> {
  const own = texts[ctx.language].articlesSent;
  if (!isByOwner(ctx.incoming, admitted)) return alert(ctx, own.ownersOnly);
  const kept = await store.articles.list();
  const name = kept.map((one) => one.name).find((one) => hashOfArticle(idOf(one)) === hash);
  const bytes = name === undefined ? null : await store.articles.read(name);
  if (name === undefined || bytes === null) return alert(ctx, own.removedBefore);
  const title = library().corpus.articles.find((one) => one.id === idOf(name))?.title ?? name;
  const id = await store.articles.offer(ctx.incoming.place.chat, { name, bytes });
  await store.articles.remove(name);
  await articles.refresh();
  await acknowledge(ctx);
  send(ctx, {
    text: rich(own.removed(title)),
    buttons: [[tapButton(own.addAgain, { kind: "add-article", id })]],
  });
}

function idOf(name: string): string {
  return articleId(pathOfSent(name));
}
