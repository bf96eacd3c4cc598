/**
 * What is set at @BotFather, and what it costs where it is off: for the operator's start screen.
 */
import type { UserFromGetMe } from "grammy/types";

export interface Setting {
  readonly name: "inline" | "groups" | "privacy mode";
  readonly isOn: boolean;
  /** In the operator's words: what does not work so, and how to change it; null where nothing is lost. */
  readonly cost: string | null;
}

/** In this order: inline, groups, privacy mode. */
export function checkSettings(me: UserFromGetMe): Setting[] {
  return [
    {
      name: "inline",
      isOn: me.supports_inline_queries,
      cost: me.supports_inline_queries
        ? null
        : `Nobody can quote by typing @${me.username} in another chat. Turn it on: /setinline`,
    },
    {
      name: "groups",
      isOn: me.can_join_groups,
      cost: me.can_join_groups
        ? null
        : "It cannot be added to groups. Turn it on: /setjoingroups, Enable",
    },
    {
      name: "privacy mode",
      isOn: !me.can_read_all_group_messages,
      cost: me.can_read_all_group_messages
        ? "Telegram hands it every message of its groups, though it needs only those addressed to it. Turn it on: /setprivacy, Enable"
        : null,
    },
  ];
}
