/**
 * What the bot says to its owners of articles that they send, in German.
 */
import type { PageRefusal } from "../../articles/fetch-page.ts";

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
    removed: (title: string) => `„${title}“ ist entfernt.`,
    sameWords: (title: string) => `Diesen Artikel gibt es schon: „${title}“.`,
    notOffered:
      "Das liegt nicht mehr bereit: Es ist aufgenommen, verworfen oder älter als einen Tag. Schick es sonst noch einmal.",
    removedBefore: "Diesen Artikel gibt es nicht mehr.",
    ownersOnly: "Das können nur die, die mich betreiben.",
    tooLarge: "Die Datei ist zu groß: Telegram gibt mir höchstens 20 MB.",
    fileGone: "Telegram gibt mir die Datei nicht. Bitte schick sie noch einmal.",
    unreadable: (reason: string) =>
      `Das kann ich nicht als Artikel lesen (${reason}). Ich lese .md, .txt, .html, .pdf und .docx.`,
    noPage: {
      address: "Diesen Link öffne ich nicht: Ich hole nur Seiten aus dem öffentlichen Netz.",
      unreachable: "Die Seite ist nicht zu erreichen.",
      status: "Die Seite gibt es nicht, oder sie lässt mich nicht hinein.",
      redirects: "Der Link leitet zu oft weiter.",
      "too-large": "Die Seite ist zu groß: höchstens 5 MB.",
      "too-slow": "Die Seite kam nicht in 10 Sekunden.",
      kind: "Hinter dem Link steht kein Text, den ich lesen kann.",
    } satisfies Record<PageRefusal, string>,
  },
};

export type ArticleTexts = (typeof germanArticles)["articlesSent"];
