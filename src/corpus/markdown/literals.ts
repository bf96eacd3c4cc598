/**
 * Signs that look like Markdown or HTML and are words → stand-ins that no parser reads, and back.
 *
 * "Lehrer*innen" holds no emphasis, "<Muster AG>" and "A<B" no tag, "[Reporterin]: Wirklich?" no address.
 */

/** Unicode's noncharacters: no text holds them. */
const STAND_INS: Readonly<Record<string, string>> = { "*": "\uFDD0", "<": "\uFDD1", "[": "\uFDD2" };
const SIGNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(STAND_INS).map(([sign, unread]) => [unread, sign]),
);

/** One star between letters or digits; a word that begins with one as well ("*Kin*der") is rarer than "Lehrer*in". */
const STAR_IN_WORD = /(?<=[\p{L}\p{N}])\*(?=[\p{L}\p{N}])/gu;

/** "[name]: somewhere"; only what looks like an address makes it a definition. */
const DEFINITION = /^(?<indent> {0,3})\[(?!\^)(?=[^\]\n]+\]:[^\S\n]+(?<target>\S+))/gmu;
const ADDRESS = /[/#@<]|^[\w-]+:|\.\w{2,}/u;

const TAG =
  /<(?<slash>\/?)(?<name>[A-Za-z][\w.-]*)(?<attributes>(?:\s+(?:"[^"]*"|'[^']*'|[^<>"'])*)?)(?<self>\/?)>|</gu;
const COMMENT_OR_LINK =
  /^<(?:!--|!doctype\b|\?xml\b|[a-z][a-z0-9+.-]{1,31}:[^\s<>]*>|[\w.+-]+@[\w.-]+>)/iu;

const ELEMENTS = new Set(
  (
    "a abbr acronym address article aside audio b bdi bdo big blockquote body button canvas caption center cite code data dd del " +
    "details dfn dialog div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup html i " +
    "iframe ins kbd label legend li main map mark math menu meter nav noscript object ol optgroup option output p picture pre " +
    "progress q rp rt ruby s samp script section select small span strike strong style sub summary sup svg table tbody td " +
    "template textarea tfoot th thead time title tr tt u ul var video colgroup"
  ).split(" "),
);
const VOID = new Set(
  "area base br col embed hr img input link meta param path source track wbr".split(" "),
);
/** Elements that need no closing tag. */
const OPEN_ENDED = new Set("p li td th tr dt dd option thead tbody tfoot colgroup".split(" "));
const FLAGS =
  "allowfullscreen|async|autoplay|checked|controls|default|defer|disabled|download|hidden|inert|ismap|itemscope|loop|multiple|muted|nomodule|novalidate|open|readonly|required|reversed|selected";
const ATTRIBUTES = new RegExp(
  `^(?:\\s+(?:[\\w:@.-]+\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s"'<>=]+)|(?:${FLAGS})(?![\\w-])))*\\s*/?\\s*$`,
  "iu",
);

/** Stars and brackets; before anything else is read, for emphasis is looked for between stars. */
export function hideStars(markdown: string): string {
  return markdown
    .replace(STAR_IN_WORD, standIn("*"))
    .replace(DEFINITION, (found: string, indent: string, target: string) =>
      ADDRESS.test(target) ? found : indent + standIn("["),
    );
}

export function showLiterals(text: string): string {
  return text.replace(/[\uFDD0-\uFDD2]/gu, (found) => SIGNS[found] ?? found);
}

/** What is no tag: neither a known element's, opened and closed, nor a component's, which goes. */
export function hideAngles(text: string): string {
  const opened = namesIn(text, /<([A-Za-z][\w.-]*)/gu);
  const closed = namesIn(text, /<\/([A-Za-z][\w.-]*)/gu);
  /** Whether a tag has its other half. */
  const isWhole = ({ slash, self }: Tag, element: string): boolean =>
    slash === "/" ? opened.has(element) : self === "/" || closed.has(element);
  return text.replace(TAG, (...match) => {
    const [found] = match as [string];
    const tag = match.at(-1) as Tag;
    if (tag.name === undefined)
      return COMMENT_OR_LINK.test(text.slice(match.at(-3) as number)) ? found : standIn("<");
    const element = tag.name.toLowerCase();
    const isEmpty = VOID.has(element);
    if (!isEmpty && !ELEMENTS.has(element)) return isWhole(tag, element) ? "" : hidden(found);
    const mayStand = isEmpty || OPEN_ENDED.has(element) || isWhole(tag, element);
    return mayStand && ATTRIBUTES.test(tag.attributes ?? "") ? found : hidden(found);
  });
}

interface Tag {
  readonly slash?: string;
  /** None where a sign stands by itself. */
  readonly name?: string;
  readonly attributes?: string;
  readonly self?: string;
}

function hidden(tag: string): string {
  return standIn("<") + tag.slice(1);
}

function namesIn(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(pattern), ([, name = ""]) => name.toLowerCase()));
}

function standIn(sign: string): string {
  return STAND_INS[sign] ?? sign;
}
