/**
 * Every sentence the bot says itself, in German (du); the other languages have the same ones.
 */
import type { Fact, Talk } from "../../../answer/answer.ts";
import { rich, styled, type RichText } from "../screen.ts";
import type { Outcome } from "../../operator/stats.ts";
import { germanArticles } from "./german-articles.ts";
import { germanGroups } from "./german-groups.ts";
import { quotedInGerman as quoted } from "./quoted.ts";

/** How an article is named in a sentence: its title, and "dpa, Juni 2024" or "". */
interface Named {
  readonly title: string;
  readonly where: string;
}

const bold = (words: string) => styled("bold", words);
const inBrackets = (where: string) => (where === "" ? "" : ` (${where})`);

export const german = {
  ...germanGroups,
  ...germanArticles,
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
      : "Hinter dem Strich steht immer der Wortlaut der Artikel. Frag einfach los – oder sieh nach, was es gibt: /sources",
  startPrivacy: "Was ich mir merke: /privacy",
  startInGroup: (bot: string) =>
    `Frag mich mit @${bot} oder mit /ask. Ich antworte nur, wenn du mich ansprichst. Zusammenfassungen: /summary`,
  help: (bot: string, writer: string | null) =>
    [
      writer === null
        ? "Schreib mir eine Frage, so kurz du magst. Ich suche die Sätze, die sie beantworten, und zeige sie im Wortlaut."
        : "Schreib mir eine Frage, so kurz du magst. Ich antworte in wenigen Sätzen und zeige im Wortlaut, worauf sie sich stützen.",
      "Nachfragen gehen auch: „und wann?“ Von vorn fängst du mit /new an.",
      `In einer Gruppe: @${bot} und die Frage, oder /ask – auch als Antwort auf eine Nachricht. /summary fasst dort zusammen, was du verpasst hast, wenn ein Admin es eingeschaltet hat; hier den Artikel.`,
      `In jedem Chat: @${bot} und ein Stichwort tippen, dann ein Zitat auswählen.`,
      "/sources zeigt die Artikel, /privacy sagt, was ich mir merke.",
    ].join("\n"),
  helpInGroup: (bot: string) =>
    `@${bot} oder /ask und die Frage – auch als Antwort auf eine Nachricht. Nachfragen: antworte auf meine Antwort. Von vorn: /new. Was du verpasst hast: /summary`,
  privacyInShort: (writer: string | null, ofGroups: string): string =>
    [
      "Deine Fragen speichere ich verschlüsselt und höchstens eine Stunde, damit du nachfragen kannst; mit /new vergesse ich sie sofort.",
      ofGroups,
      writer === null
        ? "Weiter gebe ich nichts: Antworten suche ich hier bei mir."
        : `Die Antworten schreibt ein Sprachmodell (${writer}): Sein Anbieter bekommt deine Fragen, aber weder deinen Namen noch deine Nummer.`,
    ].join("\n"),
  privacyMore: "Mehr",
  privacy: (writer: string | null): string =>
    [
      "Was du mir schreibst, speichere ich verschlüsselt und lösche es, sobald ich geantwortet habe. Nur deine letzten drei Fragen und meine Antworten behalte ich höchstens eine Stunde, damit Nachfragen wie „und wann?“ gehen; mit /new vergesse ich sie sofort. Ebenso lange merke ich mir zu jeder meiner Antworten die Frage, damit du auf sie antworten kannst.",
      "Ohne Text bleiben zwei Tage lang die Nummern deiner Nachrichten, damit ich keine doppelt beantworte, und wie viele Fragen es waren; zu meinen eigenen, welche Sätze der Artikel sie zeigten und in welcher Sprache, damit du auf sie antworten kannst; außerdem die Nummer dieses Chats. Wie viele Fragen alle zusammen stellen, zähle ich eine Woche lang, ohne Nummern.",
      writer === null
        ? "In meinen Protokollen stehen weder Texte noch Namen. Antworten suche ich hier bei mir, ich gebe deine Frage an niemanden weiter."
        : `In meinen Protokollen stehen weder Texte noch Namen. Die Antworten schreibt ein Sprachmodell (${writer}): An seinen Anbieter gehen deine Frage, die Fragen und Antworten davor und Stellen aus den Artikeln, aber weder dein Name noch deine Nummer.`,
      "Was gelöscht ist, steht noch in Sicherungen von vorher, bis auch die gelöscht sind, und wo eine PostgreSQL-Datenbank läuft, in deren Dateien, bis sie aufräumt.",
      "Telegram selbst speichert den Chat wie jeden anderen: telegram.org/privacy",
    ].join("\n"),
  id: (person: number | null, chat: number) =>
    [...(person === null ? [] : [`Deine Nummer: ${person}`]), `Dieser Chat: ${chat}`].join("\n"),
  unknownCommand:
    "Diesen Befehl kenne ich nicht. Schreib mir einfach deine Frage, oder sieh in /help nach.",
  onlyText: "Ich kann nur Text lesen. Schreib mir deine Frage.",
  bare: "Was möchtest du wissen?",
  barePlaceholder: "Deine Frage",
  foreign: (language: string) => `Der Artikel ist auf ${language}. Im Wortlaut:`,
  inLanguage: (language: string) => `auf ${language}`,
  unsure: "Vielleicht hilft diese Stelle:",
  declined: "Dazu finde ich keine Stelle.",
  notInArticle: (articles: number): string =>
    articles === 1 ? "Das steht nicht im Artikel." : "Das steht in keinem der Artikel.",
  nearest: "Am nächsten kommt, ohne es zu beantworten:",
  fallback: "Gerade ohne Formulierung, nur die Stellen.",
  fallbackDeclined: "Gerade suche ich nur nach Wörtern. Frag später gern noch einmal.",
  incomplete: "(unvollständig)",
  stopped: "Angehalten.",
  translate: "Zitate übersetzen",
  ownTranslation: "Meine Übersetzung, nicht der Wortlaut:",
  translationSpent: "Für heute ist das Budget für Übersetzungen verbraucht. Morgen geht es wieder.",
  translationFailed: "Übersetzen klappt gerade nicht. Bitte versuch es gleich noch einmal.",
  forgotten: "Gut, wir fangen neu an. Deine letzten Fragen habe ich vergessen.",
  about: "Worum geht es?",
  inText: (mark: number) => `[${mark}] im Text`,
  toArticle: "Zum Artikel ↗",
  sectionsInChat: "Mehr dazu im Chat ↗",
  allArticles: "Alle Artikel",
  more: "Weiter",
  next: "Weiter ›",
  back: "‹ Zurück",
  section: (heading: string) => `Abschnitt ${quoted(heading)}`,
  pullQuote: "Zitatkasten",
  caption: "Bildunterschrift",
  footnote: "Fußnote",
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
      ? `Hallo! Frag mich etwas zum Artikel ${quoted(title)}.`
      : `Hallo! Frag mich etwas zu den ${articles} Artikeln, zum Beispiel zu ${quoted(title)}.`,
  talk: {
    thanks: "Gern.",
    bye: "Bis bald!",
    bot: "Ja, ich bin ein Bot: Ich suche in den Artikeln und zeige dir die Stellen im Wortlaut.",
    self: "Ich bin Fundstelle, ein Bot. Frag mich etwas zum Artikel; ich zeige dir die Sätze dazu.",
    erase: "Was ich von dir gespeichert habe, löschst du mit /forget.",
    privacy: "Was ich mir merke, sagt /privacy.",
    opinion: "Eine Meinung habe ich nicht. Ich zeige dir, was im Artikel steht.",
    cannot: "Das kann ich nicht. Ich finde Sätze im Artikel, die deine Frage beantworten.",
    help: "Schreib mir eine Frage, so kurz du magst. Mehr: /help",
    start: "Frag einfach los. Mehr: /start",
    articles: "Welche Artikel es gibt, zeigt /sources.",
    summary: "Was du in einer Gruppe verpasst hast, fasst dort /summary zusammen.",
    stop: "Gut. Ich schreibe nur, wenn du mich etwas fragst.",
    insult: "Schade. Wenn du eine Frage zum Artikel hast, gern.",
    agreed: "Alles klar. Frag gern weiter.",
    nothing: "Wenn du eine Frage zum Artikel hast, gern.",
    "no last": "Dazu fehlt mir die Frage davor. Frag mich einfach noch einmal.",
    "word for word":
      "Ich zeige, was da steht, im Wortlaut; übersetzen kann ich es hier nicht. Fragen kannst du auf Deutsch und Englisch.",
    "as it stands":
      "In andere Worte fassen kann ich es nicht, ich zeige den Wortlaut. „Kürzer“ und „mehr“ gehen, oder frag nach einem Wort daraus.",
  } satisfies Record<Exclude<Talk, "greeting">, string>,
  onlyLanguages: "Ich verstehe nur Deutsch und Englisch.",
  saysNothing: (speaker: string) => `Ich finde nichts, was ${speaker} sagt.`,
  fact: {
    author: ({ title, where }: Named) =>
      where === ""
        ? `Wer ${quoted(title)} geschrieben hat, steht nicht dabei.`
        : `${quoted(title)} ist von ${where}.`,
    date: ({ title, where }: Named) =>
      where === ""
        ? `Von wann ${quoted(title)} ist, steht nicht dabei.`
        : `${quoted(title)} ist ${/^\d+$/u.test(where) ? "von" : "vom"} ${where}.`,
    source: ({ title, where }: Named) =>
      where === ""
        ? `Woher ${quoted(title)} kommt, steht nicht dabei.`
        : `${quoted(title)} – Quelle: ${where}`,
    link: ({ title, where }: Named) =>
      where === ""
        ? `Ein Link zu ${quoted(title)} steht nicht dabei.`
        : `${quoted(title)} steht hier: ${where}`,
    title: ({ title }: Named) => `Er heißt ${quoted(title)}.`,
    trust: ({ title, where }: Named) =>
      `Ob etwas stimmt, prüfe ich nicht, ich zitiere nur${where === "" ? "" : `. Quelle von ${quoted(title)}: ${where}`}.`,
    "word count": ({ title, where }: Named) => `${quoted(title)} hat ${where} Wörter.`,
    "sentence count": ({ title, where }: Named) => `${quoted(title)} hat ${where} Sätze.`,
    people: ({ title, where }: Named) =>
      where === ""
        ? `In ${quoted(title)} finde ich keine Namen von Menschen.`
        : `In ${quoted(title)} kommen vor: ${where}.`,
    countries: ({ title, where }: Named) =>
      where === ""
        ? `In ${quoted(title)} finde ich keine Länder.`
        : `In ${quoted(title)} kommen vor: ${where}.`,
  } satisfies Record<Fact, (article: Named) => string>,
  authorIsSource: (source: string) => `Quelle: ${source}`,
  titles: (count: number) => `Es sind ${count} Artikel:`,
  added: (bot: string, title: string, articles: number) =>
    articles === 1
      ? `Hallo! Frag mich mit @${bot} … zum Artikel ${quoted(title)}. Ich antworte nur, wenn du mich ansprichst. Zusammenfassungen: /summary`
      : `Hallo! Frag mich mit @${bot} … zu ${articles} Artikeln, zuletzt ${quoted(title)}. Ich antworte nur, wenn du mich ansprichst. Zusammenfassungen: /summary`,
  nothingFound: "Nichts gefunden – frag mich im Chat",
  notAdmitted: (id: number) =>
    `Ich bin hier noch nicht freigeschaltet. Wer mich betreibt, braucht dafür diese Nummer: ${id}`,
  notAdmittedInline: "Noch nicht freigeschaltet – mehr im Chat",
  failed: (id: string) =>
    `Da ist bei mir etwas schiefgegangen. Bitte versuch es gleich noch einmal. (${id})`,
  away: "Ich war weg. Bitte frag noch einmal.",
  tooFast: (seconds: number) =>
    `Kurze Pause: In ${seconds === 1 ? "einer Sekunde" : `${seconds} Sekunden`} kannst du weiterfragen.`,
  missed: (questions: number) =>
    questions === 1
      ? "Eine Frage habe ich in der Pause nicht beantwortet."
      : `${questions} Fragen habe ich in der Pause nicht beantwortet.`,
  tooManyTaps: (seconds: number) =>
    `Das ging zu schnell. Bitte tipp in ${seconds === 1 ? "einer Sekunde" : `${seconds} Sekunden`} noch einmal.`,
  tooManyToday: "Für heute ist in diesem Chat Schluss mit Fragen. Morgen geht es weiter.",
  readUntil: (words: string) =>
    `Deine Frage ist lang: Gelesen habe ich nur den Anfang, bis ${quoted(words)}.`,
  stats: {
    head: "Heute (letzte 7 Tage)",
    questions: "Fragen",
    outcomes: {
      written: "vom Modell geschrieben",
      quotes: "im Wortlaut",
      fallback: "nur Stellen, weil das Modell nicht antwortete",
      declined: "nichts gefunden",
      overview: "worum es geht",
      facts: "Angaben zum Artikel",
      "small-talk": "Gruß und Dank",
      stopped: "angehalten",
    } satisfies Record<Exclude<Outcome, "refused">, string>,
    refused: "Abgewiesen, weil es zu viele waren",
    summaries: "Zusammenfassungen",
    cost: "Kosten",
  },
  commands: {
    start: "Womit ich dir helfe",
    ask: "Eine Frage stellen",
    help: "So fragst du mich",
    summary: "Zusammenfassen, was du verpasst hast",
    sources: "Die Artikel",
    new: "Von vorn anfangen",
    privacy: "Was ich mir merke",
    optout: "Von mir nichts merken",
    forget_chat: "Alles löschen, was ich mir hier gemerkt habe",
    id: "Die Nummern von dir und diesem Chat",
  },
};

export type Texts = typeof german;
