/**
 * Whether the schemas are what their generators make of the installed packages; part of `npm run check`.
 */
import { readFileSync } from "node:fs";

import { generateSchema as generateBotApi } from "./generate-bot-api-schema.ts";
import { generateSchema as generateMessagesApi } from "./generate-messages-api-schema.ts";

const SCHEMAS = { "bot-api": generateBotApi, "messages-api": generateMessagesApi };

for (const [name, generate] of Object.entries(SCHEMAS)) {
  const committed = readFileSync(new URL(`${name}.schema.json`, import.meta.url), "utf8");
  if (generate() === committed) continue;
  process.stderr.write(
    `test/support/${name}.schema.json is not what test/support/generate-${name}-schema.ts makes: run it.\n`,
  );
  process.exitCode = 1;
}
