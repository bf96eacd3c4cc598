/**
 * What the bot's calls show to people, as text to read and compare: words, styles, buttons, alerts, results.
 *
 * "▏" begins each line of a block quotation, "▏⌄" that of one that folds; "▕" ends one within a line.
 */
import type {
  InlineKeyboardButton,
  InlineQueryResultArticle,
  Message,
  MessageEntity,
} from "grammy/types";

import type { LocalTelegram } from "../../../../src/local/telegram.ts";

type Call = LocalTelegram["calls"][number];
type Payload = Call["payload"];

export interface Surroundings {
  /** Null: a chat nobody looks at. */
  readonly nameOf: (chat: number) => string | null;
  readonly find: (chat: number, message: number) => Message | undefined;
}

/** Only asked or only waited for: nobody sees them. */
const UNSEEN = new Set(
  `getUpdates getMe getChat getChatMember getChatMemberCount getChatAdministrators getMyCommands deleteWebhook
  sendChatAction`.split(/\s+/u),
);
const INLINE_MARKS: Partial<Record<MessageEntity["type"], string>> = {
  bold: "**",
  italic: "_",
  underline: "__",
  strikethrough: "~~",
  code: "`",
  pre: "```",
  spoiler: "||",
};

/** One piece for each call that shows something; the same draft again shows nothing. */
export function renderCalls(calls: readonly Call[], around: Surroundings): string[] {
  const pieces = calls.map(({ method, payload }) => renderCall(method, payload, around));
  const shown = pieces.filter((piece) => piece !== null);
  return shown.filter((piece, at) => !piece.startsWith("✎") || !shown.slice(0, at).includes(piece));
}

function renderCall(method: string, payload: Payload, around: Surroundings): string | null {
  if (UNSEEN.has(method)) return null;
  const chat = Number(payload["chat_id"]);
  const name = "chat_id" in payload ? around.nameOf(chat) : "";
  if (name === null) return null;
  const words = markUp(textOf(payload["text"]), payload["entities"] as MessageEntity[]);
  switch (method) {
    case "sendMessage":
      return lines(`‹ ${name}${placeOf(payload, around)}`, words, ...extrasOf(payload));
    case "editMessageText":
      return lines(`‹ ${name}, in place of ${old(payload, around)}`, words, ...extrasOf(payload));
    case "sendMessageDraft":
      return words === "" ? null : lines(`✎ ${name}, draft`, words);
    case "answerCallbackQuery":
      return renderTap(payload);
    case "answerInlineQuery":
      return renderResults(payload);
    case "setMyCommands":
      return renderMenu(payload);
    default:
      return lines(`‹ ${name} ${method}`, JSON.stringify(payload));
  }
}

const lines = (...all: readonly string[]) => all.filter((line) => line !== "").join("\n");
const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** An edited message has the new words by the time it is looked for, so its kind is enough. */
function old({ chat_id: chat, message_id: id }: Payload, { find }: Surroundings): string {
  return find(Number(chat), Number(id)) === undefined ? "nothing" : "its message";
}

function placeOf(payload: Payload, { find }: Surroundings): string {
  const topic = payload["message_thread_id"];
  const reply = payload["reply_parameters"] as { readonly message_id: number } | undefined;
  const replied = reply && find(Number(payload["chat_id"]), reply.message_id);
  return [
    topic === undefined ? "" : `, topic ${Number(topic)}`,
    reply === undefined ? "" : `, to “${(replied?.text ?? replied?.caption ?? "…").slice(0, 40)}”`,
  ].join("");
}

interface Markup {
  readonly inline_keyboard?: readonly (readonly InlineKeyboardButton[])[];
  readonly input_field_placeholder?: string;
  readonly selective?: boolean;
}

