import { expect, test } from "vitest";
import { readArticleFile } from "../../../src/corpus/files/read-article-file.ts";

function read(name: string, content: string | Uint8Array) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return readArticleFile({ name, bytes });
}

const PAGE = `<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Der Steg</title></head><body>
<nav><a href="/">Startseite</a></nav><article><h1>Der Steg</h1>
<p>Der Steg am Nordufer ist seit drei Wochen gesperrt.</p><p>Ein neuer kostet 90 000 Euro.</p></article></body></html>`;

test("a file that is made to keep the parser busy ends the process that reads it, and the next is read", async () => {
  const busy = await read("busy.md", `${"[a](".repeat(20_000)}x${")".repeat(20_000)}`);
  expect(busy).toMatchObject({ kind: "refused", fault: { name: "slow" } });
  expect(await read("steg.html", PAGE)).toMatchObject({
    kind: "article",
    article: { id: "steg", title: "Der Steg", passages: [{}, {}] },
  });
});

test("the bot's own work goes on while a file is read", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 5);
  await read("busy.md", `${"[a](".repeat(20_000)}x${")".repeat(20_000)}`);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(20);
});

test("a draft is refused as one, however long it is", async () => {
  const draft = `---\ndraft: true\n---\n\n${"Ein Satz. ".repeat(20_000)}`;
  const fault = { name: "draft", values: ["draft: true"], line: 2 };
  const refused = { kind: "refused", fault };
  expect(await read("a.md", draft)).toEqual(refused);
  expect(await read("a.md", draft.slice(0, 100))).toEqual(refused);
});

test("a long article is read apart, and is the same", async () => {
  const short = "# Die Brücke\n\nSie ist neu.\n\nSie ist lang.\n";
  const long = `${short}\n<!-- ${"nichts ".repeat(20_000)} -->\n`;
  expect(await read("bruecke.md", long)).toEqual(await read("bruecke.md", short));
});
