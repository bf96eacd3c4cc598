import { expect, test } from "vitest";

import type { Article } from "../../src/corpus/passage.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { searchOver } from "../../src/search/search.ts";

const PLACES = "Aachen Bremen Celle Dresden Essen Fulda Gera Halle Ilmenau Jena".split(" ");
const THINGS = "Bad Markt Turm Hafen Park Saal Hof Steg Tor Brunnen Kran".split(" ");

function article(name: string, text: string, date = "2026-01-01"): Article {
  return parseArticle(
    `${name}.md`,
    `---\ntitle: ${name}\ndate: ${date}\nlanguage: de\n---\n\n${text}\n`,
  );
}

const MANY = PLACES.flatMap((place) =>
  THINGS.map((thing) =>
    article(`${place} ${thing}`, `In ${place} ist der ${thing} seit Montag wieder offen.`),
  ),
);
const VULTURES = article(
  "Vergifteter Elefant",
  "In Namibia starb ein vergifteter Elefant.\n\nDas Gift tötete 600 Geier.\n\nEin Ranger fand sie am Fluss.",
);
const { find } = searchOver([...MANY, VULTURES]);

test("the words of a question may be spread over an article", () => {
  const { passages, confidence } = find(
    "wie viele geier starben an dem vergifteten elefanten in namibia",
    null,
  );
  expect(passages[0]?.passage.article).toBe(VULTURES);
  expect(passages.slice(0, 2).map(({ passage }) => passage.text)).toContain(
    "Das Gift tötete 600 Geier.",
  );
  expect(["sure", "unsure"]).toContain(confidence);
});

test("one rare word in common is no answer", () => {
  expect(["near", "absent"]).toContain(
    find("welches instrument spielt der ranger", null).confidence,
  );
  expect(find("bitcoin kurs heute", null).confidence).toBe("absent");
});

test("the same words in two articles are found once, in the newer", () => {
  const older = article("Der alte Geier", "Der Geier frisst nur Aas und Knochen.", "2025-01-01");
  const newer = article("Der Geier", "Der Geier frisst nur Aas und Knochen.", "2026-06-01");
  const search = searchOver([...MANY, older, newer]);
  const found = search
    .find("was frisst der geier", null)
    .passages.map(({ passage }) => passage.article);
  expect(found.filter((one) => one === older || one === newer)).toEqual([newer]);
});
