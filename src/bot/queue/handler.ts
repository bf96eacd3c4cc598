/**
 * One update through the bot: what is to be sent back, or one apology to whoever asked.
 */
import { Context, type Bot } from "grammy";
import type { Update } from "grammy/types";

import type { Library } from "../../library.ts";
import type { Claim } from "../../store/jobs/job.ts";
import type { Store } from "../../store/store.ts";
import { readSending } from "../articles/sending.ts";
import type { BotContext } from "../context.ts";
import { alert, replyToGuest, say, startDraft, type Reply } from "../delivery/reply.ts";
import { meaningOf, type Meaning } from "../incoming/address.ts";
import type { Incoming, Readable } from "../incoming/incoming.ts";
import { languageOfArticle } from "../incoming/language.ts";
import { isUrgent } from "../intake/intake.ts";
import { isByOwner, type Admitted } from "../operator/admission.ts";
import { plain } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";

/** Nothing is sent yet, but for the answers that taps and inline queries wait for. */
export interface Handler {
  /** Rejects with what a handler throws. `attempt` is from 1. */
  handle(incoming: Incoming, attempt: number, job?: Claim): Promise<Reply>;
  /** After the last attempt. Without messages where nobody waits for any. `id` also stands in the log. */
  apologise(incoming: Incoming, id: string): Promise<Reply>;
}

interface HandlerParts {
  /** As they are now. */
  readonly library: () => Library;
  readonly store: Pick<Store, "turns">;
  readonly admitted: Admitted;
}

/** For a bot that knows its name. */
export function createHandler(
  bot: Bot<BotContext>,
  { library, store, admitted }: HandlerParts,
): Handler {
  const middleware = bot.middleware();
  const { api, botInfo: me } = bot;

  function createContext(
    incoming: Readable,
    attempt: number,
    job: Claim | null = null,
  ): BotContext {
    const language = incoming.person?.language ?? languageOfArticle(library().corpus.articles[0]);
    const isPrivate = incoming.place?.isPrivate ?? true;
    const isOwner = isByOwner(incoming, admitted);
    let meaning: Promise<Meaning> | null = null;
    // grammY routes by what an update has, and answers by its ids: both were checked.
    const update = incoming.update as unknown as Update;
    return Object.assign(new Context(update, api, me), {
      incoming,
      language,
      view: { language, isPrivate, isOwner, bot: me.username },
      draft: startDraft(),
      attempt,
      job,
      meaning: () => (meaning ??= meaningOf(incoming, store.turns)),
    });
  }

  return {
    async handle(incoming, attempt, job) {
      if (incoming.kind === "unreadable") throw incoming.error;
      const ctx = createContext(incoming, attempt, job);
      await middleware(ctx, async () => {});
      return ctx.draft;
    },
    async apologise(incoming, id) {
      if (incoming.kind === "unreadable") return { ...startDraft(), isApology: true };
      const ctx = createContext(incoming, 1);
      const words = texts[ctx.language].failed(id);
      if (incoming.kind === "inline")
        await ctx.answerInlineQuery([], { cache_time: 0, is_personal: true });
      else if (incoming.kind === "guest") await replyToGuest(ctx, plain(words));
      else if (incoming.kind === "tap" && isUrgent(incoming)) await alert(ctx, words);
      // A tap that was stored is too old for answerCallbackQuery.
      else if (incoming.kind === "tap" || isOwnersFile(ctx)) say(ctx, words);
      else if ((await ctx.meaning()).kind !== "none") say(ctx, words);
      return { ...ctx.draft, isApology: true };
    },
  };
}

/** It asks nothing, and its owner waits all the same. */
function isOwnersFile({ view, incoming }: BotContext): boolean {
  return view.isOwner === true && incoming.kind === "message" && readSending(incoming) !== null;
}
