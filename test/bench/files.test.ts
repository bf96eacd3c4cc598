import { expect, test } from "vitest";
import { measureFolder } from "../../bench/files/read-folder.ts";

test("of a folder of mixed files each broken one is named once, the others are read word for word", async () => {
  expect(await measureFolder(100)).toMatchObject({
    articles: 90,
    broken: 10,
    unnamed: 0,
    lost: 0,
    added: 0,
  });
});
