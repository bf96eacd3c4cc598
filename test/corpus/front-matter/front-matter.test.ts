import { expect, test } from "vitest";
import { describeFault } from "../../../src/corpus/faults.ts";
import { readFrontMatter } from "../../../src/corpus/front-matter/front-matter.ts";

/** What the lines between two fences say. */
function read(lines: string) {
  const { metadata, dropped } = readFrontMatter(`---\n${lines}\n---\nEin Satz.`);
  return { ...metadata, dropped: dropped.map((fault) => describeFault(fault)) };
}

test.each([
  ["2026-06-14 10:15:00 +0100", "2026-06-14"],
  ["2026-06-14T23:45:00-05:00", "2026-06-14"],
  ["3.2.2026", "2026-02-03"],
  ["3. Februar 2026", "2026-02-03"],
  ["Sonntag, den 14. Juni 2026, 9 Uhr", "2026-06-14"],
  ["June 14th, 2026", "2026-06-14"],
  ["Sun, 14 Jun 2026 07:00:00 GMT", "2026-06-14"],
  ["14/06/2026", "2026-06-14"],
  ["06/14/2026", "2026-06-14"],
  ["[[2026-06-14]]", "2026-06-14"],
  ["20260614", "2026-06-14"],
  ["Juni 2026", "2026-06"],
  ["2026", "2026"],
])("a day is read out of what holds one: %s", (typed, date) => {
  expect(read(`title: a\ndate: ${typed}`)).toMatchObject({ date, dropped: [] });
});

test.each([
  ["date: gestern", 'line 3: date "gestern" holds no day: write YYYY-MM-DD'],
  ["date: 2026-02-30", 'line 3: date "2026-02-30" holds no day: write YYYY-MM-DD'],
  ["date: 31.04.2026", 'line 3: date "31.04.2026" holds no day: write YYYY-MM-DD'],
  ["date: 03/04/2026", 'line 3: date "03/04/2026" holds no day: write YYYY-MM-DD'],
  ["date: {{ .Date }}", 'line 3: date "{{ .Date }}" holds no day: write YYYY-MM-DD'],
  ["url: /bad/", 'line 3: url "/bad/" is no address that begins with https://'],
  [
    "url: javascript:alert(1)",
    'line 3: url "javascript:alert(1)" is no address that begins with https://',
  ],
  ["language: xx", 'line 3: language "xx" is no language: write two letters such as "de"'],
  ["source: {a: b}", "line 3: source is no line of text"],
  ["questions:\n  - {a: b}", "line 3: questions holds 1 that are no line of text"],
  ["title: b", "title stands there 2 times: that of line 3 counts"],
])("what cannot be used is dropped and named with its line: %s", (line, named) => {
  expect(read(`title: a\n${line}`).dropped).toEqual([named]);
});

test.each([
  ["title: Musterfeld: Der Speicher", "Musterfeld: Der Speicher"],
  ["title: [Update] Bad offen", "[Update] Bad offen"],
  ["title: *Exklusiv* Bad offen", "Exklusiv Bad offen"],
  ["title: 007", "007"],
  ["title: No", "No"],
  ['title: "Wir bleiben offen" sagt das Bad', '"Wir bleiben offen" sagt das Bad'],
  ["title: !Achtung: offen", "!Achtung: offen"],
  ["<<: *vorlage\ntitle: Bad offen", "Bad offen"],
  ["title:Bad offen", "Bad offen"],
  ["title:\tBad offen\ntags:\n\t- bad", "Bad offen"],
  ["title:\u00a0Bad offen", "Bad offen"],
  ["Title: Bad offen", "Bad offen"],
  ["tags: @bad\ntitle: Bad offen\nup: [[Start]]\nshare: 50%", "Bad offen"],
])("a title is what was typed, whatever YAML makes of it: %s", (lines, title) => {
  expect(read(lines)).toMatchObject({ title, dropped: [] });
});

