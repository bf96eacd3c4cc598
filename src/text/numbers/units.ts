/**
 * The units that things are measured in, however they are written, by `words/units.txt`: "km²", "Quadratkilometer", "€".
 */
import { readFileSync } from "node:fs";

export interface Unit {
  /** One for all languages: "squarekilometre". */
  readonly name: string;
  /** "time", "money", "length", … */
  readonly kind: string;
}

interface Units {
  readonly byForm: ReadonlyMap<string, Unit>;
  /** "prozentig" with any ending. */
  readonly beginnings: readonly (readonly [beginning: string, unit: Unit])[];
}

let units: Units | null = null;

/** `form` in lower case, as `normalise` leaves it ("km2"); null for what is no unit. */
export function unitNamed(form: string): Unit | null {
  units ??= readUnits();
  return (
    units.byForm.get(form) ??
    units.beginnings.find(([beginning]) => form.startsWith(beginning))?.[1] ??
    null
  );
}

function readUnits(): Units {
  const file = readFileSync(new URL("../words/units.txt", import.meta.url), "utf8");
  const forms = file
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .flatMap((line) => {
      const [kind = "", name = "", ...written] = line.split(" ");
      return [name, ...written].map((form) => [form, { kind, name }] as const);
    });
  return {
    byForm: new Map(forms.filter(([form]) => !form.endsWith("*"))),
    beginnings: forms.flatMap(([form, unit]) =>
      form.endsWith("*") ? [[form.slice(0, -1), unit] as const] : [],
    ),
  };
}
