/**
 * `/summary` and the buttons under a summary: what a group talked about; in private, what the articles say.
 */
import { Composer } from "grammy";
import type { Message } from "grammy/types";

import { languageOfPerson, type Asking } from "../questions/ask.ts";
import { commandOf } from "../incoming/command.ts";
import type { BotContext } from "../context.ts";
import { describeError } from "../queue/failure.ts";
import { parseAction } from "../screens/callback-data.ts";
import { createGroupSummary, type GroupWish } from "./group-summary.ts";
import type { Parts } from "../parts.ts";
import { sumUpForOne } from "./private-summary.ts";
import { repliedTo } from "./recorded.ts";
import { offScreen } from "./recording-switch.ts";
import { rich } from "../screens/rich.ts";
import { placeOf, send, type Place } from "../delivery/send.ts";
import type { Streams } from "../delivery/stream.ts";
import { readSummaryCall } from "./summary-range.ts";
import { createSummaryWriting } from "./summary-writing.ts";
import { texts } from "../screens/texts/texts.ts";

type SummaryParts = Parts & { readonly asking: Asking; readonly streams: Streams };

/** Behind `recordingSwitch`, which takes what switches. */
export function summary(parts: SummaryParts): Composer<BotContext> {
  const { library, store, summaries, asking, log } = parts;
  const writing = createSummaryWriting(parts);
  const sumUpInGroup = createGroupSummary({ ...parts, writing });
  const composer = new Composer<BotContext>();

  async function isRecorded(place: Place): Promise<boolean> {
    return (await store.messages.recording(place.chat)).isOn;
  }

  /** A tap is stored: by the time it is handled again, Telegram takes no answer to it any more. */
  async function answerTap(ctx: BotContext, answer: { text?: string; show_alert?: true }) {
    try {
      await ctx.answerCallbackQuery(answer);
    } catch (error) {
      log.info({ error: describeError(error) }, "A tap could not be answered");
    }
  }

  composer.on("message", async (ctx, next) => {
    const command = commandOf(ctx.msg, ctx.me);
    const place = placeOf(ctx);
    if (command?.isForMe !== true || place === null) return next();
    const link = command.name === "start" && place.isPrivate ? parseAction(command.rest) : null;
    if (link?.kind === "private-summary")
      return sumUpForOne(ctx, place, link, { ...parts, writing });
    if (command.name !== "summary") return next();
    const language = languageOfPerson(ctx, library());
    // As if they had asked what it is about.
    if (place.isPrivate) return asking.answer(ctx, { text: texts[language].about, place });
    if (!(await isRecorded(place))) return send(ctx, place, offScreen(parts, language));
    const call = readSummaryCall(command.rest, repliedTo(ctx.msg), summaries);
    const say = (words: string) => send(ctx, place, { text: rich(words), buttons: [] });
    if (call.kind !== "summary") return say(texts[language].summary.usage);
    const { wanted, isOfAllTopics, isCapped } = call;
    const repliedAt = timeOfReplied(ctx.msg);
    const wish = { range: wanted, isOfAllTopics, isCapped, repliedAt };
    await sumUpInGroup(ctx, place, { ...wish, refuse: say, accept() {} });
  });

  composer.on("callback_query:data", async (ctx, next) => {
    const tap = parseAction(ctx.callbackQuery.data);
    if (tap?.kind !== "summary") return next();
    const place = placeOf(ctx);
    const own = texts[languageOfPerson(ctx, library())];
    const refuse = (words: string) => answerTap(ctx, { text: words, show_alert: true });
    if (place === null || place.isPrivate) return refuse(own.unknownButton);
    if (!(await isRecorded(place))) return refuse(own.recording.isOff(summaries.retentionDays));
    const { wanted, isOfAllTopics } = tap;
    const wish: GroupWish = {
      range: { kind: wanted },
      isOfAllTopics,
      isCapped: false,
      repliedAt: null,
      refuse,
      accept: () => answerTap(ctx, {}),
    };
    await sumUpInGroup(ctx, place, wish);
  });
  return composer;
}

function timeOfReplied({ reply_to_message: reply }: Message): number | null {
  return reply === undefined ? null : reply.date * 1000;
}
