/**
 * Everything people can see, as text: a change of what the bot says, or where, shows as a change of a file.
 *
 * `npm test -- test/bot/screens.test.ts -u` writes the files anew.
 */
import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";

import { articles } from "./screens/scenes/articles.ts";
import { commands } from "./screens/scenes/commands.ts";
import { inlineScenes } from "./screens/scenes/inline.ts";
import { limits } from "./screens/scenes/limits.ts";
import { privacy } from "./screens/scenes/privacy.ts";
import { questions } from "./screens/scenes/questions.ts";
import { startStage, type Language } from "./screens/scenes/stage.ts";
import { summaries } from "./screens/scenes/summaries.ts";
import { written } from "./screens/scenes/written.ts";

/** The first written answer loads all that answers are checked by, which on a busy machine takes seconds. */
vi.setConfig({ testTimeout: 60_000 });

const LANGUAGES: readonly Language[] = ["de", "en"];
const scenes = Object.entries({
  ...commands,
  ...questions,
  ...written,
  ...limits,
  ...inlineScenes,
  ...summaries,
  ...privacy,
  ...articles,
});
const shown = scenes.flatMap(([name, scene]) =>
  LANGUAGES.map((language) => [`${name}.${language}.txt`, language, scene] as const),
);

// First, for what is missing would else be written by the tests below.
test("every scene has a file, and every file a scene", () => {
  const all = readdirSync(new URL("screens", import.meta.url));
  const files = all.filter((file) => file.endsWith(".txt"));
  expect(files.toSorted()).toEqual(shown.map(([file]) => file).toSorted());
});

test.each(shown)("%s holds what people see", async (file, language, { play, ...options }) => {
  const stage = await startStage(language, options);
  await play(stage);
  await expect(stage.transcript()).toMatchFileSnapshot(`screens/${file}`);
});
