/**
 * The lines of front matter → its entries: a key, what stands behind it, and in which line.
 *
 * One line that is wrong costs that entry at most: each is read by itself where the whole cannot be.
 */
import { parse as parseToml } from "smol-toml";
import { parseDocument } from "yaml";
import type { FrontMatter } from "./find.ts";

export interface Entry {
  /** In lower case. */
  readonly key: string;
  /** A text, a list or a map; null where nothing stands there or it cannot be read. */
  readonly value: unknown;
  /** As it was typed, behind the key; empty in TOML and JSON. */
  readonly typed: string;
  /** The file's, from 1; null in TOML and JSON. */
  readonly line: number | null;
}

/** An alias repeats what it stands for; a few nested ones would fill the memory. */
const ALIAS_LIMIT = 10;

/** "title: …", "Title:…"; quoted keys, too. */
const KEY = /^["']?(?<key>[\p{L}_][\p{L}\p{N} _.-]{0,60}?)["']?[^\S\n]*:(?<typed>.*)$/u;

export function readEntries({ notation, source, line }: FrontMatter): Entry[] {
  switch (notation) {
    case "toml":
      return readToml(source, line);
    case "json":
      return entriesOf(readJson(source));
    case "title-block":
      return readTitleBlock(source, line);
    case "yaml":
      return source.trimStart().startsWith("{")
        ? entriesOf(readYaml(source))
        : readLines(source, line);
    case "key-lines":
      return splitEntries(source, line).map((entry) => ({ ...entry, value: fold(entry.typed) }));
    case null:
    default:
      return [];
  }
}

function readLines(source: string, line: number): Entry[] {
  const whole = readYaml(source.replace(/(?<=^[\w-]+:)\u00a0+/gmu, " "));
  return splitEntries(source, line).map((entry) => ({
    ...entry,
    value: isMap(whole) ? valueAt(whole, entry.key) : readOne(entry.typed),
  }));
}

function valueAt(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.entries(map).findLast(([name]) => name.toLowerCase() === key)?.[1] ?? null;
}

/** A key at a line's beginning, and all lines up to the next one. */
function splitEntries(source: string, first: number): Omit<Entry, "value">[] {
  const entries: { key: string; typed: string; line: number }[] = [];
  for (const [i, line] of source.split("\n").entries()) {
    const { key, typed } = KEY.exec(line)?.groups ?? {};
    const last = entries.at(-1);
    if (key !== undefined && typed !== undefined)
      entries.push({ key: key.toLowerCase(), typed: typed.trim(), line: first + i });
    else if (last !== undefined) last.typed += `\n${line}`;
  }
  return entries;
}

/** A list is read item by item, so that one that is wrong costs itself alone. */
function readOne(typed: string): unknown {
  const value = readYaml(`key: ${typed}`);
  if (isMap(value)) return value["key"] ?? null;
  const items = typed
    .split("\n")
    .slice(1)
    .flatMap((line) => /^\s*-\s+(.*)$/u.exec(line)?.[1] ?? []);
  if (typed.split("\n")[0]?.trim() === "" && items.length > 0) return items.map(readItem);
  return readItem(typed);
}

function readItem(typed: string): unknown {
  const value = readYaml(typed);
  return typeof value === "string" ? value : withoutQuotes(fold(typed));
}

/** Of quotation marks around all of it, or one that is never closed. */
function withoutQuotes(text: string): string {
  return text.replace(/^(?<mark>["'])((?:(?!\k<mark>).)*)\k<mark>?$/u, "$2");
}

/** "failsafe" leaves every value the text that was typed: a date stays a date, 1984 a title. Null where it is no YAML. */
function readYaml(source: string): unknown {
  try {
    const options = {
      schema: "failsafe",
      version: "1.2",
      logLevel: "silent",
      uniqueKeys: false,
    } as const;
    const document = parseDocument(source, options);
    if (document.errors.length > 0) return null;
    return document.toJS({ maxAliasCount: ALIAS_LIMIT }) as unknown;
  } catch {
    return null;
  }
}

function readToml(source: string, line: number): Entry[] {
  try {
    return entriesOf(parseToml(source));
  } catch {
    // One entry a line, as far as it is one.
    return source.split("\n").flatMap((text, i): Entry[] => {
      const [, key, typed] = /^\s*([\w-]+)\s*=\s*(.*)$/u.exec(text) ?? [];
      if (key === undefined || typed === undefined) return [];
      const value = /^(?:"(?<double>.*)"|'(?<single>.*)')\s*(?:#.*)?$/u.exec(typed)?.groups;
      return [
        {
          key: key.toLowerCase(),
          value: value?.["double"] ?? value?.["single"] ?? typed,
          typed,
          line: line + i,
        },
      ];
    });
  }
}

function readJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return null;
  }
}

function entriesOf(map: unknown): Entry[] {
  if (!isMap(map)) return [];
  return Object.entries(map).map(([key, value]) => ({
    key: key.toLowerCase(),
    value:
      value instanceof Date
        ? dateAsTyped(value)
        : typeof value === "boolean" || typeof value === "number"
          ? String(value)
          : value,
    typed: "",
    line: null,
  }));
}

/** TOML's dates print the day that was written, whatever the zone. */
function dateAsTyped(date: Date): string {
  return date.toISOString();
}

/** Pandoc: title, authors, date. */
function readTitleBlock(source: string, line: number): Entry[] {
  const keys = ["title", "author", "date"];
  const parts = source.split(/^%/mu).slice(1);
  let at = line;
  return parts.map((part, i) => {
    const entry = { key: keys[i] ?? "", value: fold(part), typed: fold(part), line: at };
    at += part.split("\n").length - 1;
    return entry;
  });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fold(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
