/**
 * A line that says who wrote the text, or when, and is no word of it: "Von Erika Beispiel, Musterfeld".
 */
import { FULL_NAME } from "./names.ts";

const PLACE = "(?:,\\s+(?:dpa|[\\p{L}\\p{M} .’'/-]{2,40}))?";
const NAMES = `${FULL_NAME}(?:(?:,\\s+|\\s+(?:und|and|&)\\s+|\\s*/\\s*)${FULL_NAME})*`;

const BY =
  "(?:Von|By|Text|Autor(?:in|en)?|Ein Bericht von|Ein Kommentar von|Eine Analyse von|Kommentar von|Bericht von|Text und Fotos?|Written by)[: ]";
const BYLINE = new RegExp(
  `^(?:${BY}\\s*:?)(?<names>${NAMES}(?:\\s*\\([^()]{2,40}\\))?)${PLACE}(?:\\s+(?:Staff [Ww]riters?|[\\p{L}-]*[Cc]orrespondents?|[Rr]eporters?))?\\.?$`,
  "u",
);

/** Under a text: "Text: Rike Sand, Fotos: Arne Holm". */
const WORK =
  "(?:Text|Texte|Fotos?|Bilder|Redaktion|Mitarbeit|Schnitt|Kamera|Illustration(?:en)?|Grafik(?:en)?|Recherche|Protokoll|Lektorat|Übersetzung|Words|Photos?|Pictures|Editing)";
const CREDITS = new RegExp(`^${WORK}: ${NAMES}(?:[,;|]?\\s+${WORK}: ${NAMES})+$`, "u");
const TEXT_BY = new RegExp(
  `(?<!\\p{L})(?:Texte?|Words): (?<names>${NAMES})(?=$|[,;|]?\\s+${WORK}:)`,
  "u",
);

/** Looked for first: the patterns of names take 0.1 s to be made ready, and hardly any line needs them. */
const BEGINNING = new RegExp(`^(?:${BY}|${WORK}: )`, "u");

/** A full name is two words at least; "Von Berlin Mitte" is told from one by nothing but where it stands. */
const LONGEST = 120;

/** "Erika Beispiel, Jörg Muster"; empty where it names only others; null where the line is no byline. */
export function readByline(line: string): string | null {
  if (line.length > LONGEST || !BEGINNING.test(line)) return null;
  if (CREDITS.test(line)) return readNames(TEXT_BY.exec(line)?.groups?.["names"] ?? "");
  const names = BYLINE.exec(line)?.groups?.["names"];
  return names === undefined ? null : readNames(names);
}

function readNames(names: string): string {
  return names
    .replace(/\s*\([^()]*\)$/u, "")
    .split(/\s+(?:und|and|&)\s+|\s*[/,]\s*/u)
    .filter((name) => name !== "")
    .join(", ");
}
