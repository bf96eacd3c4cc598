/**
 * Everyone's right to what is kept of them, by command, button and link: to see it, to end it, to have it deleted.
 *
 * In a group it is about what was written there, in private about everything. What one person taps touches nobody
 * else's, and what is deleted for a whole chat an admin decides.
 */
import type { Store } from "../../store/store.ts";
import type { BotContext } from "../context.ts";
import { acknowledge, alert, say, send, tell, turnTo } from "../delivery/reply.ts";
import type { Place, Tapped, Written } from "../incoming/incoming.ts";
import { isByAdmin } from "../operator/admins.ts";
import type { Parts } from "../parts.ts";
import type { ActionOf } from "../screens/callback-data.ts";
import { plain } from "../screens/screen.ts";
import { texts } from "../screens/texts/texts.ts";
import { ownMessages, titleOf } from "./own-messages.ts";
import { confirmScreen, privacyInFull, privacyScreen, showInChatScreen } from "./privacy-screen.ts";

type Asking = BotContext<Written | Tapped>;
type StoreParts = { readonly store: Pick<Store, "messages" | "turns" | "forgetChat"> };
type OwnParts = Pick<Parts, "store" | "summaries" | "now">;

/** /privacy */
export async function showPrivacy(
  ctx: BotContext<Written>,
  parts: Pick<Parts, "library" | "store" | "summaries">,
): Promise<void> {
  send(ctx, await privacyScreen(ctx.incoming.asker, ctx.view, parts));
}

/** The button under /privacy, and its link. */
export async function showPrivacyInFull(
  ctx: Asking,
  { library }: Pick<Parts, "library">,
): Promise<void> {
  if (!ctx.view.isPrivate) return;
  await acknowledge(ctx);
  send(ctx, privacyInFull(library().writer, ctx.view));
}

/** The button under /privacy: nothing more is kept. What was kept stays until they say so, for what is gone stays gone. */
export async function stopKeeping(ctx: BotContext<Tapped>, { store }: StoreParts): Promise<void> {
  const { asker, place } = ctx.incoming;
  await store.messages.object(asker.person, groupOf(place));
  await alert(ctx, texts[ctx.language].mine.stopped);
}

/** /optout: nothing more is kept, and what was kept goes as well. */
export async function leaveOut(ctx: BotContext<Written>, { store }: StoreParts): Promise<void> {
  const { asker, place } = ctx.incoming;
  const own = texts[ctx.language].mine;
  const removed = await store.messages.optOut(asker.person, groupOf(place));
  say(ctx, place.isPrivate ? own.leftOutEverywhere(removed) : own.leftOut(removed));
}

/** /optin and its button */
export async function takeIn(ctx: Asking, { store }: StoreParts): Promise<void> {
  const { asker, place } = ctx.incoming;
  await store.messages.optIn(asker.person, groupOf(place));
  await tell(ctx, texts[ctx.language].mine.takenIn);
}

/** /mydata, its button and its link: what is kept of them, only ever in private. */
export async function showOwn(ctx: Asking, parts: OwnParts): Promise<void> {
  if (isAsChat(ctx)) return say(ctx, texts[ctx.language].mine.asYourself);
  await acknowledge(ctx);
  const { asker, place } = ctx.incoming;
  send(
    ctx,
    place.isPrivate
      ? await ownMessages(asker.person, ctx.language, { ...parts, api: ctx.api })
      : showInChatScreen(ctx.view),
  );
}

/** /forget and its button: asks once more. */
export async function askErase(ctx: Asking): Promise<void> {
  const own = texts[ctx.language].mine;
  if (isAsChat(ctx)) return say(ctx, own.asYourself);
  await acknowledge(ctx);
  const { asker, place } = ctx.incoming;
  const words = place.isPrivate ? own.askEraseEverywhere : own.askErase;
  const action = { kind: "erase", person: asker.person, chat: groupOf(place) } as const;
  send(ctx, confirmScreen(words, action, ctx.language));
}

/** The link under a group's /privacy: asks in private, for that group. */
export async function askEraseIn(
  ctx: BotContext<Written>,
  _: unknown,
  { chat }: ActionOf<"ask-erase">,
): Promise<void> {
  if (chat === null) return askErase(ctx);
  const own = texts[ctx.language].mine;
  const title = (await titleOf(ctx.api, chat)) ?? own.unknownGroup;
  const action = { kind: "erase", person: ctx.incoming.asker.person, chat } as const;
  send(ctx, confirmScreen(own.askEraseIn(title), action, ctx.language));
}

/** With the messages go the last questions. */
export async function eraseOwn(
  ctx: BotContext<Tapped>,
  { store }: StoreParts,
  { person, chat }: ActionOf<"erase">,
): Promise<void> {
  const own = texts[ctx.language].mine;
  if (person !== ctx.incoming.person.id) return alert(ctx, own.notYours);
  const removed = await store.messages.forgetPerson(person, chat);
  await store.turns.forgetPerson(person);
  await acknowledge(ctx);
  turnTo(ctx, plain(own.erased(removed)));
}

/** /forget_chat and its button: asks once more. */
export async function askEraseChat(ctx: Asking): Promise<void> {
  const { mine, recording } = texts[ctx.language];
  if (!(await isByAdmin(ctx))) return tell(ctx, recording.adminsOnly);
  await acknowledge(ctx);
  send(ctx, confirmScreen(mine.askEraseChat, { kind: "erase-chat" }, ctx.language));
}

export async function eraseChat(ctx: BotContext<Tapped>, { store }: StoreParts): Promise<void> {
  const { mine, recording } = texts[ctx.language];
  if (!(await isByAdmin(ctx))) return alert(ctx, recording.adminsOnly);
  await store.forgetChat(ctx.incoming.place.chat);
  await acknowledge(ctx);
  turnTo(ctx, plain(mine.erasedChat));
}

/** The group that is meant; null: every one. */
function groupOf({ isPrivate, chat }: Place): number | null {
  return isPrivate ? null : chat;
}

/** Who writes in a chat's name cannot be shown what is theirs, nor tap for it. */
function isAsChat({ incoming }: Asking): boolean {
  return incoming.kind !== "tap" && incoming.senderChat !== null;
}
