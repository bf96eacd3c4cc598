/**
 * What the page itself says, in German and in English. What the bot says comes from the bot.
 */

const de = {
  tryOut: "· lokal ausprobieren",
  keyless: "ohne Schlüssel: Antworten im Wortlaut",
  /** @param {string} model */
  writtenBy: (model) => `Antworten von ${model}, Satz für Satz geprüft`,
  toTelegram: "so kommt er nach Telegram:",
  language: "Sprache",
  chats: "Chats",
  privateChat: "Privat",
  groupChat: "Gruppe „Lesekreis“",
  /** @param {number} articles @param {number} passages */
  counts: (articles, passages) =>
    `${articles} Artikel, ${passages} ${passages === 1 ? "Stelle" : "Stellen"}`,
  bot: "Bot",
  /** @param {number} people */
  members: (people) => `${people} Mitglieder, du und der Bot`,
  speakAs: "als",
  loadConversation: "Gespräch laden",
  history: "Nachrichten",
  suggestions: "Vorschläge",
  inlineHint: "↑ ↓ und Enter wählen · Enter ohne Auswahl schickt die Nachricht",
  commandHint: "↑ ↓ und Enter wählen",
  box: "Nachricht",
  /** @param {string} name */
  placeholder: (name) => `Frag etwas, oder tippe @${name} für Zitate`,
  /** @param {string} name */
  groupPlaceholder: (name) => `Schreib etwas, oder frag @${name}`,
  send: "Senden",
  attach: "Datei senden",
  keys: "Enter sendet · Umschalt+Enter neue Zeile · / Befehle · ↑ zu den Nachrichten, dort R antworten",
  more: "mehr",
  less: "weniger",
  edited: "bearbeitet",
  reply: "Antworten",
  replyTo: "Antwort an",
  noReply: "Nicht antworten",
  typing: "schreibt …",
  thinking: "Denkt nach …",
  stop: "Stopp",
  via: "über",
  you: "Du",
  today: "Heute",
  ok: "OK",
  cancel: "Abbrechen",
  whichChat: "In welchem Chat?",
  copied: "Kopiert",
  noMessage: "Diese Nachricht ist hier nicht zu sehen.",
  noAnswer: "Der Bot hat nicht geantwortet.",
  failed: "Das ging nicht:",
  offline: "Keine Verbindung. Läuft npm start noch?",
  /** @param {string} by @param {string} who */
  joined: (by, who) => (by === who ? `${who} ist dabei` : `${by} hat ${who} hinzugefügt`),
  /** @param {string} who */
  left: (who) => `${who} ist nicht mehr dabei`,
  service: "Hinweis von Telegram",
  /** @type {Record<string, string>} */
  media: {
    photo: "🖼 Foto",
    sticker: "🙂 Sticker",
    voice: "🎤 Sprachnachricht",
    document: "📄 Datei",
  },
};

/** @type {typeof de} */
const en = {
  tryOut: "· try it locally",
  keyless: "without a key: answers word for word",
  /** @param {string} model */
  writtenBy: (model) => `answers by ${model}, checked sentence by sentence`,
  toTelegram: "how it gets to Telegram:",
  language: "Language",
  chats: "Chats",
  privateChat: "Private",
  groupChat: "Group “Lesekreis”",
  counts: (articles, passages) =>
    `${articles} ${articles === 1 ? "article" : "articles"}, ${passages} ${passages === 1 ? "passage" : "passages"}`,
  bot: "bot",
  members: (people) => `${people} members, you and the bot`,
  speakAs: "as",
  loadConversation: "Load conversation",
  history: "Messages",
  suggestions: "Suggestions",
  inlineHint: "↑ ↓ and Enter choose · Enter without a choice sends the message",
  commandHint: "↑ ↓ and Enter choose",
  box: "Message",
  placeholder: (name) => `Ask something, or type @${name} for quotes`,
  groupPlaceholder: (name) => `Write something, or ask @${name}`,
  send: "Send",
  attach: "Send a file",
  keys: "Enter sends · Shift+Enter new line · / commands · ↑ to the messages, R there to reply",
  more: "more",
  less: "less",
  edited: "edited",
  reply: "Reply",
  replyTo: "Reply to",
  noReply: "Do not reply",
  typing: "is typing…",
  thinking: "Thinking…",
  stop: "Stop",
  via: "via",
  you: "You",
  today: "Today",
  ok: "OK",
  cancel: "Cancel",
  whichChat: "In which chat?",
  copied: "Copied",
  noMessage: "This message is not to be seen here.",
  noAnswer: "The bot did not answer.",
  failed: "That did not work:",
  offline: "No connection. Is npm start still running?",
  joined: (by, who) => (by === who ? `${who} joined` : `${by} added ${who}`),
  left: (who) => `${who} left`,
  service: "Note from Telegram",
  media: {
    photo: "🖼 Photo",
    sticker: "🙂 Sticker",
    voice: "🎤 Voice message",
    document: "📄 File",
  },
};

/** @typedef {typeof de} Labels */
export const LABELS = { de, en };

/**
 * Writes the labels into the page's fixed parts: `data-text` is an element's words, `data-label` its name for screen readers.
 * @param {Labels} labels
 */
export function labelPage(labels) {
  const words = /** @type {Record<string, unknown>} */ (labels);
  for (const part of document.querySelectorAll("[data-text]")) {
    part.textContent = String(words[part.getAttribute("data-text") ?? ""]);
  }
  for (const part of document.querySelectorAll("[data-label]")) {
    part.setAttribute("aria-label", String(words[part.getAttribute("data-label") ?? ""]));
  }
}
