/**
 * A JSON schema of a package's types, for the fakes of the APIs that the package declares.
 */
import { mkdtempDisposableSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

export interface SchemaSource {
  /** An installed package: its name and version stand in the schema. */
  readonly packageName: string;
  /** TypeScript that exports the types. */
  readonly declarations: string;
  /** The exported type that is wanted; "*": all of them. */
  readonly type: string;
}

/** Where an installed package lies, with a slash at the end. */
export function pathOfPackage(name: string): string {
  return fileURLToPath(new URL(`../../node_modules/${name}/`, import.meta.url));
}

/** JSON, the same for the same version of the package; no field that the types do not know is allowed. */
export function generateSchemaOf({ packageName, declarations, type }: SchemaSource): string {
  using folder = mkdtempDisposableSync(join(tmpdir(), "schema-"));
  const path = join(folder.path, "types.ts");
  writeFileSync(path, declarations);
  const schema = createGenerator({
    path,
    additionalProperties: false,
    encodeRefs: false,
    expose: "export",
    jsDoc: "none",
    skipTypeCheck: true,
  }).createSchema(type);
  const version = readVersion(packageName);
  return `${JSON.stringify({ $comment: `${packageName} ${version}`, ...schema })}\n`;
}

function readVersion(packageName: string): string {
  const file = readFileSync(join(pathOfPackage(packageName), "package.json"), "utf8");
  return (JSON.parse(file) as { readonly version: string }).version;
}
