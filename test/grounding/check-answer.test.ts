/** The check of what a model wrote, sentence by sentence. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { type Checked, checkAnswer, warmUpCheck } from "../../src/grounding/check-answer.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import type { Article, Passage } from "../../src/corpus/passage.ts";
import type { Piece, Pointer } from "../../src/llm/model.ts";

const KOREA = parseArticle(
  "2024-06-putin-nordkorea.md",
  readFileSync(new URL("../../corpus/2024-06-putin-nordkorea.md", import.meta.url), "utf8"),
);

/** The sentence of the article that begins so, as a model points to it. */
function at(beginning: string, article: Article = KOREA): Pointer {
  for (const passage of article.passages)
    for (const [from, { text }] of passage.sentences.entries())
      if (text.startsWith(beginning))
        return { source: passage.id, from, to: from + 1, citedText: text };
  throw new Error(`No sentence begins with ${beginning}`);
}

function says(text: string, ...pointers: readonly Pointer[]): Piece {
  return { text, pointers };
}

interface Setting {
  readonly article?: Article;
  readonly isComplete?: boolean;
}

function check(
  pieces: readonly Piece[],
  { article = KOREA, isComplete = true }: Setting = {},
): Checked {
  const sent = new Map<string, Passage>(article.passages.map((passage) => [passage.id, passage]));
  return checkAnswer({ pieces, sent, isComplete });
}

/** What a person reads. */
function shown(pieces: readonly Piece[], setting: Setting = {}): string {
  return check(pieces, setting)
    .sentences.map(({ text, marks }) => text + marks.map((mark) => ` [${mark}]`).join(""))
    .join(" ");
}

const ARRIVED = at("Putin ist mittlerweile");
const RECEIVED = at("Der Kremlchef sei");
const VISITE = at("Es ist Putins erste");
const CONTAINERS = at("In den vergangenen Monaten");
const RYDER = at("„Die sich vertiefende");
const WEDNESDAY = at("Der Hauptteil");

test("pieces are joined without spaces, and the mark follows the closing mark", () => {
  expect(shown([says("Putin ist "), says("in Nordkorea eingetroffen", ARRIVED), says(".")])).toBe(
    "Putin ist in Nordkorea eingetroffen. [1]",
  );
});

test("marks are numbered in order of first use, and equal ones are one", () => {
  const pieces = [
    says("Der Hauptteil beginnt am Mittwoch.", WEDNESDAY),
    says(" Putin ist eingetroffen.", ARRIVED, WEDNESDAY),
  ];
  expect(shown(pieces)).toBe(
    "Der Hauptteil beginnt am Mittwoch. [1] Putin ist eingetroffen. [1] [2]",
  );
  expect(
    check(pieces).citations.map(({ mark, passage, from }) => [mark, passage.id, from]),
  ).toEqual([
    [1, WEDNESDAY.source, WEDNESDAY.from],
    [2, ARRIVED.source, ARRIVED.from],
  ]);
});

test.each([
  ["an unknown source", { ...ARRIVED, source: "other#1" }],
  ["a range beyond the passage", { ...ARRIVED, from: 7, to: 8 }],
  ["an empty range", { ...ARRIVED, to: ARRIVED.from }],
  ["other words than ours", { ...ARRIVED, citedText: "Putin ist abgereist. " }],
])("%s is no citation", (_, pointer) => {
  expect(check([says("Putin ist eingetroffen.", pointer)])).toMatchObject({
    sentences: [],
    citations: [],
    dropped: [{ reason: "uncited" }],
    unresolved: 1,
  });
});

