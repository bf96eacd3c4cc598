/**
 * What the bot says to its owners of articles that they send, in German.
 */
import type { FaultName } from "../../../corpus/faults.ts";
import type { PageRefusal } from "../../articles/fetch-page.ts";
import { quotedInGerman as quoted } from "./quoted.ts";

const sections = (count: number) => (count === 1 ? "1 Abschnitt" : `${count} Abschnitte`);
const passages = (count: number) => (count === 1 ? "1 Stelle" : `${count} Stellen`);

export const germanArticles = {
  articlesSent: {
    help: "Schick mir einen Artikel als Datei, als weitergeleiteten Kanalbeitrag, als Text über 1.000 Zeichen oder als Link: Ich zeige dir, was ich lese, und nehme ihn auf, wenn du magst; sonst lösche ich ihn nach einem Tag. /sources nimmt ihn wieder heraus.",
    read: "Gelesen:",
    size: (inSections: number, count: number) =>
      inSections === 0 ? passages(count) : `${sections(inSections)}, ${passages(count)}`,
    leftOut: "Ausgelassen:",
    more: (notes: number) => `… und ${notes} weitere.`,
    sameTitle: (where: string) =>
      `Einen anderen Artikel mit diesem Titel gibt es schon${where === "" ? "" : ` (${where})`}.`,
    parted:
      "Telegram teilt so lange Texte. Fehlt etwas am Ende, dann schick mir den Artikel als Datei.",
    add: "Aufnehmen",
    discard: "Verwerfen",
    addAgain: "Wieder aufnehmen",
    remove: "Entfernen",
    added: "Aufgenommen. Frag los.",
    discarded: "Verworfen.",
    removed: (title: string) => `${quoted(title)} ist entfernt.`,
    sameWords: (title: string) => `Diesen Artikel gibt es schon: ${quoted(title)}.`,
    notOffered:
      "Das liegt nicht mehr bereit: Es ist aufgenommen, verworfen oder älter als einen Tag. Schick es sonst noch einmal.",
    removedBefore: "Diesen Artikel gibt es nicht mehr.",
    ownersOnly: "Das können nur die, die mich betreiben.",
    tooLarge: "Die Datei ist zu groß: Telegram gibt mir höchstens 20 MB.",
    fileGone: "Telegram gibt mir die Datei nicht. Bitte schick sie noch einmal.",
    unreadable: (reason: string) =>
      `Das kann ich nicht als Artikel lesen: Die Datei ${reason}. Ich lese .md, .txt, .html, .pdf und .docx.`,
    noPage: {
      address: "Diesen Link öffne ich nicht: Ich hole nur Seiten aus dem öffentlichen Netz.",
      unreachable: "Die Seite ist nicht zu erreichen.",
      status: "Die Seite gibt es nicht, oder sie lässt mich nicht hinein.",
      redirects: "Der Link leitet zu oft weiter.",
      "too-large": "Die Seite ist zu groß: höchstens 5 MB.",
      "too-slow": "Die Seite kam nicht in 10 Sekunden.",
      kind: "Hinter dem Link steht kein Text, den ich lesen kann.",
    } satisfies Record<PageRefusal, string>,
    /** What is told of a file stands behind "Die Datei". */
    faults: {
      line: "Zeile {0}: ",
      kind: "ist von keiner Art, die ich lesen kann",
      empty: "ist leer",
      size: "ist größer als {0} MB",
      "no-words": "enthält keine Wörter",
      "no-text": "enthält keinen Text",
      headings: "besteht nur aus Überschriften",
      draft: "ist ein Entwurf ({line}{0})",
      utf16: "ist in UTF-16 gespeichert, ich brauche UTF-8",
      encoding: "ist nicht in UTF-8 gespeichert",
      "no-page": "ist keine Webseite",
      nested: "ist zu tief verschachtelt",
      "nested-marks": "hat über 100 Zitate oder Listen ineinander",
      marks: "hat Tausende * oder _ in einem Absatz",
      paragraphs: "hat mehr als {0} Absätze",
      book: "enthält mehr Text als ein Buch",
      pages: "hat {0} Seiten, mehr als {1}",
      scan: "enthält nur Bilder ihrer Seiten, keinen Text: Lass zuerst eine Texterkennung darüber laufen",
      password: "verlangt ein Passwort",
      pdf: "ist kein PDF oder ein beschädigtes",
      page: "ist auf Seite {0} beschädigt",
      "old-word": "ist ein altes Word-Dokument: Speichere es als .docx",
      word: "ist kein Word-Dokument oder ein beschädigtes",
      files: "ist ein Archiv aus mehr als {0} Dateien",
      unpacked: "wäre ausgepackt zu groß",
      slow: "braucht zu lange zum Lesen",
      memory: "braucht zu viel Speicher",
      failed: "lässt sich nicht lesen",
      open: "Die Zeile --- am Ende der Angaben fehlt",
      twice: "{0} steht {1}-mal da, es gilt Zeile {2}",
      "no-line": "{line}{0} ist keine Textzeile",
      "no-lines": "{line}{0}: {1} davon keine Textzeile",
      "no-day": "{line}{0} enthält keinen Tag",
      day: "{line}{0} {1} enthält keinen Tag: Schreib JJJJ-MM-TT",
      url: "{line}{0} {1} ist keine Adresse, die mit https:// beginnt",
      language: "{line}{0} {1} ist keine Sprache: Schreib zwei Buchstaben wie „de“",
    } satisfies Record<FaultName, string>,
  },
};

export type ArticleTexts = (typeof germanArticles)["articlesSent"];
