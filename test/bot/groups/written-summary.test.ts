import { expect, test } from "vitest";

import { createGenerativeSummarizer } from "../../../src/summary/generative.ts";
import { partsWith } from "../../summary/talks.ts";
import { headOf, LINK, linksOf, startGroupTalk } from "../../support/group-talk.ts";
import { startScriptedModel } from "../../support/scripted-model.ts";

const PLAN = [
  "Anna: Freitag um 19 Uhr im Café Central?",
  "Ben: passt, wer reserviert?",
  "Anna: ich reserviere einen Tisch für sechs",
  "Cem: ich bringe vier Exemplare mit",
  "Ben: Anna, denkst du an die Liste?",
  "Cem: kostet das Buch noch 18 Euro?",
  "Anna: keine Ahnung",
  "Ben: wer schreibt diesmal das Protokoll?",
] as const;

async function startWritten() {
  const model = startScriptedModel();
  const summarizer = createGenerativeSummarizer(partsWith({ model }));
  return { model, ...(await startGroupTalk({ summaries: { summarizer } })) };
}

test("a written summary names people and links each point to the messages it cites, and to no others", async () => {
  const { model, talk, call } = await startWritten();
  talk(...PLAN);
  model.next({
    say: [
      "• ",
      { text: "P3 bringt vier Exemplare mit.", cites: ["ich bringe vier Exemplare mit"] },
      "\n[[AGREED]]\n• ",
      { text: "P1 reserviert.", cites: ["ich reserviere einen Tisch"] },
      "\n[[OPEN]]\n• ",
      { text: "Wer das Protokoll schreibt.", cites: ["wer schreibt diesmal das Protokoll?"] },
    ],
  });
  const summary = await call("/summary");
  expect(headOf(summary)).toBe("Was war los · 8 Nachrichten, 3 Personen · Mo 12:00–12:07");
  expect(summary.text?.split("\n").slice(1, 7)).toEqual([
    "Vereinbart",
    "• Anna reserviert. 12:02",
    "Offen",
    "• Wer das Protokoll schreibt. 12:07",
    "Sonst",
    "• Cem bringt vier Exemplare mit. 12:03",
  ]);
  expect(linksOf(summary)).toEqual([
    ["12:02", `${LINK}/3`],
    ["12:07", `${LINK}/8`],
    ["12:03", `${LINK}/4`],
  ]);
});

test("when the model fails the messages speak for themselves, and that is said", async () => {
  const { model, talk, call } = await startWritten();
  talk(...PLAN);
  model.next({ say: ["• Ohne Beleg."] });
  expect((await call("/summary")).text).toContain(
    "• Anna: „Freitag um 19 Uhr im Café Central?“ 12:00\n• Ben: „passt, wer reserviert?“ 12:01\nGerade ohne Formulierung, nur die Nachrichten selbst.",
  );
});
