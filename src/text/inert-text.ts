/**
 * Takes out of a model's text whatever would act on a screen: markup, links, names to tap, invisible characters.
 *
 * Nothing is added, so every character that is left can be traced back to its offset.
 */

export interface InertText {
  readonly text: string;
  /** For each UTF-16 unit of `text`, its offset in what was given. */
  readonly origins: readonly number[];
}

/** Zero-width and bidi characters, soft hyphens, tags, variation selectors, controls but for white space; not what joins emoji to one sign. */
const INVISIBLE =
  /(?!(?<=\p{ExtPict}[\uFE0F\p{EMod}]?)\u200D(?=\p{ExtPict})|\uFE0F(?=\u200D\p{ExtPict}))\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]|[\p{Cc}--[\n\r\t]]/gv;

/** What goes, whole or with `keep` left: in this order, each on what the ones before have left. */
const MARKUP: readonly RegExp[] = [
  INVISIBLE,
  // What a model says to itself: <thinking>…</thinking>, also where its end or beginning is missing
  /<(?<tag>think(?:ing)?|reasoning|reflection|scratchpad)>[\s\S]*?(?:<\/\k<tag>>|$)|^[\s\S]*?<\/think(?:ing)?>/gi,
  // <b>, </a>, <a href="…">, <!-- … -->
  /<!--[\s\S]*?-->|<\/?[A-Za-z][^<>\n]*>/g,
  // ![alt](…), [text](…), [text][1]
  /!?\[(?<keep>[^[\]\n]*)\](?:\([^()\n]*\)|\[[^[\]\n]*\])/g,
  // Marks that the model typed: [7], [1, 2], 【3†source】, [Quelle 2], [^1]
  /[ \t]*(?:\[\^?(?:\p{L}+\.?[ \t])?\p{Nd}+(?:[ \t]*[,;–-][ \t]*\p{Nd}+)*\]|【[^【】\n]*】|\[\s*\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?![\p{L}\p{N}]))/gu,
  // Code, headings, quotations, lists, rules
  /^[ \t]*(?:`{3,}[^\n]*|[-*_]{3,}[ \t]*)$/gm,
  /^[ \t]*(?:>[ \t]*|#{1,6}[ \t]+|[-*+•–][ \t]+|\d{1,2}[.)][ \t]+(?=\p{Lu}))+/gmu,
  // **bold**, __bold__, ~~struck~~, ||hidden||, `code`
  // but not "Bürger*innen"
  /\*{2,3}|(?<!\p{Ll})\*|\*(?!\p{Ll})|_{2,3}|~~|\|\||`+/gu,
  // _italic_, but not snake_case
  /(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu,
  // \*
  /\\(?=[\p{P}\p{S}])/gu,
  // #hashtag, $CASHTAG
  /[#＃](?=[\p{L}\p{N}_])|\$(?=\p{Lu}{1,8}(?!\p{L}))/gu,
];

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

export function makeInert(given: string): InertText {
  let inert: InertText = {
    text: given,
    origins: Array.from({ length: given.length }, (_, i) => i),
  };
  for (const pattern of MARKUP) inert = without(inert, pattern);
  return inert;
}

function without({ text, origins }: InertText, pattern: RegExp): InertText {
  let kept = "";
  const keptOrigins: number[] = [];
  let end = 0;
  const keep = (from: number, to: number) => {
    kept += text.slice(from, to);
    for (let at = from; at < to; at += 1) keptOrigins.push(origins[at] ?? 0);
  };
  for (const match of text.matchAll(pattern)) {
    keep(end, match.index);
    end = match.index + match[0].length;
    const inner = match.groups?.["keep"] ?? "";
    const at = match.index + match[0].indexOf(inner);
    keep(at, at + inner.length);
  }
  if (end === 0) return { text, origins };
  keep(end, text.length);
  return { text: kept, origins: keptOrigins };
}

/** What Telegram's clients make a link of by themselves. */
const LINKS: readonly RegExp[] = [
  // https://…, tg://…, mailto:…
  /(?<![\p{L}\p{N}])(?:\p{L}[\p{L}\p{N}+.-]*:\/\/|(?:mailto|tel|tg|javascript|data):)\S/iu,
  // example.org, t.me/x, EXAMPLE.ORG, a@b.de; "z.B." and "U.S." have too short an end
  /(?<![\p{L}\p{N}])[\p{L}\p{N}_][\p{L}\p{N}_-]*(?:[.．。｡][\p{L}\p{N}_-]+)*[.．｡](?:\p{Ll}{2,}|\p{Lu}{2,}|xn--[a-z\d-]+)(?![\p{L}\p{N}])/u,
  /(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/,
  // @name
  /[@＠][\p{L}\p{N}_]/u,
  // /command
  /(?<![\p{L}\p{N}/<])[/／][A-Za-z_]\w*/u,
];

/** Whether a sentence holds a link, an `@name` or a command. */
export function isActive(sentence: string): boolean {
  return LINKS.some((link) => link.test(sentence));
}

/** "@Putin" → "Putin", "/Moskau" → "Moskau": the sign goes where the word is no account and no command. */
export function withoutSigns(sentence: string, isKnown: (word: string) => boolean): string {
  return sentence.replace(
    /(?<![\p{L}\p{N}/<.@])[@＠/／](?<word>\p{L}+)(?![\p{L}\p{N}_@.]*[_@.\p{N}]\p{L})/gu,
    (found: string, word: string) => (isKnown(word) ? word : found),
  );
}

/**
 * What the model wrote, without markup, and with the words of links, accounts and commands as mere words: "example com".
 * Null where something is left that a client might make a link of.
 */
export function disarm(text: string): string | null {
  const { text: inert } = makeInert(text);
  const words = inert
    .replace(ADDRESS, "$1")
    .replace(/(?<![\p{L}\p{N}])[@＠/／#＃]+(?=[\p{L}\p{N}_])/gu, "")
    .replace(/(?<=[\p{L}\p{N}_])[@＠](?=[\p{L}\p{N}_])/gu, " ");
  const line = withoutDots(words).replace(/\s+/gu, " ").trim();
  return isActive(line) ? null : line;
}

/** A scheme, and what follows the host: "https://example.com/a?b" keeps "example.com". */
const ADDRESS =
  /(?:\p{L}[\p{L}\p{N}+.-]*:\/\/|(?:mailto|tel|tg|javascript|data):\/*|(?=(?:www\.|t\.me\/)))([\p{L}\p{N}_.-]*)[^\s]*/giu;

/** "example.com" → "example com"; "z.B." and "19.30" stay. */
export function withoutDots(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}_-])[.．。｡](?=[\p{L}\p{N}_-]*\p{L}{2})/gu, " ");
}

/** Seen by nobody, and no part of an address, an account or a command. */
const WORD_JOINER = "\u2060";
/** The character after which an address, an account, a command or a tag would go on. */
const LINKING =
  /(?<=\p{L}):(?=\/\/|[^\s\p{P}]+[@.?])|(?<![\p{L}\p{N}/])[@＠/／](?=\w)|[#＃$](?=[\p{L}\p{N}_])|(?<=[\p{L}\p{N}])[@＠](?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}_-])[.．。｡](?=[\p{L}\p{N}_-]*\p{L}{2}|\p{N}+[.．]\p{N})/gu;

/** The same words, that Telegram's clients make no link of: "https:⁠//example.⁠com". */
export function unlinked(text: string): string {
  return text.replace(LINKING, `$&${WORD_JOINER}`);
}
