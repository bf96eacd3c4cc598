/** What an article's foreseen file says of its sentences. */
import { expect, test } from "vitest";
import { countStrangeContext, parseForeseen } from "../../src/corpus/foreseen.ts";
import { parseArticle } from "../../src/corpus/parse.ts";
import { show } from "../../src/speech/context.ts";
import { speakerOf } from "../../src/speech/speech.ts";

const TEXT =
  "---\nlanguage: de\n---\n\nAnna Berg kam. Es regnet. Er wird teuer. Das Bad steht am Fluss.\n";

function told(fields: object) {
  const line = JSON.stringify({ sentence: "Er wird teuer.", questions: [], ...fields });
  const { foreseen } = parseForeseen(line);
  const article = parseArticle("a.md", TEXT, foreseen);
  const [passage] = article.passages;
  if (passage === undefined) throw new Error("no passage");
  const words = show([{ passage, from: 2, to: 3 }]).map((one) => one.words);
  return [words, speakerOf(passage, 2), countStrangeContext(foreseen, article)];
}

test.each([
  [{}, ["Anna Berg kam. Es regnet. Er wird teuer."], null, 0],
  [{ with: [] }, ["Er wird teuer."], null, 0],
  [{ with: ["Das Bad steht am Fluss."] }, ["Er wird teuer. Das Bad steht am Fluss."], null, 0],
  [{ with: ["Das steht nirgends."] }, ["Er wird teuer."], null, 1],
  [{ speaker: "Anna Berg", with: [] }, ["Er wird teuer."], "Anna Berg", 0],
  [{ speaker: "Kim Probe", with: [] }, ["Er wird teuer."], null, 1],
])(
  "it wins over the rules as far as it is in the article: %o",
  (fields, words, speaker, strange) => {
    expect(told(fields)).toEqual([words, speaker, strange]);
  },
);
