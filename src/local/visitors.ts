/**
 * Who tries the bot out in the local chat, one person for each language; they run it as well.
 */
import type { User } from "grammy/types";

export const LANGUAGES = ["de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const VISITORS: Readonly<Record<Language, User>> = {
  de: { id: 1001, is_bot: false, first_name: "Du", language_code: "de" },
  en: { id: 1002, is_bot: false, first_name: "You", language_code: "en" },
};
