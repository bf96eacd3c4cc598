/**
 * Statements that Kysely builds once and runs often: to build one takes longer than SQLite takes to run it.
 */
import type { CompiledQuery, QueryResult } from "kysely";

import type { Queries } from "./engine.ts";

type Prepared<Values, Row> = (queries: Queries, values: Values) => Promise<QueryResult<Row>>;

/** Stands in a statement for the value of this name. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Kysely takes what is no expression for a value, and looks no further at it. */
const PLACEHOLDERS: ProxyHandler<object> = { get: (_, name) => new Placeholder(String(name)) };

/**
 * `build` runs once, at first use, and gets placeholders: it hands each value on under its name, and decides nothing by it.
 * For statements of one database.
 */
export function prepare<Values extends object, Row>(
  build: (queries: Queries, values: Values) => { compile(): CompiledQuery<Row> },
): Prepared<Values, Row> {
  let compiled: CompiledQuery<Row> | null = null;
  return (queries, values) => {
    compiled ??= build(queries, new Proxy({}, PLACEHOLDERS) as Values).compile();
    const parameters = compiled.parameters.map((parameter): unknown =>
      parameter instanceof Placeholder ? Reflect.get(values, parameter.name) : parameter,
    );
    return queries.executeQuery({ ...compiled, parameters });
  };
}

/** As `prepare`, for a list of values: built once for each length. */
export function prepareList<Value, Row>(
  build: (queries: Queries, values: readonly Value[]) => { compile(): CompiledQuery<Row> },
): Prepared<readonly Value[], Row> {
  const byLength = new Map<number, Prepared<readonly Value[], Row>>();
  return (queries, values) => {
    const indices = [...values.keys()];
    const known = byLength.get(values.length);
    const prepared =
      known ??
      prepare<readonly Value[], Row>((some, list) =>
        build(
          some,
          indices.map((index) => list[index] as Value),
        ),
      );
    if (known === undefined) byLength.set(values.length, prepared);
    return prepared(queries, values);
  };
}
