/**
 * Looks at a store without changing it: whether it can be reached, and whether this version can work with it.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";

import { openDatabase } from "./database/database.ts";
import { readVersion, refuseOtherVersions, VERSION } from "./database/schema.ts";
import { checkVersion, FILE } from "./database/sqlite.ts";

interface Place {
  /** Null: SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** "SQLite, data/bot.db", and what the next start does to it. Throws a StoreError. */
export async function inspectStore({ databaseUrl, dataDir }: Place): Promise<string> {
  if (databaseUrl === null) {
    const path = join(dataDir, FILE);
    const where = `SQLite, ${path}`;
    if (!existsSync(path)) return `${where}, made at the first start`;
    return `${where}${tell(checkVersion(path, where))}`;
  }
  const database = await openDatabase({ databaseUrl, dataDir: null }, { warn() {} });
  try {
    const version = await readVersion(database, database);
    if (version !== null) refuseOtherVersions(version, database.where);
    return `${database.where}${tell(version)}`;
  } finally {
    await database.close();
  }
}

function tell(version: number | null): string {
  if (version === null) return ", its tables made at the first start";
  return version < VERSION ? ", brought up to date at the next start" : "";
}
