/**
 * The local chat's page: puts its parts together and keeps what was said.
 *
 * @typedef {import("grammy/types").Message} Message
 * @typedef {import("./connection.js").PageChange} PageChange
 * @typedef {import("./connection.js").Language} Language
 * @typedef {import("./connection.js").PageState} PageState
 * @typedef {import("./chat-list.js").ChatName} ChatName
 */
import { plainWords, senderName } from "./bubble.js";
import { CHAT_NAMES, createChatList } from "./chat-list.js";
import { createComposer } from "./composer.js";
import * as server from "./connection.js";
import { announce, toast } from "./dialogs.js";
import { takeFiles } from "./files.js";
import { createHistory } from "./history.js";
import { LABELS, labelPage } from "./labels.js";
import { placeOf } from "./links.js";
import { createLookups } from "./lookups.js";
import { createExpectation } from "./pending.js";
import { createPressing } from "./pressing.js";
import { createSuggestions } from "./suggestions.js";

/** More than a line shows. */
const PREVIEW_LENGTH = 200;
const LANGUAGE_KEY = "language";

/** @template {HTMLElement} E @param {string} id @param {new () => E} kind @returns {E} */
function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no #${id}`);
  return element;
}

/** @param {string} id @param {() => void} act */
function onClick(id, act) {
  byId(id, HTMLButtonElement).addEventListener("click", act);
}

/** @type {Language} */
let language = firstLanguage();
/** @type {PageState | null} */
let state = null;
/** @type {ChatName} */
let open = "private";
/** By chat, then by message, in order. @type {Map<number, Map<number, Message>>} */
const said = new Map();
/** What was begun in the chat that is not open. @type {Record<ChatName, string>} */
const begun = { private: "", group: "" };

const speaker = byId("speaker", HTMLSelectElement);
const box = byId("box", HTMLTextAreaElement);

const suggestions = createSuggestions({
  frame: byId("suggestions", HTMLElement),
  options: byId("options", HTMLElement),
  hint: byId("suggestions-hint", HTMLElement),
  box,
});
const lookups = createLookups(suggestions, {
  situation: () => ({ ...here(), language, labels: labels(), bot: state?.me.username ?? "" }),
  sendResult: (result) => {
    composer.write("");
    run(server.sendResult({ ...here(), result }));
  },
  sendCommand: (command) => {
    composer.write("");
    say(command);
  },
  start: (payload) => {
    composer.write("");
    start(payload);
  },
  failed,
});
const composer = createComposer({
  form: byId("composer", HTMLFormElement),
  box,
  chip: {
    frame: byId("chip", HTMLElement),
    words: byId("chip-words", HTMLElement),
    close: byId("chip-close", HTMLElement),
  },
  suggestions,
  send: say,
  typed: (text) => lookups.update(text),
  leaveUpwards: () => history.focusLast(),
});
const history = createHistory(byId("history", HTMLElement), {
  openLink,
  sendCommand: (command) => say(command),
  mention: (mention) => {
    composer.write(`${composer.text()}${mention} `);
    composer.focus();
  },
  press: (message, button, element) => run(press(message, button, element)),
  reply: beginReply,
  jump: (message) => {
    if (!history.jump(message)) toast(labels().noMessage);
  },
  stop: (draft) => run(server.stopDraft({ chat: here().chat, draft })),
});
const expect = createExpectation((change) => history.expect(change));
const press = createPressing({
  labels,
  here,
  followNext: () => history.followNext(),
  openLink,
  beginInline,
});
takeFiles({
  input: byId("file", HTMLInputElement),
  send: (name, base64) => run(server.sendFile({ ...here(), name, base64 })),
  failed,
});
const chats = createChatList((name) => {
  openChat(name);
  if (matchMedia("(hover: hover)").matches) composer.focus();
});

function labels() {
  return LABELS[language];
}

/** The open chat and who speaks in it. */
function here() {
  const shown = state?.[open];
  return {
    chat: shown?.chat.id ?? 0,
    from: open === "group" ? Number(speaker.value) : (shown?.people[0]?.id ?? 0),
  };
}

/** @returns {Language} */
function firstLanguage() {
  const chosen = localStorage.getItem(LANGUAGE_KEY) ?? navigator.language;
  return chosen.startsWith("de") ? "de" : "en";
}

/** @param {unknown} error */
function failed(error) {
  toast(`${labels().failed} ${error instanceof Error ? error.message : String(error)}`);
}

/** @param {Promise<unknown>} call */
function run(call) {
  call.catch(failed);
}

/** @param {string} text @param {Message | null} [replied] */
function say(text, replied) {
  run(server.say({ ...here(), text, ...(replied && { replyTo: replied.message_id }) }));
}

/** Opens the private chat as a `t.me/<bot>?start=` link does. @param {string} payload */
function start(payload) {
  openChat("private");
  say(`/start ${payload}`.trim());
}

/** @param {Message} message */
function beginReply(message) {
  const words = plainWords(message, labels()).slice(0, PREVIEW_LENGTH);
  composer.setReply(message, `${labels().replyTo} ${senderName(message)}: ${words}`);
  composer.focus();
}

/** @param {string} url @returns {boolean} */
function openLink(url) {
  const place = placeOf(url, state?.me.username ?? "");
  if (place === null) return false;
  if (place.kind === "start") start(place.payload);
  else if (place.kind === "group") openChat("group");
  else jumpTo(place.chat, place.message);
  return true;
}

