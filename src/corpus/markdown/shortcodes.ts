/**
 * Shortcodes of Hugo, Jekyll and WordPress: what stands between an opening and a closing one stays, unless it is code.
 */
/** One addition to Markdown: what is found, and what stands there instead. */
export type Step = readonly [pattern: RegExp, instead: string | ((...match: string[]) => string)];

export const SHORTCODE_STEPS: readonly Step[] = [
  // {% comment %}…{% endcomment %}
  [/\{%-?\s*(?<name>highlight|comment)\b[^%]*%\}[^]*?\{%-?\s*end\k<name>\s*-?%\}/gu, ""],
  [/\{%[^]{0,2000}?%\}/gu, ""],
  [/\{\{<\s*highlight\b[^]*?\{\{<\s*\/highlight\s*>\}\}/gu, ""],
  // Hugo's picture with its words
  [/\{\{<\s*figure\s(?<attributes>[^]*?)>\}\}/gu, (_, attributes = "") => readFigure(attributes)],
  // {{< figure >}}, {{% notice %}}, {{- comment -}}
  [/\{\{[<%-][^]{0,2000}?[>%-]\}\}/gu, ""],
  // {{ page.title | upcase }}
  [/\{\{\s*[\w-]+(?:\.[\w-]+|\s*\|\s*[\w-]+)[^{}\n]*\}\}/gu, ""],
  // A link to what a shortcode would have named: [words]()
  [/(?<!!)\[([^[\]\n]+)\]\(\s*\)/gu, "$1"],
  // WordPress: the words of a caption, nothing of a video's address
  [
    /\[caption\b[^\]\n]*\](?<inner>[^]*?)\[\/caption\]/gu,
    (_, inner = "") => `\n\n<figure><figcaption>${inner}</figcaption></figure>\n\n`,
  ],
  [/\[(?<name>embed|audio|video|playlist)\b[^\]\n]*\][^]*?\[\/\k<name>\]/gu, ""],
  [/(?<!\[)\[(?:gallery|contact-form(?:-7)?|playlist|embed|audio|video|toc)\](?!\])/gu, ""],
  // [name attribute="…"], [/name]
  [/\[[a-z][\w-]*(?:\s+[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s\]]+))+\s*\/?\](?![([])/gu, ""],
  [/\[(?<name>[a-z][\w-]*)\](?=[^]*?\[\/\k<name>\])/gu, ""],
  [/\[\/[a-z][\w-]*\]/gu, ""],
];

function readFigure(attributes: string): string {
  const words = ["title", "caption"].flatMap((name) => {
    const found = new RegExp(`(?<![\\w-])${name}=(?:"([^"]*)"|'([^']*)'|\`([^\`]*)\`)`, "u").exec(
      attributes,
    );
    return found?.slice(1).find((value) => value !== undefined) ?? [];
  });
  return words.length === 0
    ? ""
    : `\n\n<figure><figcaption>${words.join(" ")}</figcaption></figure>\n\n`;
}
