/** What a person sees of what a model might write. */
import { describe, expect, test } from "vitest";

import { check, type Output, readOutputs, seen } from "./outputs/load.ts";

const space = (text: string | null) => text?.replace(/\s+/gu, " ") ?? null;

function right({ shown, also = [] }: Output): (string | null)[] {
  return [shown, ...also].map(space);
}

describe("of a wrong output only what is grounded is shown", () => {
  test.each(readOutputs("adversarial"))("$kind: $name", (output) => {
    expect(right(output)).toContainEqual(space(seen(output)));
  });
});

describe("of an honest output nothing is taken out", () => {
  test.each(readOutputs("honest"))("$kind: $name", (output) => {
    expect(right(output)).toContainEqual(space(seen(output)));
  });
});

/** Half-way through each block, and at its end; a block's citations come last. */
function drafts({ pieces }: Output): Output["pieces"][] {
  return pieces.flatMap(({ text }, i) => [
    [...pieces.slice(0, i), { text: text.slice(0, text.length / 2) }],
    pieces.slice(0, i + 1),
  ]);
}

const byKind = Map.groupBy(
  [...readOutputs("honest"), ...readOutputs("adversarial")],
  ({ kind }) => kind,
);

test.each([...byKind])("%s: what is shown of a draft stays, and is in the answer", (_, outputs) => {
  const torn = outputs.filter((output) => {
    const stages = drafts(output).map((pieces) => check({ ...output, pieces, end: "max_tokens" }));
    const shown = [...stages, check(output)].map(({ sentences }) =>
      sentences.map(({ text }) => text),
    );
    return shown.some((texts, i) => !(shown[i - 1] ?? []).every((text, at) => texts[at] === text));
  });
  expect(torn.map(({ name }) => name)).toEqual([]);
});
