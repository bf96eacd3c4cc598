/**
 * A corpus of any size that looks like the real one: its articles, and others made of their words.
 *
 * Sentences keep their shape and their short words; the longer words are drawn anew, and some nouns joined to
 * compounds, so that the vocabulary grows with the corpus as it does in German. The same size gives the same corpus.
 */
import { buildArticle } from "../../src/corpus/build-article.ts";
import type { Block } from "../../src/corpus/draft.ts";
import { collectPeople } from "../../src/speech/people.ts";
import type { Article, Corpus, Passage } from "../../src/corpus/passage.ts";
import { splitWords } from "../../src/text/words.ts";
import { createRandom, pick, type Random } from "../random.ts";

const PASSAGES_PER_ARTICLE = 25;
const PASSAGES_PER_SECTION = 5;
const LONGEST_PASSAGE = 4;

/** The share of nouns that become the first half of a compound. */
const COMPOUNDS = 0.2;

const LONG_WORD = /\p{L}{5,}/gu;

/** Names and words that are typed letter by letter. */
const TYPED = 8;

/** The real passages first, then made ones; all real ones even where they are more than `passages`. */
export function growCorpus({ articles }: Corpus, passages: number): Corpus {
  const real = passagesOf({ articles, skipped: [] });
  const [newest] = articles;
  if (newest === undefined) return { articles, skipped: [] };
  const draw = createWriter(real, createRandom(passages));
  const made: Article[] = [];
  for (let left = passages - real.length; left > 0; left -= PASSAGES_PER_ARTICLE) {
    const number = made.length + 1;
    made.push(
      buildArticle(`bench/${number}.md`, {
        metadata: { title: `Bench ${number}`, language: newest.language },
        blocks: blocksOf(Math.min(left, PASSAGES_PER_ARTICLE), draw),
      }),
    );
  }
  return { articles: [...articles, ...made], skipped: [] };
}

export function passagesOf({ articles }: Corpus): Passage[] {
  return articles.flatMap((article) => article.passages);
}

/** What stands in for questions where there are none: the articles' headings and titles. */
export function headingsOf({ articles }: Corpus): string[] {
  return articles.flatMap(({ title, sections }) => [title, ...sections]);
}

/** Some names and some long words of the corpus, as they grow letter by letter. */
export function typedQueries(corpus: Corpus): string[] {
  const passages = passagesOf(corpus);
  const words = passages.flatMap(({ text }) => text.match(LONG_WORD) ?? []);
  return [
    ...spread(collectPeople(passages).names, TYPED),
    ...spread([...new Set(words)], TYPED),
  ].flatMap((typed) => Array.from(typed, (_, i) => typed.slice(0, i + 1)));
}

function blocksOf(count: number, draw: Writer): Block[] {
  return Array.from({ length: count }, (_, i): Block[] => [
    ...(i % PASSAGES_PER_SECTION === 0 ? [{ kind: "heading" as const, text: draw.heading() }] : []),
    { kind: "paragraph", text: draw.paragraph() },
  ]).flat();
}

interface Writer {
  heading(): string;
  paragraph(): string;
}

function createWriter(passages: readonly Passage[], random: Random): Writer {
  const texts = passages.flatMap(({ sentences }) => sentences.map(({ text }) => text.trim()));
  const words = texts.flatMap((text) => text.match(LONG_WORD) ?? []);
  const nouns = words.filter(isCapitalised);
  const others = words.filter((word) => !isCapitalised(word));
  const draw = (items: readonly string[]) => (items.length === 0 ? "" : pick(items, random));
  const noun = () =>
    random() < COMPOUNDS ? `${draw(nouns)}${draw(nouns).toLowerCase()}` : draw(nouns);
  const sentence = () =>
    draw(texts).replace(LONG_WORD, (word) => (isCapitalised(word) ? noun() : draw(others)));
  return {
    heading: () => splitWords(sentence(), "de").slice(0, 5).join(" "),
    paragraph: () =>
      Array.from({ length: 1 + Math.floor(random() * LONGEST_PASSAGE) }, sentence).join(" "),
  };
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

/** Up to `count` items at even distances. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return items.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step)).slice(0, count);
}
