/**
 * Writes `messages-api.schema.json`: what the Messages API takes and sends, as @anthropic-ai/sdk declares it.
 *
 * Run it whenever the version of @anthropic-ai/sdk changes: `node test/support/generate-messages-api-schema.ts`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const SDK = fileURLToPath(new URL("../../node_modules/@anthropic-ai/sdk/", import.meta.url));
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

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return version;
}

/** JSON, the same for the same version of the SDK. */
export function generateSchema(): string {
  const folder = mkdtempSync(join(tmpdir(), "messages-api-"));
  try {
    const path = join(folder, "types.ts");
    const imports = Object.entries(TYPES).map(
      ([file, names]) => `import type { ${names.join(", ")} } from "${SDK}resources/${file}.js";`,
    );
    const names = Object.values(TYPES).flat();
    writeFileSync(path, `${imports.join("\n")}\nexport type Wire = ${names.join(" | ")};`);
    const schema = createGenerator({
      path,
      additionalProperties: false,
      encodeRefs: false,
      expose: "export",
      jsDoc: "none",
      skipTypeCheck: true,
    }).createSchema("Wire");
    return `${JSON.stringify({ $comment: `@anthropic-ai/sdk ${readVersion()}`, ...schema })}\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) writeFileSync(TARGET, generateSchema());