/** @param {number} chat @param {number} message */
function jumpTo(chat, message) {
  const name = CHAT_NAMES.find((one) => state?.[one].chat.id === chat);
  if (name && name !== open) openChat(name);
  if (!name || !history.jump(message)) toast(labels().noMessage);
}

/** @param {string} query @param {ChatName | null} name */
function beginInline(query, name) {
  openChat(name ?? open);
  composer.write(`@${state?.me.username ?? ""} ${query}`);
  composer.focus();
}

/** @param {ChatName} name */
function openChat(name) {
  if (name !== open) {
    begun[open] = composer.text();
    open = name;
    composer.setReply(null);
    lookups.hide();
    box.value = begun[name];
    showChat();
  }
}

function showChat() {
  if (!state) return;
  const { me } = state;
  const shown = state[open];
  const inGroup = open === "group";
  const { placeholder, groupPlaceholder, bot, members } = labels();
  byId("chat-name", HTMLElement).textContent =
    inGroup && "title" in shown.chat ? (shown.chat.title ?? "") : me.first_name;
  byId("chat-status", HTMLElement).textContent = inGroup
    ? members(shown.people.length)
    : `${bot} · @${me.username}`;
  byId("group-tools", HTMLElement).hidden = !inGroup;
  composer.setPlaceholder((inGroup ? groupPlaceholder : placeholder)(me.username));
  const { from: speaking, chat } = here();
  const messages = said.get(chat)?.values() ?? [];
  history.show({ messages, speaker: speaking, inGroup, labels: labels() });
  chats.mark(open);
}

/** @param {ChatName} name */
function showLast(name) {
  const messages = [...(said.get(state?.[name].chat.id ?? 0)?.values() ?? [])];
  const last = messages.findLast((message) => plainWords(message, labels()) !== "");
  chats.setLast(
    name,
    last ? `${senderName(last)}: ${plainWords(last, labels()).slice(0, PREVIEW_LENGTH)}` : "",
  );
}

/** @param {Language} chosen */
async function loadState(chosen) {
  const loaded = await server.getState(chosen);
  const speaking = speaker.value;
  state = loaded;
  language = chosen;
  document.documentElement.lang = language;
  labelPage(labels());
  for (const name of ["de", "en"])
    byId(`language-${name}`, HTMLElement).ariaPressed = String(name === language);
  byId("counts", HTMLElement).textContent = labels().counts(
    loaded.articles.length,
    loaded.passages,
  );
  byId("counts", HTMLElement).title = loaded.articles.join("\n");
  byId("writer", HTMLElement).textContent =
    loaded.writer === null ? labels().keyless : labels().writtenBy(loaded.writer);
  speaker.replaceChildren(
    ...loaded.group.people.map(({ id, first_name: name }) => new Option(name, String(id))),
  );
  if (speaking !== "") speaker.value = speaking;
  for (const name of CHAT_NAMES) {
    const { chat, messages } = loaded[name];
    said.set(chat.id, new Map(messages.map((message) => [message.message_id, message])));
    showLast(name);
  }
  showChat();
}

/** @param {PageChange} change */
function receive(change) {
  const chat = "chat" in change ? change.chat : change.message.chat.id;
  const name = CHAT_NAMES.find((one) => state?.[one].chat.id === chat);
  if (!name) return;
  switch (change.kind) {
    case "message":
    case "edited":
      receiveMessage(name, change);
      break;
    case "deleted":
      said.get(chat)?.delete(change.message);
      if (name === open) history.remove(change.message);
      break;
    case "typing":
    case "draft":
      if (name === open) expect(change);
  }
  showLast(name);
}

/** @param {ChatName} name @param {Extract<PageChange, { kind: "message" | "edited" }>} change */
function receiveMessage(name, { kind, message, forceReply }) {
  said.get(message.chat.id)?.set(message.message_id, message);
  const others = message.from?.id !== here().from;
  if (name !== open) {
    if (others && kind === "message") chats.addUnread(name);
    return;
  }
  if (message.from?.id === state?.me.id) expect(null);
  history.put(message);
  if (others) announce(`${senderName(message)}: ${plainWords(message, labels())}`);
  if (forceReply) askedBack(message, forceReply);
}

/**
 * The bot wants a reply: the box is made ready for it.
 * @param {Message} message
 * @param {{ selective: boolean }} wanted selective: only of the person it replies to
 */
function askedBack(message, { selective }) {
  if (selective && open === "group" && message.reply_to_message?.from?.id !== here().from) return;
  beginReply(message);
}

for (const name of /** @type {const} */ (["de", "en"])) {
  onClick(`language-${name}`, () => {
    localStorage.setItem(LANGUAGE_KEY, name);
    run(loadState(name));
  });
}
speaker.addEventListener("change", showChat);
onClick("load", () => run(server.loadConversation()));
onClick("switch-on", () => run(server.switchOn(here().from)));
onClick("summary", () => say("/summary"));
document.addEventListener("keydown", (event) => {
  const row = document.activeElement?.closest(".message");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const message = said.get(here().chat)?.get(Number(row.id.replace("message-", "")));
  if (event.key === "Escape") composer.focus();
  if (event.key.toLowerCase() !== "r" || !message) return;
  event.preventDefault();
  beginReply(message);
});

document.documentElement.lang = language;
labelPage(labels());
server.listen({
  onChange: receive,
  onOpen: () => run(loadState(language)),
  onLost: () => toast(labels().offline),
});
composer.focus();
