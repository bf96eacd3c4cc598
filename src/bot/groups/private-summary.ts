/**
 * A group's summary for one person alone, in the private chat: what a link under a summary leads to.
 */
import { toSafeName } from "../../summary/safe-text.ts";
import type { BotContext } from "../context.ts";
import { say } from "../delivery/reply.ts";
import type { Written } from "../incoming/incoming.ts";
import { isMember } from "../operator/admins.ts";
import type { SummarySpan } from "../screens/callback-data.ts";
import { texts } from "../screens/texts/texts.ts";
import { chooseBetween, type Choice } from "./summary-choice.ts";
import { MOST_MESSAGES } from "./summary-range.ts";
import type { SummaryParts } from "./summary.ts";
import { linksIn, renderSummary } from "./summary-screen.ts";

/** Anybody can make up a link: it opens nothing but what a member could ask for in the group. */
export async function sumUpForOne(
  ctx: BotContext<Written>,
  parts: SummaryParts,
  wanted: SummarySpan,
): Promise<void> {
  const { writing, now } = parts;
  const own = texts[ctx.language].summary;
  const choice = await readFor(ctx, wanted, parts);
  if (choice === null) return say(ctx, own.notForYou);
  const refusal = await writing.begin(ctx);
  if (refusal !== null) return say(ctx, refusal);
  const group = await ctx.api.getChat(wanted.chat);
  const summed = await writing.write(ctx, choice, ctx.incoming.person);
  if (summed === null) return say(ctx, own.nothingLeft);
  const shown = {
    linkTo: linksIn(group),
    now: now(),
    title: toSafeName(group.title ?? ""),
    showsZone: false,
    notes: [],
  };
  say(ctx, renderSummary(summed, shown));
  ctx.draft.fingerprint = summed.fingerprint;
}

/** Null where this person may not have it, and where nothing is there: it is told alike. */
async function readFor(
  { api, incoming: { person } }: BotContext<Written>,
  { chat, topic, from, to }: SummarySpan,
  { store }: SummaryParts,
): Promise<Choice | null> {
  const { isOn } = await store.messages.recording(chat);
  if (!isOn || person === null) return null;
  if (!(await isMember({ api }, { chat, person: person.id }))) return null;
  const range = { chat, topic, from, to, limit: MOST_MESSAGES };
  const choice = await chooseBetween(store.messages, range);
  return choice.messages.length === 0 ? null : choice;
}
