/**
 * `/summary` and the buttons under a summary: in a group what was talked about, in private what the articles say.
 *
 * In comes a wish, out goes a summary, or one word why there is none: `summary-range.ts` reads what follows `/summary`,
 * `summary-choice.ts` finds the messages that are meant, `summary-writing.ts` has them summed up, `summary-screen.ts`
 * shows it, `private-summary.ts` to one person alone. Which messages there are is decided before: `recording-switch.ts`
 * has recording switched on and off, `recorded.ts` says what is kept of a message.
 *
 * @example
 * commands: { summary: summarise }, // "/summary 3h"
 * taps: { summary: summaryTapped }, // "Heute", under a summary
 */
import type { MessageRange } from "../../store/recording/read.ts";
import type { LastSummary } from "../../store/chats/settings.ts";
import type { BotContext } from "../context.ts";
import { acknowledge, say, send, tell } from "../delivery/reply.ts";
import type { Tapped, Written } from "../incoming/incoming.ts";
import type { Parts } from "../parts.ts";
import type { Asking } from "../questions/ask.ts";
import type { ActionOf } from "../screens/callback-data.ts";
import { texts } from "../screens/texts/texts.ts";
import { offScreen } from "./recording-switch.ts";
import { choose, type Choice } from "./summary-choice.ts";
import { readSummaryCall, type SummaryCall } from "./summary-range.ts";
import {
  againScreen,
  buttonsUnder,
  linksIn,
  notesOn,
  renderSummary,
  usageScreen,
} from "./summary-screen.ts";
import type { SummaryWriting } from "./summary-writing.ts";

type Caller = BotContext<Written | Tapped>;

export interface SummaryParts extends Parts {
  readonly writing: SummaryWriting;
}

/** Whoever asks again so soon is shown the one before, where it covers what they missed. */
const AGAIN_MS = 10 * 60_000;

/** Behind `switchRecording`, which takes `/summary on` and `/summary off`. */
export async function summarise(
  ctx: BotContext<Written>,
  parts: SummaryParts & { readonly asking: Asking },
): Promise<void> {
  const { chat, place, command, repliesTo } = ctx.incoming;
  const own = texts[ctx.language];
  if (chat.type === "channel") return;
  // As if they had asked what it is about.
  if (place.isPrivate) return parts.asking.answer(ctx, { text: own.about });
  const { isOn } = await parts.store.messages.recording(place.chat);
  if (!isOn) return send(ctx, offScreen(parts.summaries, ctx.language));
  const call = readSummaryCall(command?.name === "summary" ? command.rest : "", repliesTo, {
    ...parts.summaries,
    now: parts.now(),
  });
  if (call === null) return send(ctx, usageScreen(ctx.language));
  await sumUp(ctx, call, parts);
}

/** The buttons that ask for another range. */
export async function summaryTapped(
  ctx: BotContext<Tapped>,
  parts: SummaryParts,
  { wanted, isOfAllTopics }: ActionOf<"summary">,
): Promise<void> {
  const { place } = ctx.incoming;
  const { unknownButton, recording } = texts[ctx.language];
  if (place.isPrivate) return tell(ctx, unknownButton);
  const { isOn } = await parts.store.messages.recording(place.chat);
  if (!isOn) return tell(ctx, recording.isOff(parts.summaries.retentionDays));
  await sumUp(ctx, { wanted: { kind: wanted }, isOfAllTopics, isCapped: false }, parts);
}

/** In a group that records: what was asked for, or a link to the one that is just there. */
async function sumUp(ctx: Caller, call: SummaryCall, parts: SummaryParts): Promise<void> {
  const { store, now } = parts;
  const { place, asker, chat } = ctx.incoming;
  const topic: MessageRange["topic"] = call.isOfAllTopics ? "all" : place.thread;
  const settings = await store.chats.settings(place.chat);
  const last = settings.lastSummary?.[String(topic ?? "")] ?? null;
  const choice = await choose({ wanted: call.wanted, topic, last, asker }, parts);
  const isAgain = call.wanted.kind === "unseen" && last !== null && now() - last.at < AGAIN_MS;
  if (!isAgain || !covers(last, choice)) return write(ctx, { call, topic, last, choice }, parts);
  const { messages } = await choose({ wanted: { kind: "new" }, topic, last, asker }, parts);
  send(ctx, againScreen({ last, topic, count: messages.length, now: now() }, chat, ctx.language));
}

/** Whether the last summary reaches back to all that this person missed. */
function covers({ from = Infinity }: LastSummary, { messages: [first] }: Choice): boolean {
  return first === undefined || first.at >= from;
}

/** What is known before it is written. */
interface Asked {
  readonly call: SummaryCall;
  readonly topic: MessageRange["topic"];
  readonly last: LastSummary | null;
  readonly choice: Choice;
}

async function write(ctx: Caller, asked: Asked, parts: SummaryParts): Promise<void> {
  const { store, summaries, writing, now } = parts;
  const { place, chat } = ctx.incoming;
  const own = texts[ctx.language].summary;
  const { since } = await store.messages.recording(place.chat);
  const missing = { ...asked, since, now: now() };
  if (asked.choice.messages.length === 0) {
    const notes = notesOn(missing, ctx.language, summaries);
    return tell(ctx, [own.nothing, ...notes].join(" "));
  }
  const refusal = await writing.begin(ctx);
  if (refusal !== null) return tell(ctx, refusal);
  await acknowledge(ctx);
  const { person } = ctx.incoming;
  const reader = asked.call.wanted.kind === "since-me" ? person : null;
  const summed = await writing.write(ctx, asked.choice, reader, asked.call.language);
  if (summed === null) return say(ctx, own.nothingLeft);
  const text = renderSummary(summed, {
    linkTo: linksIn(chat),
    now: now(),
    title: null,
    showsZone: asked.call.wanted.kind === "today",
    notes: notesOn(missing, summed.talk.language, summaries),
  });
  const under = { chat: place.chat, topic: asked.topic, bot: ctx.view.bot };
  send(ctx, { text, buttons: buttonsUnder(summed.talk, under) });
  ctx.draft.fingerprint = summed.fingerprint;
  const covered = coveredBy(asked);
  if (covered === null) return;
  const summary = { chat: place.chat, at: now(), ...covered };
  ctx.draft.note = { topic: String(asked.topic ?? ""), summary };
}

/** How far it reaches as the last one; null where it leaves out some of what came after the one before. */
function coveredBy({
  choice,
  last,
}: Asked): Pick<LastSummary, "from" | "covered" | "coveredAt"> | null {
  const [first, newest] = [choice.messages[0], choice.messages.at(-1)];
  if (first === undefined || newest === undefined) return null;
  if (last !== null && (choice.from ?? first.at) > last.coveredAt) return null;
  return { from: first.at, covered: newest.id, coveredAt: newest.at };
}
