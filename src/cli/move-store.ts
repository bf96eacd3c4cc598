/**
 * `npm run move-store -- --to postgres://…`: from SQLite to PostgreSQL, each row read back and compared.
 */
import { moveStore } from "../store/move.ts";
import { readArguments, runCommand, UsageError, type Command } from "./command.ts";

export const moveToPostgres: Command = {
  usage:
    "npm run move-store -- --to postgres://user:password@host/database     (stop the bot first)",
  async run({ args, config, print, warn }) {
    const { values } = readArguments({ args, options: { to: { type: "string" } } });
    const { to } = values;
    if (to === undefined || !/^postgres(?:ql)?:\/\/\S+$/u.test(to))
      throw new UsageError("--to: expected postgres://user:password@host/database.");
    if (config.storeKey === null)
      warn(
        `STORE_KEY is not set: the key stays in ${config.storeKeyFile}. With DATABASE_URL every process needs it, as STORE_KEY or by STORE_KEY_FILE.`,
      );
    await moveStore({
      dataDir: config.dataDir,
      databaseUrl: to,
      log: { warn: (_, message) => warn(message) },
      onTable: (table, rows) => print(`${table}: ${rows}`),
    });
    print(
      "All of it is there, row by row. Set DATABASE_URL, and keep DATA_DIR until you trust it.",
    );
  },
};

if (import.meta.main) await runCommand(moveToPostgres);
