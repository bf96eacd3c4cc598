/**
 * `/summary` and the buttons under a summary: in a group what was talked about, in private what the articles say.
 */
import type { BotContext } from "../context.ts";
import { say, send } from "../delivery/reply.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import type { Asking } from "../questions/ask.ts";
import type { Action } from "../screens/callback-data.ts";
import { texts } from "../screens/texts/texts.ts";
import { refuse, sumUpInGroup, type GroupParts } from "./group-summary.ts";
import { offScreen } from "./recording-switch.ts";
import { readSummaryCall } from "./summary-range.ts";

/** Behind `switchRecording`, which takes `/summary on` and `/summary off`. */
export async function summary(
  ctx: BotContext<Written>,
  parts: GroupParts & { readonly asking: Asking },
): Promise<void> {
  const { chat, place, command, repliesTo } = ctx.incoming;
  const own = texts[ctx.language];
  if (chat.type === "channel") return;
  // As if they had asked what it is about.
  if (place.isPrivate) return parts.asking.answer(ctx, { text: own.about });
  const { isOn } = await parts.store.messages.recording(place.chat);
  if (!isOn) return send(ctx, offScreen(parts.summaries, ctx.language));
  const call = readSummaryCall(command?.rest ?? "", repliesTo, parts.summaries);
  if (call === null) return say(ctx, own.summary.usage);
  await sumUpInGroup(ctx, call, parts);
}

/** The buttons that ask for another range. */
export async function summaryTapped(
  ctx: BotContext<Tapped>,
  parts: GroupParts,
  { wanted, isOfAllTopics }: Extract<Action, { readonly kind: "summary" }>,
): Promise<void> {
  const { place } = ctx.incoming;
  const { unknownButton, recording } = texts[ctx.language];
  if (place.isPrivate) return refuse(ctx, unknownButton, parts);
  const { isOn } = await parts.store.messages.recording(place.chat);
  if (!isOn) return refuse(ctx, recording.isOff(parts.summaries.retentionDays), parts);
  await sumUpInGroup(ctx, { wanted: { kind: wanted }, isOfAllTopics, isCapped: false }, parts);
}