function extrasOf(payload: Payload): string[] {
  const preview = payload["link_preview_options"] as { readonly is_disabled?: boolean } | undefined;
  const markup = payload["reply_markup"] as Markup | undefined;
  const { inline_keyboard: rows, ...prompt } = markup ?? {};
  return [
    preview?.is_disabled === true ? "" : "(links have a preview)",
    ...(rows ?? []).map((row) => row.map(renderButton).join(" ")),
    Object.keys(prompt).length > 0 ? `(${JSON.stringify(prompt)})` : "",
    "parse_mode" in payload ? `(parse_mode ${textOf(payload["parse_mode"])})` : "",
  ];
}

function renderButton({ text, ...does }: InlineKeyboardButton): string {
  const [kind = "", what] = Object.entries(does)[0] ?? [];
  const shown = typeof what === "string" ? what : JSON.stringify(what);
  return `[${text}](${kind === "callback_data" ? "" : `${kind} `}${shown})`;
}

function renderTap(payload: Payload): string {
  if ("url" in payload) return `‹ the tap opens ${textOf(payload["url"])}`;
  if (!("text" in payload)) return "‹ the tap is answered";
  return `‹ ${payload["show_alert"] === true ? "alert" : "toast"}: ${textOf(payload["text"])}`;
}

function renderResults(payload: Payload): string {
  const results = (payload["results"] ?? []) as readonly InlineQueryResultArticle[];
  const button = payload["button"] as { readonly text: string; readonly start_parameter: string };
  return lines(
    `‹ ${results.length} results, ${payload["is_personal"] === true ? "for one" : "for all"}`,
    textOf(payload["next_offset"]) === "" ? "" : "(and more)",
    button === undefined ? "" : `[${button.text}](start ${button.start_parameter})`,
    ...results.map(renderResult),
  );
}

function renderResult({
  title,
  description,
  input_message_content: sent,
}: InlineQueryResultArticle) {
  const { message_text: text = "", entities } = sent as {
    readonly message_text?: string;
    readonly entities?: MessageEntity[];
  };
  return lines(`- ${title}`, `  ${description}`, "  sends:", markUp(text, entities));
}

function renderMenu(payload: Payload): string {
  const commands = payload["commands"] as readonly { command: string; description: string }[];
  const { type } = payload["scope"] as { readonly type: string };
  return lines(
    `‹ menu, ${type}, ${textOf(payload["language_code"]) || "every language"}`,
    ...commands.map(({ command, description }) => `/${command} ${description}`),
  );
}

/** The text with its entities as marks. */
function markUp(text: string, entities: readonly MessageEntity[] = []): string {
  const at = Array.from({ length: text.length + 1 }, () => ({ ends: "", begins: "" }));
  for (const entity of entities) {
    const [begin, end] = [at[entity.offset], at[entity.offset + entity.length]];
    if (begin === undefined || end === undefined) continue;
    const [opens, closes] = marksOf(entity);
    begin.begins += opens;
    end.ends = `${closes}${end.ends}`;
    if (opens.startsWith("▏")) barLines(text, entity, { at, bar: opens });
  }
  return at.map(({ ends, begins }, i) => `${ends}${begins}${text.charAt(i)}`).join("");
}

function marksOf(entity: MessageEntity): readonly [opens: string, closes: string] {
  if (entity.type === "blockquote") return ["▏ ", ""];
  if (entity.type === "expandable_blockquote") return ["▏⌄ ", ""];
  if (entity.type === "text_link") return ["[", `](${entity.url})`];
  const mark = INLINE_MARKS[entity.type];
  return mark === undefined ? [`<${entity.type}>`, `</${entity.type}>`] : [mark, mark];
}

function barLines(
  text: string,
  { offset, length }: MessageEntity,
  { at, bar }: { readonly at: { ends: string; begins: string }[]; readonly bar: string },
): void {
  const end = offset + length;
  for (let i = offset + 1; i < end; i += 1) {
    const here = at[i];
    if (here !== undefined && text.charAt(i - 1) === "\n") here.begins = `${bar}${here.begins}`;
  }
  const last = at[end];
  const isWithinLine = end < text.length && text.charAt(end) !== "\n";
  if (last !== undefined && isWithinLine) last.ends += "▕";
}
