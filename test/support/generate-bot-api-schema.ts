/**
 * Writes `bot-api.schema.json`: what each method of the Bot API takes, as @grammyjs/types declares it.
 *
 * Run it whenever the version of @grammyjs/types changes: `node test/support/generate-bot-api-schema.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateSchemaOf, pathOfPackage } from "./generate-schema.ts";

const PACKAGE = "@grammyjs/types";
const TYPES = pathOfPackage(PACKAGE);
const TARGET = new URL("bot-api.schema.json", import.meta.url);

/** One method's declaration: its name, and the type of its parameters when it takes any. */
const METHOD =
  /^ {4}(?<name>\w+)\((?:args\??: (?<parameters>\{[\s\S]*?^ {4}\}|[^)]+?))?\): [\s\S]*?;$/gmu;

/** One plain alias a method, for the generator cannot read the parameters out of a method's type. */
function declareMethods(declarations: string): string {
  const imports = declarations
    .slice(0, declarations.indexOf("/**"))
    .replaceAll(/from "\.\/(?<file>\w+)\.js"/gu, `from "${TYPES}$<file>.js"`);
  const own = [...declarations.matchAll(/^export (?:interface|type) (?<name>\w+)/gmu)]
    .map(({ groups }) => groups?.["name"])
    .join(", ");
  const aliases = [...declarations.matchAll(METHOD)].map(({ groups }) => {
    const { name = "", parameters = "Record<never, never>" } = groups ?? {};
    // A file to upload is a string: nothing else passes through JSON.
    return `export type ${name} = ${parameters.replaceAll(/\bF\b/gu, "string")};`;
  });
  const local = `import type { ${own} } from "${TYPES}methods.js";`;
  return [imports, local, ...aliases].join("\n");
}

/** JSON, the same for the same version of the types. */
export function generateSchema(): string {
  const declarations = declareMethods(readFileSync(join(TYPES, "methods.d.ts"), "utf8"));
  return generateSchemaOf({ packageName: PACKAGE, declarations, type: "*" });
}

if (import.meta.main) writeFileSync(TARGET, generateSchema());
