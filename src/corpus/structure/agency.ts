/**
 * An agency's text: its head line, key words, title, and what is for editors only → the text that is for readers.
 *
 * Works on lines, before anything else is read: what stands in a Notizblock must not be shown, whatever its form.
 */
import { foldSpace, type Metadata } from "../draft.ts";
import { readDay } from "../front-matter/day.ts";
import { readByline } from "./bylines.ts";

/** "bdt0345 3 pl 142 dpa 0891", "APA0231 5 CI 0287 II   Mi, 14.Jan 2026" */
const HEAD_LINE = /^(?<sign>[A-Za-z]{2,4}\d{3,4})\s+\d\s+[A-Za-z]{2,3}\s+\d{2,4}\b.*$/u;

/** Who is named in a city line: "Musterstadt (dpa) -", "FENNICK, Jan 14 (Reuters) -". */
const CITY_LINE =
  /^(?<city>\p{Lu}[\p{L}\p{M} .,/()'’-]{1,60}?)(?:,?\s+\d{1,2}\.\s?\p{L}{3,9}\.?|,\s+\p{L}{3,9}\.?\s\d{1,2})?\s*\((?<agency>(?:dpa|AFP|APA|AP|Reuters|REUTERS|sda|SDA|Keystone-SDA|epd|KNA|SID|sid|ots|OTS|dts|ANP|ddp|dapd|dpad)(?:[/-][\p{L}-]{2,12})?|PA|UPI|Bloomberg)\)\s*(?:[-–—]+\s+|\.?\s+(?=["„“»«]?\p{Lu}))(?=\S)/u;

/** From here on nothing is meant for readers. */
const FOR_EDITORS =
  /^(?:#{1,6}\s*)?(?:(?:dpa|epd|KNA|AFP|APA|sda)[- ])?Notizblock\b|^(?:Die folgenden Informationen sind|Folgende Informationen sind) nicht zur Veröffentlichung|^(?:~\s*)?Rückfragehinweis:|^\*{3}\s*OTS[-: ]ORIGINALTEXT/iu;

/** "dpa eb yyzz n1 jm", "010845 Feb 26", "APA0231    2026-01-14/15:02" */
const END_LINE =
  /^(?:(?:dpa|epd|KNA|AFP|sda)(?:[\s/][a-z0-9]{1,5}){2,6}|\d{6}\s\p{L}{3}\s\d{2}|[A-Z]{2,4}\d{4}\s+\d{4}-\d{2}-\d{2}\/\d{2}:\d{2}|~|NNNN)$/u;

const SENDER = /^Original-Content von:\s*(?<sender>[^,\n]{2,80})/mu;

/** Above the text: "Brände/Feuerwehr/Musterland/", "(Foto)", "Utl.: …" */
const KEY_WORDS = /^[\p{L}\p{N} .&-]+(?:\/[\p{L}\p{N} .&-]+)+\/?$|^[\p{L}\p{N}.&-]+\/$/u;
const NOTE = /^\([^()]*\)$|^Utl\.?:|^Untertitel:/u;

/** A title that ends in "=", or a text under a head line, has no other words above its city line. */
const HEAD_LENGTH = 12;

export interface Agency {
  readonly text: string;
  readonly metadata: Metadata;
}

export function readAgency(body: string): Agency {
  const lines = forReaders(body.split("\n"));
  const cityAt = lines.findIndex((line) => CITY_LINE.test(line));
  const agency = CITY_LINE.exec(lines[cityAt] ?? "")?.groups?.["agency"];
  if (agency === undefined) return { text: lines.join("\n"), metadata: {} };
  const source = /^ots$/iu.test(agency)
    ? (SENDER.exec(body)?.groups?.["sender"]?.trim() ?? agency)
    : agency;
  const head = readHead(lines.slice(0, cityAt));
  const rest = lines.slice(head === null ? 0 : cityAt).join("\n");
  return {
    text: rest,
    metadata: { source: source.toLowerCase() === "reuters" ? "Reuters" : source, ...head },
  };
}

function forReaders(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => FOR_EDITORS.test(line.trim()));
  return (end === -1 ? lines : lines.slice(0, end)).filter((line) => !END_LINE.test(line.trim()));
}

/** Null where what stands above the city line is more than a head. */
function readHead(lines: readonly string[]): Metadata | null {
  const worded = lines.map(foldSpace).filter((line) => line !== "");
  const isAgencys = worded.some((line) => HEAD_LINE.test(line) || line.endsWith(" ="));
  if (!isAgencys || worded.length > HEAD_LENGTH) return null;
  const headLine = worded.find((line) => HEAD_LINE.test(line)) ?? "";
  const shown = worded
    .filter((line) => !HEAD_LINE.test(line) && !NOTE.test(line))
    .map((line) => line.replace(/\s*=$/u, "").trim());
  const bylines = shown.map(readByline);
  const title = titleIn(lines) || undefined;
  const author = bylines.find((names) => names !== null) ?? undefined;
  return { title, author, date: readDay(headLine) ?? undefined };
}

/** The last lines that are no more than a title; key words stand above it, by themselves or in the line before. */
function titleIn(lines: readonly string[]): string {
  const blocks = lines.join("\n").split(/\n\s*\n/u);
  const titles = blocks.map((block) =>
    block
      .split("\n")
      .map((line) => foldSpace(line).replace(/\s*=$/u, ""))
      .filter((line) => ![HEAD_LINE, NOTE, KEY_WORDS].some((other) => other.test(line)))
      .filter((line) => readByline(line) === null)
      .join(" ")
      .trim(),
  );
  return titles.findLast((title) => title !== "") ?? "";
}
