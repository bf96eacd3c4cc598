/**
 * Why a file, or a value in it, cannot be used: a name with its values, which the log and the start screen tell in English
 * and the bot in the language of whoever sent it.
 */

/** "{0}" stands for a value, "{line}" for "line 3: " where the line is known. */
export const FAULTS = {
  line: "line {0}: ",
  // Of a file.
  kind: "is of a kind that cannot be read",
  empty: "is empty",
  size: "is larger than {0} MB",
  "no-words": "holds no words",
  "no-text": "holds no text",
  headings: "holds headings only, no paragraph",
  draft: "is a draft ({line}{0})",
  utf16: "is UTF-16: save it as UTF-8",
  encoding: "is not UTF-8: save it as UTF-8",
  "no-page": "is no page, but other bytes",
  nested: "is nested too deeply",
  "nested-marks": "has more than 100 quotations or lists inside one another",
  marks: "has thousands of * or _ in one paragraph",
  paragraphs: "has more than {0} paragraphs",
  book: "holds more text than a book",
  pages: "has {0} pages, more than {1}",
  scan: "holds pictures of its pages, no text (a scan): read it by OCR first",
  password: "asks for a password",
  pdf: "is no PDF, or a broken one",
  page: "has a broken page {0}",
  "old-word": "is an old Word document: save it as .docx",
  word: "is no Word document, or a broken one",
  files: "is an archive of more than {0} files",
  unpacked: "would be too large when unpacked",
  slow: "takes too long to read",
  memory: "needs too much memory",
  failed: "cannot be read: {0}",
  // Of a value in it.
  open: "the line --- that closes the front matter is missing",
  twice: "{0} stands there {1} times: that of line {2} counts",
  "no-line": "{line}{0} is no line of text",
  "no-lines": "{line}{0} holds {1} that are no line of text",
  "no-day": "{line}{0} holds no day",
  day: "{line}{0} {1} holds no day: write YYYY-MM-DD",
  url: "{line}{0} {1} is no address that begins with https://",
  language: '{line}{0} {1} is no language: write two letters such as "de"',
};

export type FaultName = keyof typeof FAULTS;

export interface Fault {
  readonly name: FaultName;
  readonly values: readonly (string | number)[];
  /** The file's, from 1; null where it is not known. */
  readonly line: number | null;
}

/** A predicate without its subject for a file, "is empty"; a whole sentence for a value. In English unless told. */
export function describeFault(
  { name, values, line }: Fault,
  words: Readonly<Record<FaultName, string>> = FAULTS,
): string {
  const where = line === null ? "" : words.line.replace("{0}", String(line));
  return words[name].replace(/\{(line|\d)\}/gu, (_, at: string) =>
    at === "line" ? where : String(values[Number(at)] ?? ""),
  );
}

/** A file cannot be read as an article. */
export class ArticleError extends Error {
  override name = "ArticleError";
  readonly fault: Fault;
  constructor(
    name: FaultName,
    {
      values = [],
      line = null,
      ...options
    }: ErrorOptions & Partial<Pick<Fault, "values" | "line">> = {},
  ) {
    const fault = { name, values, line };
    super(describeFault(fault), options);
    this.fault = fault;
  }
}
