/**
 * Every sentence the bot says itself, in German (du) and in English.
 *
 * Names of articles and people are handed in; the articles' own words never stand here.
 */
import type { Fact } from "../answer/answer.ts";
import type { Language } from "./language.ts";
import { rich, styled, type RichText } from "./rich.ts";

/** How an article is named in a sentence: its title, and "dpa, Juni 2024" or "". */
interface Named {
  readonly title: string;
  readonly where: string;
}

const bold = (words: string) => styled("bold", words);
const inBrackets = (where: string) => (where === "" ? "" : ` (${where})`);

const de = {
  start: (article: Named, articles: number): RichText =>
    articles === 1
      ? rich(
          "Ich beantworte Fragen zu ",
          bold(article.title),
          inBrackets(article.where),
          " und zeige die Stelle dazu.",
        )
      : rich(
          `Ich beantworte Fragen zu ${articles} Artikeln, zuletzt `,
          bold(article.title),
          inBrackets(article.where),
          ", und zeige die Stelle dazu.",
        ),
  startWords: (articles: number): string =>
    articles === 1
      ? "Hinter dem Strich steht immer der Wortlaut des Artikels. Frag einfach los."
      : "Hinter dem Strich steht immer der Wortlaut des Artikels. Frag einfach los – oder sieh nach, was es gibt: /sources",
  startPrivacy: "Was ich mir merke: /privacy",
  startInGroup: (bot: string) =>
    `Frag mich mit @${bot} oder mit /ask. Ich antworte nur, wenn du mich ansprichst.`,
  help: (bot: string) =>
    [
      "Schreib mir eine Frage, so kurz du magst. Ich suche die Sätze, die sie beantworten, und zeige sie im Wortlaut.",
      "Nachfragen gehen auch: „und wann?“",
      `In einer Gruppe: @${bot} und die Frage, oder /ask – auch als Antwort auf eine Nachricht.`,
      `In jedem Chat: @${bot} und ein Stichwort tippen, dann ein Zitat auswählen.`,
      "/sources zeigt die Artikel, /privacy sagt, was ich mir merke.",
    ].join("\n"),
  helpInGroup: (bot: string) =>
    `@${bot} oder /ask und die Frage – auch als Antwort auf eine Nachricht. Nachfragen: antworte auf meine Antwort.`,
  privacy: [
    "Was du mir schreibst, speichere ich verschlüsselt und lösche es, sobald ich geantwortet habe. Nur deine letzte Frage behalte ich höchstens eine Stunde, damit Nachfragen wie „und wann?“ gehen.",
    "Ohne Text bleiben zwei Tage lang die Nummern deiner Nachrichten, damit ich keine doppelt beantworte, und wie viele Fragen es waren; außerdem die Nummer dieses Chats.",
    "In meinen Protokollen stehen weder Texte noch Namen. Antworten suche ich hier bei mir, ich gebe deine Frage an niemanden weiter.",
    "Nachrichten in Gruppen, die nicht an mich gerichtet sind, beachte ich nicht.",
    "Telegram selbst speichert den Chat wie jeden anderen: telegram.org/privacy",
  ].join("\n"),
  id: (person: number | null, chat: number) =>
    [...(person === null ? [] : [`Deine Nummer: ${person}`]), `Dieser Chat: ${chat}`].join("\n"),
  unknownCommand:
    "Diesen Befehl kenne ich nicht. Schreib mir einfach deine Frage, oder sieh in /help nach.",
  onlyText: "Damit kann ich leider nichts anfangen – schreib mir deine Frage als Text.",
  bare: "Was möchtest du wissen?",
  barePlaceholder: "Deine Frage",
  foreign: (language: string) => `Der Artikel ist auf ${language}. Im Wortlaut:`,
  inLanguage: (language: string) => `auf ${language}`,
  unsure: "Vielleicht hilft diese Stelle:",
  declined: "Dazu finde ich keine Stelle.",
  nearest: "Am nächsten kommt, ohne es zu beantworten:",
  about: "Worum geht es?",
  inText: (mark: number) => `[${mark}] im Text`,
  toArticle: "Zum Artikel ↗",
  sectionsInChat: "Mehr dazu im Chat ↗",
  allArticles: "Alle Artikel",
  more: "Weiter",
  next: "Weiter ›",
  back: "‹ Zurück",
  ibid: "ebenda",
  section: (heading: string) => `Abschnitt „${heading}“`,
  pullQuote: "Zitatkasten",
  caption: "Bildunterschrift",
  stale: "Der Artikel hat sich geändert. Bitte frag noch einmal.",
  unknownButton: "Dieser Knopf gilt nicht mehr. Bitte frag noch einmal.",
  articles: (count: number) => (count === 1 ? "1 Artikel:" : `${count} Artikel:`),
  passages: (count: number) => (count === 1 ? "1 Stelle" : `${count} Stellen`),
  articlesInChat: (count: number) =>
    count === 1
      ? "1 Artikel. Ansehen kannst du ihn im Chat mit mir:"
      : `${count} Artikel. Ansehen kannst du sie im Chat mit mir:`,
  openChat: "Chat öffnen ↗",
  greeting: ({ title }: Named, articles: number) =>
    articles === 1
      ? `Hallo! Frag mich etwas zum Artikel „${title}“.`
      : `Hallo! Frag mich etwas zu den ${articles} Artikeln, zum Beispiel zu „${title}“.`,
  thanks: "Gern.",
  bot: "Ja, ich bin ein Bot: Ich suche in den Artikeln und zeige dir die Stellen im Wortlaut.",
  bye: "Bis bald!",
  fact: {
    author: ({ title }: Named) => `Wer „${title}“ geschrieben hat, steht nicht dabei.`,
    date: ({ title, where }: Named) =>
      where === ""
        ? `Von wann „${title}“ ist, steht nicht dabei.`
        : `Als Datum von „${title}“ ist ${where} angegeben.`,
    source: ({ title, where }: Named) =>
      where === ""
        ? `Woher „${title}“ kommt, steht nicht dabei.`
        : `„${title}“ kommt von ${where}.`,
    link: ({ title, where }: Named) =>
      where === ""
        ? `Ein Link zu „${title}“ steht nicht dabei.`
        : `„${title}“ steht hier: ${where}`,
    title: ({ title }: Named) => `Er heißt „${title}“.`,
  } satisfies Record<Fact, (article: Named) => string>,
  authorIsSource: (source: string) => `Als Quelle ist ${source} angegeben.`,
  titles: (count: number) => `Es sind ${count} Artikel:`,
  added: (bot: string, title: string, articles: number) =>
    articles === 1
      ? `Hallo! Frag mich mit @${bot} … zum Artikel „${title}“. Ich antworte nur, wenn du mich ansprichst.`
      : `Hallo! Frag mich mit @${bot} … zu ${articles} Artikeln, zuletzt „${title}“. Ich antworte nur, wenn du mich ansprichst.`,
  nothingFound: "Nichts gefunden – frag mich im Chat",
  notAdmitted: (id: number) =>
    `Ich bin hier noch nicht freigeschaltet. Wer mich betreibt, braucht dafür diese Nummer: ${id}`,
  notAdmittedInline: "Noch nicht freigeschaltet – mehr im Chat",
  failed: (id: string) =>
    `Da ist bei mir etwas schiefgegangen. Bitte versuch es gleich noch einmal. (${id})`,
  away: "Ich war weg. Bitte frag noch einmal.",
  tooFast: (seconds: number) =>
    `Das waren viele Fragen auf einmal. In ${seconds === 1 ? "einer Sekunde" : `${seconds} Sekunden`} kannst du weiterfragen.`,
  tooManyTaps: (seconds: number) =>
    `Das ging zu schnell. Bitte tipp in ${seconds === 1 ? "einer Sekunde" : `${seconds} Sekunden`} noch einmal.`,
  tooManyToday: "Für heute ist in diesem Chat Schluss mit Fragen. Morgen geht es weiter.",
  readUntil: (words: string) => `Gelesen habe ich den Anfang bis „${words}“.`,
  commands: {
    start: "Womit ich dir helfe",
    ask: "Eine Frage stellen",
    help: "So fragst du mich",
    sources: "Die Artikel",
    privacy: "Was ich mir merke",
    id: "Die Nummern von dir und diesem Chat",
  },
};

