import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseArticle } from "../../src/corpus/parse.ts";

/** Words with the signs that people put in them. */
const STEMS =
  "Lehrer*innen Helfer_innen Sprecher:innen AT&T C++ 2,4 10^6 m² Straße Œuvre naïve E-Mail 3/4 §5 50% 'tis O’Neill Москва 東京 😀gut #3 a=b x>y 5€ (so) „ja“ »nein« [sic] ~5 1:0 {x} foo|bar R&B".split(
    " ",
  );

/** What the generator knows: the source, and its plain words in order. */
interface Made {
  readonly source: string;
  readonly words: readonly string[];
}

const word = fc
  .record({ stem: fc.constantFrom(...STEMS), letters: fc.stringMatching(/^[a-z]{2,6}$/) })
  .map(({ stem, letters }) => letters + stem);

function plain(words: readonly string[]): Made {
  return { source: words.join(" "), words };
}

function around(before: string, { source, words }: Made, after = before): Made {
  return { source: before + source + after, words };
}

function joined(parts: readonly Made[], between: string): Made {
  return {
    source: parts.map(({ source }) => source).join(between),
    words: parts.flatMap(({ words }) => words),
  };
}

const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map(plain);

const styled = fc.oneof(
  { weight: 3, arbitrary: phrase },
  phrase.map((it) => around("*", it)),
  phrase.map((it) => around("**", it)),
  phrase.map((it) => around("[", it, "](https://example.org/a_b_c)")),
  phrase.map((it) => around("==", it)),
  phrase.map((it) => around("<b>", it, "</b>")),
  phrase.map((it) => around("", it, " <!-- not this --> ")),
  phrase.map((it) => around("", it, "[^note]")),
);

/** A word on each side, so that marks stand as people set them. */
const line = fc
  .tuple(phrase, fc.array(styled, { maxLength: 3 }), phrase)
  .map(([first, rest, last]) => joined([first, ...rest, last], " "));

const START: Made = plain(["Anfang", "ist", "hier", "und", "geht", "weiter."]);

const markdownBlock = fc.oneof(
  line,
  line.map((it) => joined([around("## ", it, ""), START], "\n\n")),
  line.map((it) => around("> ", it, "")),
  fc.array(line, { minLength: 1, maxLength: 4 }).map((items) =>
    joined(
      items.map((it) => around("- ", it, "")),
      "\n",
    ),
  ),
  fc.array(line, { minLength: 2, maxLength: 3 }).map((lines) => joined(lines, "\n")),
  line.map((it) => around("```js\nnotThis()\n```\n\n", it, "")),
  line.map((it) => around("~~not this~~ ", it, "")),
);

const htmlBlock = fc.oneof(
  line.map(asHtml).map((it) => around("<p>", it, "</p>")),
  line.map(asHtml).map((it) => around('<div class="box">', it, "</div>")),
  line.map(asHtml).map((it) => around("<blockquote>", it, "</blockquote>")),
  fc.array(line.map(asHtml), { minLength: 1, maxLength: 3 }).map((items) =>
    around(
      "<ul>",
      joined(
        items.map((it) => around("<li>", it, "</li>")),
        "\n",
      ),
      "</ul>",
    ),
  ),
);

/** In HTML the marks of Markdown would be words. */
function asHtml({ words }: Made): Made {
  const escaped = words.map((one) =>
    one.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
  );
  return { source: escaped.join(" "), words };
}

const FOOT = "\n\n[^note]: notThis\n";

/** The words of the passages, each section's heading before its first. */
function shownWords(path: string, source: string): string[] {
  const { passages } = parseArticle(path, source);
  return passages
    .flatMap(({ section, text }, i) =>
      section === null || section === passages[i - 1]?.section ? [text] : [section, text],
    )
    .join(" ")
    .split(/\s+/);
}

/** The seed keeps a run the same. */
const RUNS = { numRuns: 200, seed: 2026 };

test("in Markdown each plain word stands in the passages, in order, and none is added", () => {
  fc.assert(
    fc.property(fc.array(markdownBlock, { minLength: 1, maxLength: 6 }), (blocks) => {
      const { source, words } = around("", joined([START, ...blocks, START], "\n\n"), FOOT);
      expect(shownWords("a.md", source)).toEqual(words);
    }),
    RUNS,
  );
});

test("in HTML within Markdown each plain word stands in the passages, in order, and none is added", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(line, htmlBlock), { minLength: 1, maxLength: 6 }), (blocks) => {
      const { source, words } = around("", joined([START, ...blocks, START], "\n\n"), FOOT);
      expect(shownWords("a.md", source)).toEqual(words);
    }),
    RUNS,
  );
});

test("in plain text each word stands in the passages, in order, and none is added", () => {
  const block = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }).map(plain), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
      const made = blocks.map((lines) => joined([...lines, START], "\n"));
      const { source, words } = joined([START, ...made, START], "\n\n");
      expect(shownWords("a.txt", source)).toEqual(words);
    }),
    RUNS,
  );
});
