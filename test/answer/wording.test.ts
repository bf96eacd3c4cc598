import { expect, test } from "vitest";
import { answerTo, type Name } from "./answer-to.ts";

test.each<[Name, string, string]>([
  ["COUNCIL", "when does construction begin", "September"],
  ["COUNCIL", "how much would the renovation cost", "2,3 Millionen Euro"],
  ["COUNCIL", "how many accidents did the police count", "vier Unfälle"],
  ["FOOTBALL", "how many points does lindenthal have", "54 Punkten"],
  ["SCIENCE", "what did the study show", "Studie"],
  ["PUTIN", "what is in the treaty", "Vertrag"],
  ["PUTIN", "how many containers of ammunition", "11.000 Container"],
])("%s: an English question finds German words: %s", async (name, question, words) => {
  const { answer, text } = await answerTo(name, question);
  expect(answer.kind).toBe("quotes");
  expect(text).toContain(words);
});

test.each([
  ["wann wird die brücke geschlossen", "from 3 March"],
  ["wie viel kostet die reparatur", "$11.5 million"],
  ["was sagt die bürgermeisterin", "Helen Okafor"],
])("a German question finds English words: %s", async (question, words) => {
  const { answer, text } = await answerTo("ENGLISH", question);
  expect(answer.kind).toBe("quotes");
  expect(text).toContain(words);
});

test.each<[Name, string, string]>([
  ["COUNCIL", "muehlstrasse", "Mühlstraße"],
  ["COUNCIL", "muhlstrasse", "Mühlstraße"],
  ["COUNCIL", "schliessung", "Schließung"],
  ["COUNCIL", "was sagt buergermeisterin koehler", "Köhler"],
  ["COUNCIL", "was sagt burgermeisterin kohler", "Köhler"],
  ["COUNCIL", "gewerbestuer", "Gewerbesteuer"],
  ["COUNCIL", "haushlat", "Haushalt"],
  ["PUTIN", "stoltenbreg", "Stoltenberg"],
  ["PUTIN", "wieviel munizion wurde geliefert", "Munition"],
  ["FOOTBALL", "yildiz", "Emre Yıldız"],
  ["PUTIN", "11,000", "11.000 Container"],
  ["PUTIN", "11000", "11.000 Container"],
])("%s: found however it is typed: %s", async (name, question, words) => {
  const { answer, text } = await answerTo(name, question);
  expect(answer.kind).toBe("quotes");
  expect(text).toContain(words);
});

const BAD_INPUT: readonly [string, string][] = [
  ["nothing", ""],
  ["white space", " \n\t\u00A0 "],
  ["a lone surrogate", "\ud83d"],
  ["a lone surrogate in a question", "was kostet \udc00 die sanierung"],
  ["NUL and control characters", "was\u0000 kostet\u0007 die\u001b sanierung"],
  ["an emoji", "🤷"],
  ["4,000 emoji", "😀".repeat(2000)],
  ["4,096 letters", "a".repeat(4096)],
  ["4,096 characters of words", "sanierung ".repeat(409)],
  [
    "4,096 different words",
    Array.from({ length: 800 }, (_, i) => `w${i}x`)
      .join(" ")
      .slice(0, 4096),
  ],
  ["4,096 question marks", "?".repeat(4096)],
  ["4,096 commas between digits", "1,".repeat(2048)],
  ["digits in thousands", "1.000".repeat(800)],
  ["HTML", "<script>alert('sanierung')</script><b>&amp;"],
  ["Markdown", "**was** _kostet_ [die](sanierung) `bad`"],
  ["a pattern", "(.*)+[a-z]{2,}\\p{L}(?<x>$^"],
  ["right-to-left text", "\u202Eمرحبا بكم في البلدية\u202C"],
  ["combining marks", `a${"\u0301".repeat(3000)}`],
  ["Chinese", "这座桥什么时候关闭？".repeat(200)],
  ["names of an object's parts", "constructor __proto__ toString hasOwnProperty"],
  ["quotation marks", "„“”«»‚‘’\"'".repeat(300)],
  ["fass … zusammen", `fass ${"zusamme ".repeat(500)}`],
  ["was steht …", `was steht ${"was ist im ".repeat(370)}`],
  ["wer hat …", `wer hat ${"geschrieb ".repeat(400)}`],
];

/** Of this thread alone: what else the machine does is not counted. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

test.each(BAD_INPUT)("%s is answered or declined, in less than a second", async (_, question) => {
  const start = cpuMs();
  for (const name of ["COUNCIL", "ENGLISH"] as const) {
    const { answer } = await answerTo(name, question, question);
    expect(answer.kind).toMatch(/quotes|declined|small-talk|overview|facts/);
  }
  expect(cpuMs() - start).toBeLessThan(1000);
});

test.each(["", "🤷", "\ud83d", "?".repeat(4096), "…"])(
  "where no word is asked, nothing is claimed: %j",
  async (question) => {
    const { answer } = await answerTo("COUNCIL", question);
    expect(answer.kind === "quotes").toBe(false);
  },
);

test("characters that mean nothing do not change an answer", async () => {
  const clean = await answerTo("COUNCIL", "was kostet die sanierung");
  const marred = await answerTo("COUNCIL", "\u202Ewas\u0000 kostet \ud83d die san\u00ADierung?!👍");
  expect(marred.text).toBe(clean.text);
});
