/**
 * What is set at @BotFather, and what it costs where it is off: for the operator's start screen.
 */
import type { UserFromGetMe } from "grammy/types";

export interface Setting {
  readonly name: "inline" | "guest mode" | "groups" | "privacy mode";
  readonly isOn: boolean;
  /** In the operator's words: what does not work so, and how to change it; null where nothing is lost. */
  readonly cost: string | null;
}

/** In this order: inline, guest mode, groups, privacy mode. */
export function checkSettings({
  username,
  supports_inline_queries: hasInline,
  supports_guest_queries: isGuest = false,
  can_join_groups: joinsGroups,
  can_read_all_group_messages: readsAll,
}: UserFromGetMe): Setting[] {
  const noInline = `Nobody can quote by typing @${username} in another chat. Turn it on: /setinline`;
  const noGuest = `Nobody can ask it by mentioning @${username} where it is no member. Turn it on: /mybots, Bot Settings, Guest Mode`;
  const noGroups = "It cannot be added to groups. Turn it on: /setjoingroups, Enable";
  const noPrivacy =
    "Telegram hands it every message of its groups, though it needs only those addressed to it. Turn it on: /setprivacy, Enable";
  return [
    { name: "inline", isOn: hasInline, cost: hasInline ? null : noInline },
    { name: "guest mode", isOn: isGuest, cost: isGuest ? null : noGuest },
    { name: "groups", isOn: joinsGroups, cost: joinsGroups ? null : noGroups },
    { name: "privacy mode", isOn: !readsAll, cost: readsAll ? noPrivacy : null },
  ];
}
