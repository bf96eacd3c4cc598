/**
 * Who may use the bot: everyone, or the chats and people whom the operator lists.
 */
import type { Middleware } from "grammy";

import type { BotContext } from "../context.ts";
import { alert, replyToGuest, say } from "../delivery/reply.ts";
import type { Arrived } from "../incoming/incoming.ts";
import { plain } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";

/** Ids of chats and people; `allowed` empty: everyone. */
export interface Admitted {
  readonly allowed: readonly number[];
  readonly owners: readonly number[];
}

/** Of a chat and a person one is enough. */
export function isAdmitted(
  ids: readonly (number | undefined)[],
  { allowed, owners }: Admitted,
): boolean {
  if (allowed.length === 0) return true;
  return ids.some((id) => id !== undefined && (allowed.includes(id) || owners.includes(id)));
}

/** Whether one of the people who run the bot did it, where nobody else sees what comes back. */
export function isByOwner(
  { place, person }: Pick<Arrived, "place" | "person">,
  { owners }: Pick<Admitted, "owners">,
): boolean {
  return place?.isPrivate === true && person !== null && owners.includes(person.id);
}

/** Stops the updates of everyone else, with one sentence that holds the id to pass on. */
export function admission({ admitted }: { readonly admitted: Admitted }): Middleware<BotContext> {
  return async (ctx, next) => {
    const { place, person } = ctx.incoming;
    if (isAdmitted([place?.chat, person?.id], admitted)) await next();
    else await refuse(ctx, place?.chat ?? person?.id ?? 0);
  };
}

async function refuse(ctx: BotContext, id: number): Promise<void> {
  const { incoming, language } = ctx;
  const own = texts[language];
  const words = own.notAdmitted(id);
  if (incoming.kind === "inline") {
    const button = { text: own.notAdmittedInline, start_parameter: "id" };
    await ctx.answerInlineQuery([], { is_personal: true, cache_time: 5, button });
  } else if (incoming.kind === "guest") await replyToGuest(ctx, plain(words));
  else if (incoming.kind === "tap") await alert(ctx, words);
  else if (await isCalled(ctx)) say(ctx, words);
}

/** In private always; in a group when it is addressed or was just added. Who edits was told when they first asked. */
async function isCalled({ incoming, meaning }: BotContext): Promise<boolean> {
  if (incoming.kind === "member") return incoming.isIn;
  if (incoming.kind !== "message") return false;
  return incoming.place.isPrivate || (await meaning()).kind !== "none";
}
