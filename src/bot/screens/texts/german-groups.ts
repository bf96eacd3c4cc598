/**
 * What the bot says of a group's recorded messages, in German: the switch, summaries, and everyone's right to theirs.
 */
import type { Placeholder } from "../../groups/recorded.ts";
import { quotedInGerman as quoted } from "./quoted.ts";

const count = (messages: number) => (messages === 1 ? "1 Nachricht" : `${messages} Nachrichten`);
const days = (number: number) => (number === 1 ? "einen Tag" : `${number} Tage`);

export const germanGroups = {
  recording: {
    isOff: (kept: number) =>
      `Ich schreibe hier nichts mit. Ein Admin kann es einschalten: dann merke ich mir Nachrichten ${days(kept)} lang verschlüsselt und lösche sie danach.`,
    switchOn: "Einschalten (Admins)",
    adminsOnly: "Das können nur Admins dieser Gruppe.",
    onlyInGroups: "Zusammenfassungen gibt es nur in Gruppen.",
    notice: (kept: number, writer: string | null): string =>
      [
        "Ab jetzt merke ich mir, was hier geschrieben wird, damit /summary es zusammenfassen kann.",
        "• Was: Text, Vorname und Zeit jeder Nachricht, verschlüsselt. Von Bildern, Sprachnachrichten und Dateien nur, dass es welche waren.",
        `• Wie lange: ${days(kept)}, dann lösche ich es.`,
        writer === null
          ? "• Wer es bekommt: niemand außer dieser Gruppe."
          : `• Wer es bekommt: Bei /summary gehen die Nachrichten an den Anbieter des Sprachmodells (${writer}), mit P1, P2 … statt der Namen.`,
        "• Wer nicht dabei sein will: /optout. Deine löschen: /forget. Ausschalten: /summary off (Admins). Mehr: /privacy",
      ].join("\n"),
    privacyMode: (bot: string) =>
      `Noch zeigt Telegram mir hier nur, was an mich gerichtet ist. Damit ich alles lesen kann, macht mich hier zum Admin. Oder: Wer mich betreibt, schreibt @BotFather /setprivacy, wählt @${bot} und Disable; dann nehmt ihr mich aus der Gruppe, fügt mich neu hinzu und schreibt noch einmal /summary on.`,
    alreadyOn: "Ist schon an.",
    alreadyOff: "Ist schon aus.",
    switchedOff: "Ab jetzt merke ich mir hier nichts mehr.",
    stillKept: (messages: number, kept: number) =>
      `${count(messages)} habe ich noch. In ${kept === 1 ? "einem Tag" : `${kept} Tagen`} ${messages === 1 ? "ist sie" : "sind sie"} spätestens gelöscht, auf Wunsch sofort.`,
    deleteNow: "Jetzt löschen (Admins)",
    askDelete: "Alles löschen, was ich aus dieser Gruppe noch habe?",
    deleted: (messages: number) =>
      messages === 1 ? "Gelöscht: 1 Nachricht." : `Gelöscht: ${messages} Nachrichten.`,
  },
  summary: {
    head: "Was war los",
    size: (messages: number, people: number) =>
      `${count(messages)}, ${people === 1 ? "1 Person" : `${people} Personen`}`,
    yours: "Für dich",
    agreed: "Vereinbart",
    todo: "Zu tun",
    open: "Offen",
    others: "Sonst",
    quote: quoted,
    nothingMuch: "Nur Geplauder, nichts zum Nachlesen.",
    nothing: "In dieser Zeit hat hier niemand etwas geschrieben, das ich mir gemerkt hätte.",
    nothingLeft: "Diese Nachrichten sind inzwischen gelöscht.",
    since: (moment: string) => `Ich schreibe hier erst seit ${moment} mit.`,
    cappedTime: (kept: number) => `Ich hebe nichts länger auf als ${days(kept)}.`,
    cappedCount: (most: number) =>
      `Mehr als ${most} Nachrichten fasse ich nicht auf einmal zusammen.`,
    fallback: "Gerade ohne Formulierung, nur die Nachrichten selbst.",
    sinceMe: "Seit meiner letzten Nachricht",
    today: "Heute",
    forMe: "Nur für mich ↗",
    again: (minutes: number) =>
      minutes === 0
        ? "Gerade eben zusammengefasst"
        : `Vor ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} zusammengefasst`,
    newSince: (messages: number) =>
      messages === 0 ? "Seitdem nichts Neues." : `Seitdem ${count(messages)}.`,
    onlyNew: "Nur die neuen",
    wait: (seconds: number) =>
      `In ${seconds === 1 ? "einer Sekunde" : `${seconds} Sekunden`} kann ich hier wieder zusammenfassen.`,
    usage:
      "Das verstehe ich nicht. Zum Beispiel: /summary gestern abend, /summary seit 14 Uhr, /summary letzte 50",
    notForYou: "Dieser Link gilt für dich nicht oder nicht mehr. Schreib in der Gruppe /summary.",
  },
  mine: {
    ofGroupsElsewhere: (kept: number) =>
      `Was in Gruppen geschrieben wird, merke ich mir nur, wo ein Admin es für Zusammenfassungen eingeschaltet hat: Text, Vorname und Zeit, verschlüsselt, höchstens ${days(kept)}.`,
    isRecorded: (kept: number, writer: string | null): string =>
      [
        `Für Zusammenfassungen (/summary) merke ich mir hier Text, Vorname und Zeit jeder Nachricht, verschlüsselt und ${days(kept)} lang.`,
        writer === null
          ? "Niemand außer dieser Gruppe bekommt sie."
          : `Bei /summary gehen sie an den Anbieter des Sprachmodells (${writer}), mit P1, P2 … statt der Namen.`,
        "Mit /optout merke ich mir von dir nichts mehr, mit /optin wieder. /forget löscht deine, /mydata zeigt sie dir privat, /forget_chat löscht alles (Admins).",
      ].join(" "),
    isNotRecorded:
      "Was hier nicht an mich gerichtet ist, merke ich mir nicht. Ein Admin kann das für Zusammenfassungen einschalten: /summary",
    leaveOut: "Nicht mehr mitspeichern",
    takeIn: "Wieder mitspeichern",
    erase: "Meine löschen",
    show: "Meine zeigen",
    eraseInChat: "Meine löschen ↗",
    showInChat: "Meine zeigen ↗",
    eraseChat: "Alle löschen (Admins)",
    leftOut: (messages: number) =>
      `Gut, hier speichere ich nichts mehr von dir.${messages === 0 ? "" : ` Gelöscht: ${count(messages)}.`} Zurück: /optin`,
    leftOutEverywhere: (messages: number) =>
      `Gut, ich speichere in keiner Gruppe mehr etwas von dir.${messages === 0 ? "" : ` Gelöscht: ${count(messages)}.`} Zurück: /optin`,
    stopped:
      "Gut, ab jetzt speichere ich nichts mehr von dir. Was ich schon habe, löscht /forget. Zurück: /optin",
    takenIn: "Gut, ich speichere wieder mit, was du schreibst.",
    askErase: "Alles löschen, was ich mir hier von dir gemerkt habe?",
    askEraseEverywhere:
      "Alles löschen, was ich mir von dir gemerkt habe, in allen Gruppen und in diesem Chat?",
    askEraseIn: (title: string) =>
      `Alles löschen, was ich mir in ${quoted(title)} von dir gemerkt habe?`,
    askEraseChat:
      "Alles löschen, was ich mir in diesem Chat gemerkt habe, Einstellungen auch? Mitschreiben ist danach aus.",
    confirm: "Ja, löschen",
    erased: (messages: number) =>
      `Gelöscht: ${messages === 1 ? "1 Nachricht" : `${messages} Nachrichten`}. Deine letzten Fragen habe ich auch vergessen.`,
    erasedChat: "Alles gelöscht.",
    notYours: "Dieser Knopf ist nicht für dich.",
    asYourself: "Schreib mir das bitte unter deinem eigenen Namen.",
    onlyPrivately: "Das schicke ich dir nur privat.",
    showPrivately: "Privat ansehen ↗",
    none: "Aus Gruppen habe ich nichts von dir gespeichert.",
    kept: (messages: number) => `Aus Gruppen habe ich von dir ${count(messages)} gespeichert:`,
    older: (messages: number) => `… und ${messages} ältere.`,
    unknownGroup: "Eine Gruppe",
  },
  placeholders: {
    fwd: "weitergeleitet",
    photo: "Foto",
    video: "Video",
    gif: "GIF",
    voice: "Sprachnachricht",
    "video note": "Videonachricht",
    audio: "Audio",
    file: "Datei",
    sticker: "Sticker",
    poll: "Umfrage",
    checklist: "Liste",
    place: "Ort",
    location: "Standort",
    contact: "Kontakt",
    dice: "Würfel",
    game: "Spiel",
    story: "Story",
    media: "Medien",
    message: "Nachricht",
  } satisfies Record<Placeholder, string>,
};

export type GroupTexts = typeof germanGroups;
