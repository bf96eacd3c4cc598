/**
 * The YAML between two lines of `---` at the top of a Markdown file → Metadata.
 */
import { parseDocument } from "yaml";
import type { YAMLParseError } from "yaml";
import { z } from "zod";
import { ArticleError, foldSpace, isDate } from "./draft.ts";
import type { Metadata } from "./draft.ts";

/** YAML aliases copy what they point to, so a few nested ones could fill the memory. */
const ALIAS_LIMIT = 10;

const word = z
  .string("expected one line of text")
  .transform((text) => foldSpace(text) || undefined);

const shape = z.object({
  title: word.optional(),
  date: word
    .refine((date) => date === undefined || isDate(date), "expected YYYY, YYYY-MM or YYYY-MM-DD")
    .optional(),
  source: word.optional(),
  url: word
    .refine(
      (url) => url === undefined || isWebAddress(url),
      "expected an address that begins with https://",
    )
    .optional(),
  language: word
    .refine(
      (tag) => tag === undefined || /^[a-z]{2}(?:[-_][\w-]+)?$/i.test(tag),
      'expected two letters such as "de"',
    )
    .transform((tag) => tag?.slice(0, 2).toLowerCase())
    .optional(),
  questions: z
    .union(
      [z.array(z.string()), z.string()],
      "expected a list of questions, one a line behind a dash",
    )
    .transform((questions) =>
      (typeof questions === "string" ? [questions] : questions).map(foldSpace).filter(Boolean),
    )
    .optional(),
});

/** The text behind the front matter, and what the front matter says; unknown keys are ignored. Throws ArticleError. */
export function readFrontMatter(text: string): { metadata: Metadata; body: string } {
  const opening = /^---[ \t]*\n/.exec(text)?.[0];
  if (opening === undefined) return { metadata: {}, body: text };
  const rest = text.slice(opening.length);
  const closing = /^(?:---|\.\.\.)[ \t]*$/m.exec(rest);
  if (closing) {
    const body = rest.slice(closing.index + closing[0].length);
    return { metadata: readYaml(rest.slice(0, closing.index)), body };
  }
  // "---" may also be a line across the page at the top of an article.
  if (!/^[\w-]+:/.test(rest)) return { metadata: {}, body: text };
  throw new ArticleError("broken front matter: the line --- that closes it is missing");
}

function readYaml(source: string): Metadata {
  // "failsafe" keeps every value as typed text: the title 1984 stays a text.
  const document = parseDocument(source, { schema: "failsafe", version: "1.2" });
  const [error] = document.errors;
  if (error)
    throw new ArticleError(`broken front matter: ${describeYaml(error)}`, { cause: error });
  const result = shape.safeParse(toValue(document) ?? {});
  if (result.success) return result.data;
  throw new ArticleError(`broken front matter: ${result.error.issues.map(describe).join("; ")}`);
}

function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIAS_LIMIT });
  } catch (error) {
    throw new ArticleError("broken front matter: too many aliases", { cause: error });
  }
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.path.length === 0) return 'expected lines such as "title: …"';
  return `${String(issue.path[0])}: ${issue.message}`;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The parser counts lines from the one after the opening `---`. */
function describeYaml({ message, linePos }: YAMLParseError): string {
  const [what = message] = message.split(/ at line |\n/);
  return linePos ? `${what} (line ${linePos[0].line + 1})` : what;
}