const grounded: readonly (readonly [string, Pointer])[] = [
  ["More than 11,000 containers of munitions were delivered.", CONTAINERS],
  ["Mehr als elftausend Container mit Munition wurden geliefert.", CONTAINERS],
  [
    "More than eleven thousand containers and dozens of ballistic missiles were delivered.",
    CONTAINERS,
  ],
  ["On Monday the spokesman of the US State Department, Matthew Miller, said so.", CONTAINERS],
  ["It is his first visit in twenty-four years.", VISITE],
  ["Kim was in Russia in September.", VISITE],
  ["The main part begins on Wednesday.", WEDNESDAY],
  ["Im Juni 2024 kam Putin nach Nordkorea.", ARRIVED],
  [
    "North Korean ruler Kim Jong-un received him at the airport, the agency Interfax reported.",
    RECEIVED,
  ],
  ["The two leaders first meet on Kim Il Sung Square in Pyongyang.", at("Der Tag beginnt")],
  ["Pentagon spokesman Pat Ryder spoke in Washington.", RYDER],
  ["White House press secretary Karine Jean-Pierre took a similar view.", at("Ähnlich äußerte")],
  ["Putin wrote of „die standhafte Unterstützung“.", at("Man schätze")],
  [
    "NATO Secretary General Jens Stoltenberg spoke of partners in the Indo-Pacific.",
    at("Nato-Generalsekretär Jens"),
  ],
  ["It violates the UN Charter, the White House said.", at("Das Land verstoße")],
];
test.each(grounded)("shows: %s", (text, pointer) => {
  expect(shown([says(text, pointer)])).toBe(`${text} [1]`);
});

const unsupported: readonly (readonly [string, Pointer])[] = [
  ["More than 12,000 containers were delivered.", CONTAINERS],
  ["Zwölftausend Container wurden geliefert.", CONTAINERS],
  ["Hundreds of ballistic missiles were delivered.", CONTAINERS],
  ["Fewer than 11,000 containers were delivered.", CONTAINERS],
  ["It is his first visit in 24 months.", VISITE],
  ["Kim was in Russia in October.", VISITE],
  ["The main part begins on Thursday.", WEDNESDAY],
  ["Putin arrived on 18 June.", ARRIVED],
  ["Russian Foreign Minister Sergei Lavrov arrived with him.", ARRIVED],
  ["Putin is expected in Hanoi next.", ARRIVED],
  ["Putin praised “the steadfast support” of North Korea.", at("Man schätze")],
  ["Putin lobte die „brüderliche Unterstützung“ Nordkoreas.", at("Man schätze")],
];
test.each(unsupported)("takes out: %s", (text, pointer) => {
  expect(shown([says(text, pointer)])).toBe("");
});

test("a sentence that cites nothing may lead in, and only one", () => {
  const cited = says("Putin ist eingetroffen.", ARRIVED);
  expect(shown([says("Der Artikel sagt dazu Folgendes: "), cited])).toBe(
    "Der Artikel sagt dazu Folgendes: Putin ist eingetroffen. [1]",
  );
  expect(shown([cited, says(" Das ist wichtig.")])).toBe("Putin ist eingetroffen. [1]");
  expect(check([says("Das weiß jeder.")])).toMatchObject({
    sentences: [],
    dropped: [{ reason: "uncited" }],
  });
});

test.each(["Er landete um 3 Uhr.", "Es war ein „Triumph der Freundschaft“."])(
  "what stands in no passage does not lead in: %s",
  (text) => {
    expect(shown([says(`${text} `), says("Putin ist eingetroffen.", ARRIVED)])).toBe(
      "Putin ist eingetroffen. [1]",
    );
  },
);

test("a sentence without an end goes, whatever the model says about its being done", () => {
  const pieces = [
    says("Putin ist eingetroffen.", ARRIVED),
    says(" Der Hauptteil beginnt", WEDNESDAY),
  ];
  expect(shown(pieces, { isComplete: false })).toBe("Putin ist eingetroffen. [1]");
  expect(shown(pieces)).toBe("Putin ist eingetroffen. [1]");
});

