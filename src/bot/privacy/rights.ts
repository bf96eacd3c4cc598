/**
 * What somebody decides about what is kept of them: in a group, of what was written there; in private, of everything.
 */
import type { Store } from "../../store/store.ts";
import type { Language } from "../incoming/language.ts";
import type { Place } from "../delivery/send.ts";
import { texts } from "../screens/texts/texts.ts";

export interface Claimant {
  /** A person's id, or the chat's in whose name it was written. */
  readonly person: number;
  readonly place: Place;
  /** For the bot's answer. */
  readonly language: Language;
}

type RightsParts = { readonly store: Pick<Store, "messages" | "turns" | "forgetChat"> };

/** The group that is meant; null: every one. */
function groupOf({ isPrivate, chat }: Place): number | null {
  return isPrivate ? null : chat;
}

/** What was kept goes as well. Returns what to say, as do the others. */
export async function leaveOut(
  { person, place, language }: Claimant,
  { store }: RightsParts,
): Promise<string> {
  const own = texts[language].mine;
  const removed = await store.messages.optOut(person, groupOf(place));
  return place.isPrivate ? own.leftOutEverywhere(removed) : own.leftOut(removed);
}

export async function takeIn(
  { person, place, language }: Claimant,
  { store }: RightsParts,
): Promise<string> {
  await store.messages.optIn(person, groupOf(place));
  return texts[language].mine.takenIn;
}

/** In one group, or with null in every one; with it go the last questions. */
export async function erase(
  { person, language }: Claimant,
  group: number | null,
  { store }: RightsParts,
): Promise<string> {
  const removed = await store.messages.forgetPerson(person, group);
  await store.turns.forgetPerson(person);
  return texts[language].mine.erased(removed);
}

/** All of a chat: only for who may decide for it. */
export async function eraseChat(
  { place, language }: Claimant,
  { store }: RightsParts,
): Promise<string> {
  await store.forgetChat(place.chat);
  return texts[language].mine.erasedChat;
}
