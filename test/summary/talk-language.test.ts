import { expect, test } from "vitest";

import { tellTalkLanguage } from "../../src/summary/talk-language.ts";

const said = (...texts: string[]) => texts.map((text) => ({ text }));

test("a talk is in the language of most of its messages", () => {
  const german = said(
    "wann treffen wir uns?",
    "am Freitag um 8",
    "ok thanks everyone, see you there",
  );
  expect(tellTalkLanguage(german, "en")).toBe("de");
  const english = said("when do we meet?", "on Friday at eight", "danke, ich komme auch");
  expect(tellTalkLanguage(english, "de")).toBe("en");
});

test("a long text that somebody pasted has one vote, as every message", () => {
  const pasted =
    "the report that was sent to all of them is here and it says what they did ".repeat(40);
  const talk = said("wer kommt denn heute?", pasted, "ich nicht, bin noch bei der Arbeit");
  expect(tellTalkLanguage(talk, "en")).toBe("de");
});

test("fault K: of a thousand long messages the latest decide", () => {
  const english = Array.from({ length: 900 }, () =>
    "and that is what they said of it ".repeat(120),
  );
  const german = Array.from({ length: 100 }, () =>
    "und das ist es, was sie davon sagten ".repeat(110),
  );
  expect(tellTalkLanguage(said(...english, ...german), "en")).toBe("de");
});

test("where no message tells, it is the one that is given", () => {
  const talk = said("👍", "ok", "Anna", "");
  expect(tellTalkLanguage(talk, "de")).toBe("de");
  expect(tellTalkLanguage(talk, "en")).toBe("en");
  expect(tellTalkLanguage([], "en")).toBe("en");
});
