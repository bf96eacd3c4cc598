/**
 * `npm run backup -- FILE`: the store on SQLite, copied while the bot runs; for PostgreSQL it names the command that does.
 */
import { backUp } from "../store/backup.ts";
import { readArguments, runCommand, UsageError, type Command } from "./command.ts";

export const backupStore: Command = {
  usage: "npm run backup -- FILE",
  async run({ args, config, print }) {
    const { positionals } = readArguments({ args, allowPositionals: true });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new UsageError("One FILE is expected.");
    if (config.databaseUrl !== null) {
      print(
        "The store is in PostgreSQL, articles that owners sent among it. Its own program copies it:",
      );
      print(`pg_dump --format=custom --file=${quoted(file)} "$DATABASE_URL"`);
      print(`pg_restore --clean --if-exists --dbname="$DATABASE_URL" ${quoted(file)}`);
      return;
    }
    const { articles } = await backUp(config.dataDir, file);
    print(
      `Copied to ${file}${articles === null ? "" : `, the articles that owners sent to ${articles}`}.`,
    );
    print(
      `To restore: stop the bot, put it in the place of bot.db in ${config.dataDir}, without the -wal and -shm files beside that${articles === null ? "" : ", and the articles in the folder articles there"}.`,
    );
    print("The key that seals it is not in it: keep a copy of that apart.");
  },
};

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

if (import.meta.main) await runCommand(backupStore);
