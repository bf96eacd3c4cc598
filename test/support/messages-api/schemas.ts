/**
 * Checks what goes over the wire against the types of @anthropic-ai/sdk.
 *
 * The schemas are generated (`../make-schemas.ts`); no field they do not know is allowed.
 */
import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";

type Schema = Readonly<Record<string, unknown>>;

interface Schemas {
  /** The package, its version, and a hash of what it was made with. */
  readonly $comment: string;
  readonly definitions: Readonly<Record<string, Schema>>;
}

export const SCHEMAS = JSON.parse(
  readFileSync(new URL("../messages-api.schema.json", import.meta.url), "utf8"),
) as Schemas;

const REFERENCE = "#/definitions/";

/** The fields whose constant tells the variants of a union apart. */
const TAGS = ["type", "role"];

function resolve(schema: Schema): Schema {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  return SCHEMAS.definitions[reference.slice(REFERENCE.length)] ?? {};
}

/** The constant that every object of this schema has as its `tag`. */
function readTag(schema: Schema, tag: string): unknown {
  const { properties, required } = resolve(schema) as {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
  };
  return required?.includes(tag) === true ? properties?.[tag]?.["const"] : undefined;
}

/** Says of a union which field tells its variants apart, so that a fault is told for the meant variant only. */
function discriminate(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((part) => discriminate(part));
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.entries(schema).map(([key, part]) => [key, discriminate(part)] as const);
  const result = Object.fromEntries(parts) as Record<string, unknown>;
  const variants = result["anyOf"] as readonly Schema[] | undefined;
  const tag = TAGS.find((name) => {
    const tags = (variants ?? []).map((variant) => readTag(variant, name));
    return tags.length > 1 && !tags.includes(undefined) && new Set(tags).size === tags.length;
  });
  if (tag === undefined) return result;
  const { anyOf, ...rest } = result;
  return { ...rest, type: "object", discriminator: { propertyName: tag }, oneOf: anyOf };
}

const definitions = {
  ...(discriminate(SCHEMAS.definitions) as Schemas["definitions"]),
  // The fake runs no tools of its own.
  ToolUnion: { $ref: `${REFERENCE}Tool` },
};

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, discriminator: true }).addSchema(
  { definitions },
  "messages-api",
);

/** "/messages/0/content/1/title" as the API writes it: "messages.0.content.1.search_result.title". */
function describePlace(value: unknown, pointer: string): string {
  let inner = value;
  const names: string[] = [];
  for (const name of pointer.split("/").slice(1)) {
    inner = (inner as Readonly<Record<string, unknown>>)[name];
    names.push(name);
    const type = (inner as Schema | null | undefined)?.["type"];
    if (typeof type === "string") names.push(type);
  }
  return names.join(".");
}

function describeFault(value: unknown, fault: ErrorObject): string {
  const place = describePlace(value, fault.instancePath);
  const join = (name: string): string => (place === "" ? name : `${place}.${name}`);
  const { additionalProperty, missingProperty } = fault.params as Readonly<Record<string, string>>;
  if (additionalProperty !== undefined)
    return `${join(additionalProperty)}: Extra inputs are not permitted`;
  if (missingProperty !== undefined) return `${join(missingProperty)}: Field required`;
  return `${place}: Input ${fault.message ?? "is not valid"} ${JSON.stringify(fault.params)}`;
}

/** The most telling fault: an unknown field before all, else the one that lies deepest. */
function pickFault(faults: readonly ErrorObject[]): ErrorObject | undefined {
  const unknown = faults.find(({ keyword }) => keyword === "additionalProperties");
  return (
    unknown ??
    faults
      .filter(({ keyword }) => keyword !== "anyOf")
      .toSorted((a, b) => b.instancePath.length - a.instancePath.length)[0]
  );
}

/** What is wrong with a value of the SDK's type `name`, in the API's words; null: nothing. */
export function findFault(name: string, value: unknown): string | null {
  const validate = ajv.getSchema(`messages-api#${REFERENCE.slice(1)}${name}`);
  if (validate === undefined) throw new Error(`The Messages API has no type ${name}`);
  if (validate(value) === true) return null;
  const fault = pickFault(validate.errors ?? []);
  return fault === undefined ? `${name}: Input is not valid` : describeFault(value, fault);
}
