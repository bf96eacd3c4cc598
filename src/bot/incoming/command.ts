/**
 * "/ask@Fundstelle_bot was steht drin" → its name in lower case, what follows it, and whether this bot is meant.
 */
import type { Message } from "grammy/types";

export interface Command {
  readonly name: string;
  readonly rest: string;
  /** False for `/ask@OtherBot`. */
  readonly isForMe: boolean;
}

/** The bot, as far as others can address it. */
export interface Addressee {
  readonly id: number;
  readonly username: string;
}

/** The command a text or a caption begins with; null when it begins with none. */
export function commandOf(message: Message, me: Addressee): Command | null {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const entity = entities.find(({ type, offset }) => type === "bot_command" && offset === 0);
  if (entity === undefined) return null;
  const [name = "", bot] = text.slice(1, entity.length).toLowerCase().split("@");
  return {
    name,
    rest: text.slice(entity.length).trim(),
    isForMe: bot === undefined || bot === me.username.toLowerCase(),
  };
}
