/**
 * The text of a file → the lines of its front matter, in whichever notation they are, and the text behind it.
 */
export type Notation = "yaml" | "toml" | "json" | "key-lines" | "title-block";

export interface FrontMatter {
  /** Null where there is none. */
  readonly notation: Notation | null;
  /** Without its fences. */
  readonly source: string;
  /** The file's line, from 1, that `source` begins with. */
  readonly line: number;
  readonly body: string;
  /** Whether the fence that ends it is missing. */
  readonly isOpen?: boolean;
}

/** Blank lines and comments may stand before it. */
const NOTHING_YET = /^(?:[^\S\n]*\n|\s*<!--(?:[^-]|-(?!->))*-->[^\S\n]*\n)*/u;

/** "---", "---json" */
const DASHES = /^---[ \t]*(?<notation>yaml|json|toml)?[ \t]*\n/u;
const DASHES_END = /^(?:---|\.\.\.)[^\S\n]*$/mu;
const PLUSES = /^\+\+\+[ \t]*\n/u;
const PLUSES_END = /^\+\+\+[^\S\n]*$/mu;

const KEY = /^(?:<<|[\w"'][\w .'"-]{0,60}):/u;
/** Without fences: "Title: …". */
const KEY_LINE = /^(?<key>[A-Za-z][\w -]{0,30}):(?:\s|$)/u;

/** Keys of Pelican, MultiMarkdown, Zim and mail; all others may begin a text. */
const KNOWN_KEYS = new Set(
  (
    "title subtitle author authors date created modified updated category categories tags keywords slug lang language " +
    "summary abstract description status template layout url link source copyright email content-type wiki-format " +
    "creation-date modification-date save_as url_name mime-version from to subject draft published questions"
  ).split(" "),
);

/** Pandoc's three lines at most, each with lines that continue it. */
const TITLE_BLOCK = /^(?:%(?: .*)?\n(?:[ \t]+\S.*\n)*){1,3}(?=\s*\n|$)/u;

export function findFrontMatter(text: string): FrontMatter {
  const [before] = NOTHING_YET.exec(text) ?? [""];
  const rest = text.slice(before.length);
  const found =
    findDashes(rest) ??
    findPluses(rest) ??
    findJson(rest) ??
    findKeyLines(rest) ??
    findTitleBlock(rest);
  if (found === null) return { notation: null, source: "", line: 1, body: text };
  return { ...found, line: found.line + linesIn(before) };
}

function findDashes(text: string): FrontMatter | null {
  const opening = DASHES.exec(text);
  if (opening === null) return null;
  const notation = (opening.groups?.["notation"] ?? "yaml") as Notation;
  const rest = text.slice(opening[0].length);
  const closing = DASHES_END.exec(rest);
  const source = closing === null ? openLines(rest) : rest.slice(0, closing.index);
  // A line across the page may open an article, too.
  if (notation === "yaml" && !holdsKeys(source)) return null;
  return {
    notation,
    source,
    line: 2,
    body: rest.slice(closing === null ? source.length : closing.index + closing[0].length),
    isOpen: closing === null,
  };
}

/** The first lines up to a blank one, where the fence that ends them is missing. */
function openLines(text: string): string {
  const [lines] = /^(?:.*\S.*\n?)*/u.exec(text) ?? [""];
  return lines;
}

function holdsKeys(source: string): boolean {
  const lines = source.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.length === 0 || KEY.test(lines[0] ?? "") || lines[0]?.startsWith("{") === true;
}

function findPluses(text: string): FrontMatter | null {
  const opening = PLUSES.exec(text)?.[0];
  if (opening === undefined) return null;
  const rest = text.slice(opening.length);
  const closing = PLUSES_END.exec(rest);
  if (closing === null) return null;
  const source = rest.slice(0, closing.index);
  return { notation: "toml", source, line: 2, body: rest.slice(closing.index + closing[0].length) };
}

function findJson(text: string): FrontMatter | null {
  if (!text.startsWith("{")) return null;
  // The first closing bracket in a line's beginning that makes it whole.
  for (const { index } of text.matchAll(/\}[^\S\n]*(?:\n|$)/gu)) {
    const source = text.slice(0, index + 1);
    if (isJsonObject(source))
      return { notation: "json", source, line: 1, body: text.slice(index + 1) };
    if (index > JSON_LENGTH) return null;
  }
  return null;
}

/** In UTF-16 units; no longer object is looked for. */
const JSON_LENGTH = 20_000;

function isJsonObject(source: string): boolean {
  try {
    return typeof JSON.parse(source) === "object";
  } catch {
    return false;
  }
}

function findKeyLines(text: string): FrontMatter | null {
  const source = openLines(text);
  const lines = source.trimEnd().split("\n");
  const keys = lines.flatMap((line) => KEY_LINE.exec(line)?.groups?.["key"]?.toLowerCase() ?? []);
  const [first] = keys;
  if (first === undefined || !KEY_LINE.test(lines[0] ?? "")) return null;
  if (!lines.every((line) => KEY_LINE.test(line) || /^[ \t]+\S/u.test(line))) return null;
  const isKnown =
    first === "title" || (keys.length > 1 && keys.every((key) => KNOWN_KEYS.has(key)));
  return isKnown
    ? { notation: "key-lines", source, line: 1, body: text.slice(source.length) }
    : null;
}

function findTitleBlock(text: string): FrontMatter | null {
  const source = TITLE_BLOCK.exec(text)?.[0];
  if (source === undefined) return null;
  const isTitle =
    source.split("\n").filter((line) => line.startsWith("%")).length > 1 ||
    !/[.!?…]\s*$/u.test(source);
  return isTitle
    ? { notation: "title-block", source, line: 1, body: text.slice(source.length) }
    : null;
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
