/**
 * Makes the JSON schemas of what the Bot API and the Messages API take and send, out of the types of their packages.
 *
 * Run it when one of the packages changes: `node test/support/make-schemas.ts`. With `--check`, as `npm run check` runs
 * it, it only says whether the schemas are what it would make: by the hash in each, for to make them takes ten seconds.
 */
import { createHash } from "node:crypto";
import { mkdtempDisposableSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULES = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const BOT_API_TYPES = join(MODULES, "@grammyjs/types/");
const SDK_TYPES = join(MODULES, "@anthropic-ai/sdk/resources/");

interface Source {
  /** An installed package: its name and version stand in the schema. */
  readonly packageName: string;
  /** TypeScript that exports the types. */
  readonly declare: () => string;
  /** The exported type that is wanted; "*": all of them. */
  readonly type: string;
}

/** By the schema's file. */
const SCHEMAS: Readonly<Record<string, Source>> = {
  "bot-api.schema.json": { packageName: "@grammyjs/types", declare: declareMethods, type: "*" },
  "messages-api.schema.json": {
    packageName: "@anthropic-ai/sdk",
    declare: declareWire,
    type: "Wire",
  },
};

/** One method's declaration: its name, and the type of its parameters when it takes any. */
const METHOD =
  /^ {4}(?<name>\w+)\((?:args\??: (?<parameters>\{[\s\S]*?^ {4}\}|[^)]+?))?\): [\s\S]*?;$/gmu;

/** One plain alias a method, for the generator cannot read the parameters out of a method's type. */
function declareMethods(): string {
  const declarations = readFileSync(join(BOT_API_TYPES, "methods.d.ts"), "utf8");
  const imports = declarations
    .slice(0, declarations.indexOf("/**"))
    .replaceAll(/from "\.\/(?<file>\w+)\.js"/gu, `from "${BOT_API_TYPES}$<file>.js"`);
  const own = [...declarations.matchAll(/^export (?:interface|type) (?<name>\w+)/gmu)]
    .map(({ groups }) => groups?.["name"])
    .join(", ");
  const aliases = [...declarations.matchAll(METHOD)].map(({ groups }) => {
    const { name = "", parameters = "Record<never, never>" } = groups ?? {};
    // A file to upload is a string: nothing else passes through JSON.
    return `export type ${name} = ${parameters.replaceAll(/\bF\b/gu, "string")};`;
  });
  return [imports, `import type { ${own} } from "${BOT_API_TYPES}methods.js";`, ...aliases].join(
    "\n",
  );
}

/** What goes over the wire, by the SDK's file that declares it. */
const WIRE = {
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

function declareWire(): string {
  const imports = Object.entries(WIRE).map(
    ([file, names]) => `import type { ${names.join(", ")} } from "${SDK_TYPES}${file}.js";`,
  );
  return `${imports.join("\n")}\nexport type Wire = ${Object.values(WIRE).flat().join(" | ")};`;
}

/** The same for the same version of the package; no field that the types do not know is allowed. */
async function makeSchema({ declare, type }: Source): Promise<object> {
  const { createGenerator } = await import("ts-json-schema-generator");
  using folder = mkdtempDisposableSync(join(tmpdir(), "schema-"));
  const path = join(folder.path, "types.ts");
  writeFileSync(path, declare());
  return createGenerator({
    path,
    additionalProperties: false,
    encodeRefs: false,
    expose: "export",
    jsDoc: "none",
    skipTypeCheck: true,
  }).createSchema(type);
}

function describePackage(name: string): string {
  return readFileSync(join(MODULES, name, "package.json"), "utf8");
}

/** Of the schema and of all that it was made with: changes when it is edited, or would be made otherwise now. */
function commentOf({ packageName }: Source, schema: object): string {
  const ours = readFileSync(new URL(import.meta.url), "utf8");
  const parts = [
    ours,
    describePackage(packageName),
    describePackage("ts-json-schema-generator"),
    JSON.stringify(schema),
  ];
  const hash = createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);
  const { version } = JSON.parse(describePackage(packageName)) as { readonly version: string };
  return `${packageName} ${version}, ${hash}`;
}

const check = process.argv.includes("--check");
for (const [file, source] of Object.entries(SCHEMAS)) {
  const url = new URL(file, import.meta.url);
  if (!check) {
    const schema = await makeSchema(source);
    const written = { $comment: commentOf(source, schema), ...schema };
    writeFileSync(url, `${JSON.stringify(written)}\n`);
    continue;
  }
  const { $comment, ...schema } = JSON.parse(readFileSync(url, "utf8")) as { $comment: string };
  if ($comment === commentOf(source, schema)) continue;
  process.stderr.write(`test/support/${file} is out of date: node test/support/make-schemas.ts\n`);
  process.exitCode = 1;
}
