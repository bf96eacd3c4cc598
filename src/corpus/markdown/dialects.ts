/**
 * What Obsidian, Hugo, Jekyll, Pandoc, WordPress, MkDocs and others add to Markdown → Markdown, or nothing.
 *
 * Each step knows one addition; what a reader of the rendered page would read stays, and nothing else.
 */
import { SHORTCODE_STEPS, type Step } from "./shortcodes.ts";

const STEPS: readonly Step[] = [
  ...SHORTCODE_STEPS,
  // Obsidian: %% a comment %%, in a line or over several.
  [/^%%[^\S\n]*\n[^]*?\n%%[^\S\n]*$/gmu, ""],
  [/(?<![\p{L}\p{N}%])%%(?!%)(?=[^\n%]*\S)[^%]*?%%(?![\p{L}\p{N}%])/gu, ""],
  // ![[picture.jpg|300]]
  [/!\[\[[^[\]\n]*\]\]/gu, ""],
  // [TOC], [[_TOC_]], {{TOC}}, @[toc](Contents), \newpage
  [
    /^[^\S\n]*(?:\[\[?_?toc_?\]?\]|\{\{toc\}\}|@\[toc\]\([^()\n]*\)|\\(?:newpage|pagebreak|tableofcontents|toc))[^\S\n]*$/gimu,
    "",
  ],
  [/<!--\s*toc\s*-->[^]*?<!--\s*(?:tocstop|\/toc)\s*-->/giu, ""],
  // [[Page|words]], [[Page#Heading]], [[#Heading]]
  [/\[\[(?:[^[\]|\n]+\|)([^[\]|\n]+)\]\]/gu, "$1"],
  [/\[\[#?([^[\]|\n]*\p{L}[^[\]|\n]*)\]\]/gu, (_, page = "") => page.replace("#", " > ")],
  // ==highlighted==
  [/(?<![=\p{L}\p{N}])==(?=[^\s=])((?:[^=\n]|=(?!=))*[^\s=])==(?![=\p{L}\p{N}])/gu, "$1"],
  // A block's id at the end of its last line: ^block1
  [/(?:(?<=\S)[^\S\n]+|^)\^(?=[\w-]*[a-z])[a-z0-9][\w-]+[^\S\n]*$/gimu, ""],
  // A line of tags alone: #bau #lokales/musterfeld
  [/^[^\S\n]*#(?=[\p{L}_])[\p{L}\p{N}_/-]+(?:[^\S\n]+#[\p{L}_][\p{L}\p{N}_/-]*)*[^\S\n]*$/gmu, ""],
  // ::: tip Title, :::{.note}, :::tip[Title], :::
  [
    /^[^\S\n]*:{3,}[^\S\n]*(?:\{[^{}\n]*\}|[\w-]*)(?:\{[^{}\n]*\})?(?:\[(?<inner>[^\]\n]*)\])?[^\S\n]*(?<behind>[^\n{}]*)(?:\{[^{}\n]*\})?:*$/gmu,
    (_, inner = "", behind = "") => `\n${inner || behind}\n`,
  ],
  // !!! note "Title", ??? tip "Title", === "Tab"
  [
    /^(?:!!!|\?\?\?\+?)[^\S\n]+[\w-]+(?:[^\S\n]+[\w-]+)*(?:[^\S\n]+"(?<title>[^"\n]*)")?[^\S\n]*$/gmu,
    (_, title = "") => `${title}\n`,
  ],
  [/^===!?\+?[^\S\n]+"([^"\n]*)"[^\S\n]*$/gmu, "$1\n"],
  // Tasks that Markdown has not: - [/] begun
  [/^([^\S\n]*[-*+][^\S\n]+)\[[-/<>?!]\][^\S\n]/gmu, "$1"],
  // A list that stands for the table of contents: * TOC {:toc}
  [/^[*-][^\S\n][^\n]*\n\{:\s*toc\b[^{}\n]*\}$/gmu, ""],
  // Pandoc: [words]{.class}
  [/\[([^[\]\n]+)\]\{(?:\s*[#.][\w:-]+)+\s*\}/gu, "$1"],
  // kramdown: {: .class}, and Pandoc's {#id .class key=value} behind what they belong to.
  [/\{:[^{}\n]*\}/gu, ""],
  [
    /(?<=[\])`]|^#{1,6}[^\n]*[^\S\n])\{(?:\s*(?:[#.][\w:-]+|[\w-]+=(?:"[^"\n]*"|[^\s{}]+)|-))+\s*\}/gmu,
    "",
  ],
  [/^\{(?:\s*(?:[#.][\w:-]+|[\w-]+=(?:"[^"\n]*"|[^\s{}]+)))+\s*\}$/gmu, ""],
  // Pandoc's sources: [see @muster2020, p. 5]
  [/[^\S\n]*\[(?=[^[\]\n]*(?:^|[\s[;-])@[\w:-]+)(?:see |vgl\. |siehe )?-?@[^[\]\n]*\]/giu, ""],
  // MDX: imports, exports, comments
  [
    /^(?:import\s[^\n]*\sfrom\s+["'][^"'\n]*["'];?|import\s+["'][^"'\n]*["'];?|export\s+(?:const|default|function)\s[^\n]*)$/gmu,
    "",
  ],
  [/\{\/\*[^]*?\*\/\}/gu, ""],
  // kramdown's abbreviations: *[DLRG]: what it means
  [/^\*\[[^\]\n]+\]:[^\n]*$/gmu, ""],
  // A formula in lines of its own
  [/^\$\$[^\S\n]*\n[^]*?\n\$\$[^\S\n]*$/gmu, ""],
  // A definition: the term in a line, ": " and its words in the next
  [/(?<=^[^\n:]*\S[^\n]*\n)(?:[^\S\n]*\n)?:[^\S\n]{1,3}(?=\S)/gmu, "\n- "],
];

/** Lines that are indented as code is; prose may be, too. */
const INDENTED = /(?<=^|\n[^\S\n]*\n)(?:(?: {4}|\t)[^\n]*(?:\n|$))+/gu;
const CODE_LINE =
  /^\s*(?:\$ |>>> |#!|\/\/|<\?|(?:const|let|var|def|function|import|class|return|export|public|private)\s)|[{};]\s*$|^\s*[\w.]+\([^)]*\)\s*$|^\s*[\w.]+\s*[=:]{1,2}=?\s*["'[{\d]/u;

/** The space of emphasis that a word processor put on its wrong side: "**Grüntal. **Die", "** Achtung:**". */
const LOOSE_STRONG = /(?<![*\p{L}\p{N}])\*\*(?<inner>[^*\n]+?)\*\*(?!\*)/gu;

export function readDialects(markdown: string): string {
  let text = markdown;
  for (const [pattern, instead] of STEPS)
    text =
      typeof instead === "string" ? text.replace(pattern, instead) : text.replace(pattern, instead);
  return text
    .replace(INDENTED, (block) => (isCode(block) ? "\n" : block))
    .replace(LOOSE_STRONG, (found, inner: string) => {
      const words = inner.trim();
      const isLoose =
        words !== "" && words !== inner && (inner.startsWith(words) || inner.endsWith(words));
      return isLoose ? inner.replace(words, () => `**${words}**`) : found;
    });
}

function isCode(block: string): boolean {
  const lines = block.split("\n").filter((line) => line.trim() !== "");
  return lines.filter((line) => CODE_LINE.test(line)).length > lines.length / 2;
}
