/**
 * Writes `messages-api.schema.json`: what the Messages API takes and sends, as @anthropic-ai/sdk declares it.
 *
 * Run it whenever the version of @anthropic-ai/sdk changes: `node test/support/generate-messages-api-schema.ts`.
 */
import { writeFileSync } from "node:fs";
import { generateSchemaOf, pathOfPackage } from "./generate-schema.ts";

const PACKAGE = "@anthropic-ai/sdk";
const TARGET = new URL("messages-api.schema.json", import.meta.url);

/** What goes over the wire, by the SDK's file that declares it. */
const TYPES = {
  "messages/messages": [
    "MessageCreateParamsStreaming",
    "RawMessageStreamEvent",
    "Message",
    "MessageCountTokensParams",
    "MessageTokensCount",
  ],
  models: ["ModelInfo"],
  shared: ["ErrorResponse", "ErrorDetails"],
};

/** JSON, the same for the same version of the SDK. */
export function generateSchema(): string {
  const sdk = pathOfPackage(PACKAGE);
  const imports = Object.entries(TYPES).map(
    ([file, names]) => `import type { ${names.join(", ")} } from "${sdk}resources/${file}.js";`,
  );
  const names = Object.values(TYPES).flat();
  const declarations = `${imports.join("\n")}\nexport type Wire = ${names.join(" | ")};`;
  return generateSchemaOf({ packageName: PACKAGE, declarations, type: "Wire" });
}

if (import.meta.main) writeFileSync(TARGET, generateSchema());