test("the lines of a list need no full stop, and a heading is no sentence", () => {
  const pieces = [
    says("## Programm\n"),
    says("- Putin ist eingetroffen", ARRIVED),
    says("\n"),
    says("- Der Hauptteil beginnt am Mittwoch", WEDNESDAY),
  ];
  expect(shown(pieces)).toBe("Putin ist eingetroffen [1] Der Hauptteil beginnt am Mittwoch [2]");
});

test("what is shown of a draft stays as more of it is written", () => {
  const pieces = [
    says("Im Artikel steht: "),
    says("Mehr als 11.000 Container", CONTAINERS),
    says(" sollen geliefert worden sein. "),
    says("Der Hauptteil beginnt am Mittwoch.", WEDNESDAY),
    says(" Zuvor war Kim im September in Russland.", VISITE),
  ];
  const whole = pieces.map(({ text }) => text).join("");
  let before = "";
  // Three letters at once: every word is cut somewhere.
  for (let length = 0; length <= whole.length; length += 3) {
    let left = length;
    const grown = pieces.map(({ text, pointers }) => {
      const part = text.slice(0, Math.max(0, left));
      left -= text.length;
      return { text: part, pointers: part === text ? pointers : [] };
    });
    const now = shown(grown, { isComplete: false });
    expect(now.startsWith(before)).toBe(true);
    before = now;
  }
  expect(shown(pieces)).toContain(before);
});

test("at most three sentences and five marks are shown", () => {
  const all = [
    ARRIVED,
    WEDNESDAY,
    VISITE,
    at("Danach sind"),
    at("Moskau unterhält"),
    at("Beide Länder wiesen"),
  ];
  const pieces = [
    says("Putin ist eingetroffen.", ...all),
    says(" Das stimmt.", ARRIVED),
    says(" Es geht weiter.", WEDNESDAY),
    says(" Dann ist Schluss.", VISITE),
  ];
  expect(shown(pieces)).toBe(
    "Putin ist eingetroffen. [1] [2] [3] [4] [5] Das stimmt. [1] Es geht weiter. [2]",
  );
});

test.each(["[[KEINE_ANTWORT]]", " **[[keine_antwort]]**\n", "[[ KEINE ANTWORT ]]"])(
  "%s says that there is no answer",
  (text) => {
    expect(check([says(text)])).toMatchObject({ sentences: [], isDeclined: true, dropped: [] });
  },
);

test("markup, marks that the model typed and characters nobody sees are taken off", () => {
  const text =
    "## **Putin** ist\u202E in\u200B [Nordkorea](https://example.org) `eingetroffen` [7].";
  expect(shown([says(text, ARRIVED)])).toBe("Putin ist in Nordkorea eingetroffen. [1]");
});

test.each([
  "Putin ist eingetroffen, siehe https://example.org/x.",
  "Putin ist eingetroffen, siehe example.org.",
  "Putin ist eingetroffen, sagt @nachrichten.",
  "Putin ist eingetroffen, mehr unter /start hier.",
  "Putin ist eingetroffen, mehr bei tg://user?id=1 hier.",
])("a sentence with something to tap goes: %s", (text) => {
  expect(shown([says(text, ARRIVED)])).toBe("");
});

test("a quotation of several sentences is one sentence with all its marks", () => {
  const pieces = [
    says(
      "Stoltenberg sagte: „Das zeigt auch, dass unsere Sicherheit nicht regional ist. ",
      at("„Das zeigt auch"),
    ),
    says("Sie ist global.“", at("Sie ist global.“")),
  ];
  expect(shown(pieces)).toBe(
    "Stoltenberg sagte: „Das zeigt auch, dass unsere Sicherheit nicht regional ist. Sie ist global.“ [1] [2]",
  );
});

test("warming up changes no answer", () => {
  const pieces = [says("Putin ist eingetroffen.", ARRIVED)];
  const before = shown(pieces);
  warmUpCheck(KOREA);
  expect(shown(pieces)).toBe(before);
});
