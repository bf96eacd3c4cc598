/**
 * What stands around an article on a page and is no word of it: bylines, "Lesen Sie auch", "Anzeige", signatures, contacts.
 *
 * Only a line or paragraph of its own is taken out; the same words inside a text are its words.
 */
import { foldSpace, type Block, type Metadata } from "../draft.ts";
import { readDay } from "../front-matter/day.ts";
import { readByline } from "./bylines.ts";

/** Lines that point elsewhere, or belong to the page. */
const POINTERS: readonly RegExp[] = [
  /^(?:Lesen|Sehen|Hören|Schauen) Sie (?:auch|hier|dazu|mehr)\b(?::.*|[^.!]{0,60})$/u,
  /^(?:Mehr (?:zum Thema|dazu|zu diesem Thema|Nachrichten|aus\s.{2,40})|Auch interessant|Zum Thema|Das könnte Sie (?:auch )?interessieren|Weitere (?:Artikel|Themen|Meldungen)|Weiterlesen|Empfohlener (?:redaktioneller )?Inhalt)(?::.*)?$/iu,
  /^(?:Read (?:more|also|next)|See also|Related(?: articles| stories)?|More on this story|Most read|Recommended)(?::.*|)$/iu,
  /^[–—*-]*\s*(?:Anzeige|Werbung|Advertisement|Sponsored|Advertorial)\s*[–—*-]*$/iu,
  /^(?:(?:Artikel|Beitrag|Seite) (?:teilen|drucken|merken|anhören|vorlesen|versenden)|Teilen|Drucken|Merken|Newsletter(?: abonnieren| bestellen)?|Zur Startseite|Nach oben|Share(?: this(?: article)?)?|Print|Subscribe|Jetzt abonnieren)$/iu,
  /^(?:Kommentare?|Comments?)(?:\s*\(?\d+\)?)?$/iu,
  /^(?:Lesedauer|Lesezeit|Reading time):?.{0,30}$|^\d+\s*(?:min(?:utes?)?|Min(?:uten)?\.?)\s*(?:read|Lesezeit)$/iu,
  /^Follow .{2,60}https?:\S+$/u,
  /^Our Standards:.{0,80}$/u,
  /^\((?:Reporting|Writing|Editing|Compiled|Additional reporting)\b.*\)$/u,
  /^\(Adds\s[^()]*\)$/u,
  /^V\.?\s?i\.?\s?S\.?\s?d\.?\s?P\.?:?\s.*$/u,
  /^(?:Sperrfrist|Embargo(?:ed)?):?\s.{0,80}$/iu,
  /^(?:\*{3}\s)?(?:OTS[-: ]ORIGINALTEXT|Original-Content von:).*$/u,
  /^©\s?(?:\d{4}\s)?(?:dpa|AFP|APA|Agence France-Presse|Reuters|AP|epd|KNA|The Associated Press)\b[^.]{0,40}\.?$/u,
];

/** "(rs)", "rsa/hol", "dpa/rs", "(Schluss) rsa/hol": who wrote or edited it, by letters. */
const INITIALS =
  /^(?:\((?:Schluss|Ende|forts)\)\s*)?(?:\(?[a-zäöü]{2,4}(?:\s?[/,]\s?[a-zäöü]{2,5}){0,3}\)?|\((?:Schluss|Ende)\))$/u;

/** "14.01.2026, 17:42 Uhr | Lesedauer: 3 Min.", "Musterfeld, den 14. Juni 2026", "Pressemitteilung vom 14.6.2026" */
const TIMESTAMP =
  /^(?:(?:Presse|Medien)\p{L}+(?:\s+Nr\.?\s?[\d/]+)?(?:\s+vom|[,:|·]| –)?\s+|Press release[,:|·]?\s+|\p{Lu}[\p{L} -]{2,30},\s+(?:den\s+)?)?(?:(?:Stand|Veröffentlicht|Aktualisiert|Erschienen|Published|Updated|Last updated)(?: am| on)?:?\s*)?(?:(?:Mo|Di|Mi|Do|Fr|Sa|So|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\p{L}*\.?,?\s+(?:den\s+)?)?(?:\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}{3,9}\.?)\s?\d{4}|\d{4}-\d{2}-\d{2}|\p{Lu}\p{L}{2,8}\s\d{1,2},\s\d{4})(?:\s*[-–—,|/·]?\s*(?:um\s+)?\d{1,2}[:.]\d{2}(?:\s*Uhr|\s*[ap]\.?m\.?)?)?(?:\s*[|·].{0,40})?$/u;