export type Texts = typeof de;

const en: Texts = {
  start: (article, articles) =>
    articles === 1
      ? rich(
          "I answer questions about ",
          bold(article.title),
          inBrackets(article.where),
          " and show you where it says so.",
        )
      : rich(
          `I answer questions about ${articles} articles, the latest being `,
          bold(article.title),
          inBrackets(article.where),
          ", and show you where it says so.",
        ),
  startWords: (articles) =>
    articles === 1
      ? "Behind the bar are always the article's own words. Just ask."
      : "Behind the bar are always the article's own words. Just ask – or see what there is: /sources",
  startPrivacy: "What I remember: /privacy",
  startInGroup: (bot) => `Ask me with @${bot} or with /ask. I only answer when you address me.`,
  help: (bot) =>
    [
      "Send me a question, as short as you like. I find the sentences that answer it and show them word for word.",
      "Follow-ups work too: “and when?”",
      `In a group: @${bot} and the question, or /ask – also as a reply to a message.`,
      `In any chat: type @${bot} and a word or two, then pick a quote.`,
      "/sources lists the articles, /privacy says what I remember.",
    ].join("\n"),
  helpInGroup: (bot) =>
    `@${bot} or /ask and the question – also as a reply to a message. To follow up, reply to my answer.`,
  privacy: [
    "What you write to me is stored encrypted and deleted as soon as I have answered. Only your last question is kept, for an hour at most, so that follow-ups like “and when?” work.",
    "Without any text I keep for two days the numbers of your messages, so that I answer none twice, and how many questions there were; and the number of this chat.",
    "My logs hold neither texts nor names. I look for answers right here and pass your question on to nobody.",
    "I take no notice of messages in groups that are not meant for me.",
    "Telegram itself keeps this chat like any other: telegram.org/privacy",
  ].join("\n"),
  id: (person, chat) =>
    [...(person === null ? [] : [`Your id: ${person}`]), `This chat: ${chat}`].join("\n"),
  unknownCommand: "I don't know this command. Just send me your question, or see /help.",
  onlyText: "I can't make anything of that, sorry – send me your question as text.",
  bare: "What would you like to know?",
  barePlaceholder: "Your question",
  foreign: (language) => `The article is in ${language}. Its own words:`,
  inLanguage: (language) => `in ${language}`,
  unsure: "This passage may help:",
  declined: "I can't find a passage about that.",
  nearest: "Closest, though it doesn't answer it:",
  about: "What is it about?",
  inText: (mark) => `[${mark}] in the text`,
  toArticle: "To the article ↗",
  sectionsInChat: "More in the chat ↗",
  allArticles: "All articles",
  more: "More",
  next: "Next ›",
  back: "‹ Back",
  ibid: "ibid.",
  section: (heading) => `Section “${heading}”`,
  pullQuote: "Pull quote",
  caption: "Caption",
  stale: "The article has changed. Please ask again.",
  unknownButton: "This button is no longer valid. Please ask again.",
  articles: (count) => (count === 1 ? "1 article:" : `${count} articles:`),
  passages: (count) => (count === 1 ? "1 passage" : `${count} passages`),
  articlesInChat: (count) =>
    count === 1
      ? "1 article. You can look at it in our chat:"
      : `${count} articles. You can look at them in our chat:`,
  openChat: "Open chat ↗",
  greeting: ({ title }, articles) =>
    articles === 1
      ? `Hello! Ask me about the article “${title}”.`
      : `Hello! Ask me about the ${articles} articles, for example “${title}”.`,
  thanks: "You're welcome.",
  bot: "Yes, I'm a bot: I search the articles and show you the passages word for word.",
  bye: "See you!",
  fact: {
    author: ({ title }) => `Who wrote “${title}” is not stated.`,
    date: ({ title, where }) =>
      where === "" ? `When “${title}” was written is not stated.` : `“${title}” is dated ${where}.`,
    source: ({ title, where }) =>
      where === ""
        ? `Where “${title}” comes from is not stated.`
        : `“${title}” comes from ${where}.`,
    link: ({ title, where }) =>
      where === "" ? `A link to “${title}” is not stated.` : `“${title}” is here: ${where}`,
    title: ({ title }) => `It is called “${title}”.`,
  },
  authorIsSource: (source) => `The source given is ${source}.`,
  titles: (count) => `There are ${count} articles:`,
  added: (bot, title, articles) =>
    articles === 1
      ? `Hello! Ask me with @${bot} … about the article “${title}”. I only answer when you address me.`
      : `Hello! Ask me with @${bot} … about ${articles} articles, the latest being “${title}”. I only answer when you address me.`,
  nothingFound: "Nothing found – ask me in chat",
  notAdmitted: (id) => `I'm not enabled here yet. Whoever runs me needs this number for it: ${id}`,
  notAdmittedInline: "Not enabled yet – more in chat",
  failed: (id) => `Something went wrong on my side. Please try again in a moment. (${id})`,
  away: "I was away. Please ask again.",
  tooFast: (seconds) =>
    `That was a lot of questions at once. You can go on in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
  tooManyTaps: (seconds) =>
    `That was too fast. Please tap again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
  tooManyToday: "That was it for today in this chat. You can ask again tomorrow.",
  readUntil: (words) => `I read the beginning, up to “${words}”.`,
  commands: {
    start: "What I can do for you",
    ask: "Ask a question",
    help: "How to ask me",
    sources: "The articles",
    privacy: "What I remember",
    id: "Your id and this chat's",
  },
};

export const texts: Readonly<Record<Language, Texts>> = { de, en };

/** What is shared in any chat and cached for all: in the article's language, and nothing but labels. */
export const sharedLabels = {
  de: {
    inText: "im Text",
    pullQuote: "Zitatkasten",
    indirect: "indirekt",
    shortened: "Zitatkasten, gekürzt",
  },
  en: {
    inText: "in the text",
    pullQuote: "pull quote",
    indirect: "indirect",
    shortened: "pull quote, shortened",
  },
} as const satisfies Record<Language, Record<string, string>>;
