/**
 * A group's summary for one person alone, in the private chat: what a link under a summary leads to.
 */
import { toSafeName } from "../../summary/safe-text.ts";
import { isMember } from "../operator/admins.ts";
import { languageOfPerson } from "../questions/ask.ts";
import type { BotContext } from "../context.ts";
import type { SummarySpan } from "../screens/callback-data.ts";
import { linksIn } from "./message-links.ts";
import type { Parts } from "../parts.ts";
import { rich } from "../screens/rich.ts";
import { send, type Place } from "../delivery/send.ts";
import { chooseBetween, type Choice } from "./summary-choice.ts";
import { MOST_MESSAGES } from "./summary-range.ts";
import { renderSummary } from "./summary-screen.ts";
import type { SummaryWriting } from "./summary-writing.ts";
import { texts } from "../screens/texts/texts.ts";

type PrivateParts = Parts & { readonly writing: SummaryWriting };

/** Anybody can make up a link: it opens nothing but what a member could ask for in the group. */
export async function sumUpForOne(
  ctx: BotContext,
  place: Place,
  wanted: SummarySpan,
  parts: PrivateParts,
): Promise<void> {
  const { library, writing, now } = parts;
  const own = texts[languageOfPerson(ctx, library())].summary;
  const say = (words: string) => send(ctx, place, { text: rich(words), buttons: [] });
  const choice = await readFor(ctx, wanted, parts);
  if (choice === null) return say(own.notForYou);
  const refusal = await writing.begin(ctx, place);
  if (refusal !== null) return say(refusal);
  const group = await ctx.api.getChat(wanted.chat);
  const summed = await writing.write(ctx, place, choice);
  if (summed === null) return say(own.nothingLeft);
  const text = renderSummary(summed, {
    linkTo: linksIn(group),
    now: now(),
    title: toSafeName(group.title ?? ""),
    showsZone: false,
    notes: [],
  });
  send(ctx, place, { text, buttons: [] });
  ctx.draft.restsOn(summed.basis);
}

/** Null where this person may not have it, and where nothing is there: it is told alike. */
async function readFor(
  { api, from }: BotContext,
  { chat, topic, ...span }: SummarySpan,
  { store }: Parts,
): Promise<Choice | null> {
  const { isOn } = await store.messages.recording(chat);
  if (!isOn || from === undefined) return null;
  if (!(await isMember({ api }, { chat, person: from.id }))) return null;
  const range = { chat, topic, ...span, limit: MOST_MESSAGES };
  const choice = await chooseBetween(store.messages, range);
  return choice.messages.length === 0 ? null : choice;
}
