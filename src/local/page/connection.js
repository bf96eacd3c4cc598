/**
 * The page's line to the server: calls as promises, changes as they happen. `page-api.ts` says what each call means.
 *
 * @typedef {import("grammy/types").Message} Message
 * @typedef {import("grammy/types").BotCommand} BotCommand
 * @typedef {import("../page-api.ts").PageState} PageState
 * @typedef {import("../visitors.ts").Language} Language
 * @typedef {import("../page-api.ts").PageChange} PageChange
 * @typedef {import("../clients.ts").CallbackAnswer} CallbackAnswer
 * @typedef {import("../clients.ts").InlineAnswer} InlineAnswer
 */

/** @param {Language} language @returns {Promise<PageState>} */
export const getState = (language) => call(`state?language=${language}`);

/** @param {Language} language @param {number} chat @returns {Promise<BotCommand[]>} */
export const getCommands = (language, chat) => call(`commands?language=${language}&chat=${chat}`);

/** @param {{ chat: number, from: number, text: string, replyTo?: number }} said @returns {Promise<Message>} */
export const say = (said) => call("say", said);

/** @param {{ chat: number, from: number, name: string, base64: string }} file @returns {Promise<Message>} */
export const sendFile = (file) => call("file", file);

/** @param {{ chat: number, from: number, message: number, data: string }} pressed @returns {Promise<CallbackAnswer>} */
export const press = (pressed) => call("press", pressed);

/** @param {{ from: number, query: string, offset?: string }} query @returns {Promise<InlineAnswer>} */
export const askInline = (query) => call("inline", query);

/** @param {{ chat: number, from: number, result: string }} chosen @returns {Promise<Message>} */
export const sendResult = (chosen) => call("send", chosen);

/** @param {{ chat: number, draft: number }} stopped @returns {Promise<unknown>} */
export const stopDraft = (stopped) => call("stop", stopped);

/** @returns {Promise<unknown>} */
export const loadConversation = () => call("conversation", {});

/** @param {number} from @returns {Promise<unknown>} */
export const switchOn = (from) => call("switch-on", { from });

/**
 * Calls back for every change, and when the line was (re)opened, for what happened before is not repeated.
 * @param {{ onChange: (change: PageChange) => void, onOpen: () => void, onLost: () => void }} heard
 */
export function listen({ onChange, onOpen, onLost }) {
  const events = new EventSource("api/events");
  events.addEventListener("open", onOpen);
  events.addEventListener("error", onLost);
  events.addEventListener("message", ({ data }) => {
    onChange(/** @type {PageChange} */ (JSON.parse(String(data))));
  });
}

/**
 * A GET without a body, else a POST. Fails with the server's words.
 * @template Answer
 * @param {string} name
 * @param {object} [body]
 * @returns {Promise<Answer>}
 */
async function call(name, body) {
  const sent = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(`api/${name}`, sent);
  /** @type {unknown} */
  const answer = await response.json();
  if (response.ok) return /** @type {Answer} */ (answer);
  const { error } = /** @type {{ error?: string }} */ (answer);
  throw new Error(error ?? response.statusText);
}