test.each([
  ["language: Deutsch", "de"],
  ["language: German", "de"],
  ["lang: de_AT.UTF-8", "de"],
  ["language: en-GB", "en"],
  ["language: null", undefined],
  ["language: ~", undefined],
  ["language:", undefined],
])("a language is named in several ways: %s", (line, language) => {
  expect(read(line)).toMatchObject({ language, dropped: [] });
});

test.each([
  ["author: Erika Beispiel", "Erika Beispiel"],
  ["authors:\n  - Erika Beispiel\n  - Jörg Muster", "Erika Beispiel, Jörg Muster"],
  ["author:\n  name: Erika Beispiel\n  twitter: @erika", "Erika Beispiel"],
  ["author: [[Erika Beispiel]]", "Erika Beispiel"],
])("who wrote it may be one, several, or a map: %s", (lines, author) => {
  expect(read(lines).author).toBe(author);
});

test("a question with a colon in it is a question", () => {
  expect(read('questions:\n  - Der Umbau: was kostet er?\n  - "Wann?').questions).toEqual([
    "Der Umbau: was kostet er?",
    "Wann?",
  ]);
});

test("aliases that would fill the memory are left alone", () => {
  const nested = "b: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c]\ntitle: a";
  expect(read(`a: &a [x,x]\n${nested}`).title).toBe("a");
});

const TOML =
  '+++\ntitle = "Bad: \\"offen\\""\ndate = 2026-06-14T23:50:00-05:00\n[author]\nname = "x"\n+++\n';

test.each([
  ["TOML", TOML, { title: 'Bad: "offen"', date: "2026-06-14", author: "x" }],
  ["broken TOML", '+++\ntitle = "Bad"\ntags = [\n+++\n', { title: "Bad" }],
  [
    "JSON",
    '{\n  "title": "Bad",\n  "date": "2026-06-14"\n}\n',
    { title: "Bad", date: "2026-06-14" },
  ],
  ["fenced JSON", '---json\n{"title": "Bad"}\n---\n', { title: "Bad" }],
  [
    "key lines",
    "Title: Bad\nKeywords: a,\n  b\nDate: 14. Juni 2026\n\n",
    { title: "Bad", date: "2026-06-14" },
  ],
  ["mail's lines", "Content-Type: text/plain\nWiki-Format: zim 0.6\n\n", {}],
  [
    "Pandoc's block",
    "% Bad\n  offen\n% A B; C D\n% 2026\n\n",
    { title: "Bad offen", author: "A B, C D", date: "2026" },
  ],
  ["dots at the end", "---\ntitle: Bad\n...\n", { title: "Bad" }],
  ["blank lines and a comment before", "\n<!-- x -->\n---\ntitle: Bad\n---\n", { title: "Bad" }],
  ["no fence at the end", "---\ntitle: Bad\n\n", { title: "Bad" }],
])("%s is front matter, and no text", (_, front, metadata) => {
  const { body, metadata: found } = readFrontMatter(`${front}Ein Satz.`);
  expect(body.trim()).toBe("Ein Satz.");
  expect(found).toMatchObject(metadata);
});

test.each([
  "Hinweis: Das Bad ist zu.\n\nEin Satz.",
  "---\n\nEin Satz.\n\n---\n\nNoch einer.",
  "---\n- Ja.\n- Nein.\n---\nEin Satz.",
  "{Satire} Der See ist leer.",
  "% der Leute sagen ja.\n\nEin Satz.",
  "Date: morgen? Nein.\n\nEin Satz.",
])("a text that begins like front matter is none: %j", (text) => {
  expect(readFrontMatter(text)).toMatchObject({ body: text, dropped: [] });
});

test.each([
  "draft: true",
  "draft: yes # bis Freitag",
  'draft: "true"',
  "published: false",
  "status: draft",
  "a: [\ndraft: true",
])("a draft is not read: %s", (lines) => {
  expect(() => read(lines)).toThrow("is a draft");
});

test.each(["draft: false", 'draft: "false"', "published: 2026-06-14", "published: true"])(
  "what is published is read: %s",
  (lines) => {
    expect(read(lines).dropped).toEqual([]);
  },
);
