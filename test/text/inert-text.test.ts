import { expect, test } from "vitest";

import { unlinked } from "../../src/text/inert-text.ts";

const JOINER = "\u2060";

test.each([
  ["siehe https://example.com/a?b=1", "siehe https:·//example.·com/a?b=1"],
  ["EXAMPLE.ORG und t.me/x", "EXAMPLE.·ORG und t.·me/x"],
  ["mail a.b@c.de", "mail a.b@·c.·de"],
  ["tg://resolve?domain=x", "tg:·//resolve?domain=x"],
  ["192.168.0.1", "192.·168.·0.1"],
  ["@ben, /start, #tag, $ABC", "@·ben, /·start, #·tag, $·ABC"],
])("fault K: in a summary nothing can be tapped in %s", (said, shown) => {
  expect(unlinked(said).replaceAll(JOINER, "·")).toBe(shown);
});

test.each(["z.B. um 19.30 Uhr", "Dr. Meier: ja", "und/oder", "12,50 € und 3.000"])(
  "%s stays as it is",
  (said) => {
    expect(unlinked(said)).toBe(said);
  },
);