/** Above the contacts: from this line on nothing is the article's. */
const CONTACTS =
  /^(?:Rückfragen(?:\s?bitte)?(?:\s+an)?|Rückfragehinweise?|(?:Presse|Medien|Ansprech)?(?:kontakte?|partner(?:in|innen)?)(?:\s(?:für|der)\s[\p{L} ]{3,40})?|Kontakt(?:e|daten)?(?:\sfür\s[\p{L} ]{3,40})?|Medienrückfragen|Media contacts?|Press contacts?|Contacts?(?: for (?:media|press))?|Weitere (?:Informationen|Auskünfte) (?:bei|erteilt)|Notes to editors)\s*:?(?:\s|$)/u;

const ADDRESS =
  /(?:Tel(?:efon|\.)?|Fax|Mobil|Phone|E-?Mail|mailto)\s*[.:]|[\w.+-]+@[\w-]+\.\w|\+?\d{2,5}[\s/()-]+\d{2,}[\s/-]*\d{2,}|www\.|https?:/iu;

/** A byline stands among the first blocks, or is the last. */
const HEAD = 6;

export interface WithoutFurniture {
  readonly blocks: readonly Block[];
  /** Who wrote it, and when. */
  readonly metadata: Metadata;
}

export function takeFurniture(all: readonly Block[]): WithoutFurniture {
  const blocks = withoutContacts(all);
  const read = blocks.map((block, i) =>
    isText(block)
      ? readPiece(foldSpace(block.text), { isHead: i < HEAD, isEnd: i >= blocks.length - 2 })
      : "text",
  );
  const kept = blocks.filter((_, i) => read[i] === "text");
  const metadata = Object.assign(
    {},
    ...read.filter((piece) => typeof piece === "object").toReversed(),
  ) as Metadata;
  // A text of nothing but such lines is a text.
  return kept.some(isText) ? { blocks: kept, metadata } : { blocks: all, metadata: {} };
}

/** "text", or what the line says about the article: nothing, who wrote it, or when. */
function readPiece(
  line: string,
  { isHead, isEnd }: { isHead: boolean; isEnd: boolean },
): "text" | Metadata {
  if (isHead || isEnd) {
    const author = readByline(line);
    if (author !== null) return author === "" ? {} : { author };
    if (INITIALS.test(line)) return {};
  }
  if (isHead && TIMESTAMP.test(line)) {
    const date = readDay(line);
    return date === null ? {} : { date };
  }
  return isFurniture(line) ? {} : "text";
}

/** Whether a line belongs to the page around the article, wherever it stands. */
export function isFurniture(line: string): boolean {
  return POINTERS.some((pointer) => pointer.test(line));
}

function isText({ kind }: Block): boolean {
  return kind === "paragraph" || kind === "heading";
}

/** "Rückfragen bitte an:" and all that follows, as long as it looks like it. */
function withoutContacts(blocks: readonly Block[]): readonly Block[] {
  const from = blocks.findIndex(
    (block, i) => i > 0 && isText(block) && isContactHead(block, blocks.slice(i + 1)),
  );
  return from === -1 ? blocks : blocks.slice(0, from);
}

function isContactHead({ text }: Block, behind: readonly Block[]): boolean {
  const [head = ""] = text.split("\n").map(foldSpace);
  if (!CONTACTS.test(head) || head.length > 80) return false;
  const rest = [text, ...behind.map((block) => block.text)].join("\n");
  const isLabel = head.endsWith(":") || head === foldSpace(text);
  return (
    isLabel &&
    (ADDRESS.test(rest) || behind.length === 0) &&
    !behind.some(({ text: words }) => isProse(words))
  );
}

/** Two sentences in a row are no address. */
function isProse(text: string): boolean {
  return (
    !ADDRESS.test(text) &&
    (text.match(/\p{Ll}{2,}[.!?]["”“»«]*\s+["„“»«]*\p{Lu}\p{Ll}+\s\p{Ll}/gu) ?? []).length > 0
  );
}
