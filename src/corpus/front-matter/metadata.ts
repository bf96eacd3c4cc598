/**
 * Entries of front matter → Metadata. A value that cannot be used is dropped, and named with its line.
 */
import { foldSpace, type Metadata } from "../draft.ts";
import type { Fault, FaultName } from "../faults.ts";
import { readDay } from "./day.ts";
import type { Entry } from "./entries.ts";
import { readLanguage } from "./language-tag.ts";

export interface Described {
  readonly metadata: Metadata;
  /** `line 3: date "gestern" holds no day`, say. */
  readonly dropped: readonly Fault[];
  /** The entry that says that it is not published; null for what is. */
  readonly draft: Entry | null;
}

/** What one value is worth: `value` undefined where nothing stands there, `fault` where `words` cannot be used. */
interface Read<Value> {
  readonly value?: Value | undefined;
  readonly fault?: FaultName;
  readonly words?: string | number;
}

const YES = /^(?:true|yes|on|y|1|ja)$/iu;
const NO = /^(?:false|no|off|n|0|nein)$/iu;
const NOTHING = /^(?:~|null|none|nil)?$/iu;

export function describeEntries(entries: readonly Entry[]): Described {
  const dropped: Fault[] = [];
  const take = <Value>(keys: string, read: (entry: Entry) => Read<Value>): Value | undefined => {
    const found = entries.filter(({ key }) => keys.split(" ").includes(key));
    const last = found.at(-1);
    if (last === undefined) return undefined;
    if (found.length > 1 && last.line !== null)
      dropped.push({ name: "twice", values: [last.key, found.length, last.line], line: null });
    const { value, fault, words = "" } = read(last);
    if (fault !== undefined)
      dropped.push({ name: fault, values: [last.key, words], line: last.line });
    return value;
  };
  const metadata = {
    title: take("title titel", readTitle),
    date: take("date datum", readDate),
    source: take("source quelle", readLine),
    author: take("author authors autor autorin autoren byline", readAuthors),
    url: take("url", readUrl),
    language: take("language lang sprache", readLanguageOf),
    questions: take("questions fragen", readQuestions),
  };
  return { metadata, dropped, draft: entries.find(isDraft) ?? null };
}

function isDraft(entry: Entry): boolean {
  const words = wordsOf(entry);
  return (
    (entry.key === "draft" && YES.test(words)) ||
    (entry.key === "published" && NO.test(words)) ||
    (entry.key === "status" && /^(?:draft|entwurf|private|hidden)$/iu.test(words))
  );
}

/** One line of text; a wiki link or Markdown's emphasis is what it shows. */
export function wordsOf({ value, typed }: Entry): string {
  const isText = typeof value === "string" && !typed.startsWith("!");
  const text = isText ? value : (typed.split("\n")[0] ?? "");
  const words = foldSpace(text)
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/gu, "$1")
    .replace(/(?<![\p{L}\p{N}*])(\*{1,2})(?=\S)([^*]+)(?<=\S)\1(?![\p{L}\p{N}*])/gu, "$2");
  return NOTHING.test(words) ? "" : words;
}

function readLine(entry: Entry): Read<string> {
  const words = wordsOf(entry);
  const isMap =
    typeof entry.value === "object" && entry.value !== null && !Array.isArray(entry.value);
  if (isMap || (words === "" && !isEmpty(entry.value))) return { fault: "no-line" };
  return { value: words || undefined };
}

/** "no" and "null" are titles, too. */
function readTitle(entry: Entry): Read<string> {
  const words = typeof entry.value === "string" ? foldSpace(entry.value) : "";
  return words === "" || words === "~" ? readLine(entry) : { value: wordsOf(entry) || words };
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === "string" && NOTHING.test(foldSpace(value)))
  );
}

function readDate(entry: Entry): Read<string> {
  const words = wordsOf(entry);
  if (words === "") return isEmpty(entry.value) ? {} : { fault: "no-day" };
  const value = readDay(words);
  return value === null ? { fault: "day", words: quote(words) } : { value };
}

function readUrl(entry: Entry): Read<string> {
  const words = wordsOf(entry);
  if (words === "") return {};
  // [Markdown's](https://…), <https://…>
  const address =
    /\]\((?<inner>\S+?)\)$/u.exec(words)?.groups?.["inner"] ?? words.replace(/^<|>$/gu, "");
  if (URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol))
    return { value: address };
  return { fault: "url", words: quote(words) };
}

function readLanguageOf(entry: Entry): Read<string> {
  const words = wordsOf(entry);
  if (words === "") return {};
  const value = readLanguage(words);
  return value === null ? { fault: "language", words: quote(words) } : { value };
}

/** One name or several, each a text or a map with a name. */
function readAuthors({ value, typed }: Entry): Read<string> {
  const listed: unknown[] = [value].flat(3);
  const named = /(?:^|\n)[\s-]*name:\s*(?<name>.+)/u.exec(typed)?.groups?.["name"];
  const names = named === undefined ? listed.map(nameIn) : [named];
  const text = names
    .map((name) => wordsOf({ key: "author", value: name, typed: "", line: null }))
    .filter((name) => name !== "")
    .join(", ")
    .replace(/\s*;\s*/gu, ", ");
  return { value: text || undefined };
}

function nameIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("name" in value)) return "";
  return typeof value.name === "string" ? value.name : "";
}

/** A question with a colon in it looks like a map: then it counts as it was typed. */
function readQuestions({ value, typed }: Entry): Read<readonly string[]> {
  const items = Array.isArray(value)
    ? (value as readonly unknown[])
    : isEmpty(value)
      ? []
      : [value];
  const lines = typed.split("\n").flatMap((line) => /^\s*-\s+(.*)$/u.exec(line)?.[1] ?? []);
  const questions = items.flatMap((item, i): string[] => {
    if (typeof item === "string") return [foldSpace(item)].filter(Boolean);
    const line = lines.length === items.length ? (lines[i] ?? "") : "";
    return /^[{[]/u.test(line)
      ? []
      : [foldSpace(line).replace(/^["']|["']$/gu, "")].filter(Boolean);
  });
  const lost = items.filter((item) => !isEmpty(item)).length - questions.length;
  const read = { value: questions.length > 0 ? questions : undefined };
  return lost > 0 ? { ...read, fault: "no-lines", words: lost } : read;
}

function quote(words: string): string {
  return JSON.stringify(words.length > 60 ? `${words.slice(0, 60)}…` : words);
}
