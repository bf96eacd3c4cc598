import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, inject, onTestFinished, test } from "vitest";

import { query } from "../../support/databases.ts";
import { pathOf } from "../../support/project-process.ts";

test.skipIf("reason" in inject("postgres"))(
  "the PostgreSQL of a run that is killed ends, and its folder is gone",
  { timeout: 30_000 },
  async () => {
    const program = `
      import { startPostgres } from ${JSON.stringify(pathToFileURL(pathOf("test/support/postgres.ts")).href)};
      console.log((await startPostgres()).found.url);
    `;
    const run = spawn(process.execPath, ["--input-type=module", "--eval", program]);
    onTestFinished(() => void run.kill("SIGKILL"));
    const [printed] = (await once(run.stdout, "data")) as [Buffer];
    const url = printed.toString().trim();
    const [row] = await query(url, "show data_directory");
    const folder = dirname(String(Object.values(row ?? {})[0]));
    expect(existsSync(folder)).toBe(true);
    run.kill("SIGKILL");
    while (existsSync(folder)) await turn();
    await expect(query(url, "select 1")).rejects.toThrow("ECONNREFUSED");
  },
);
