/**
 * A chat is forgotten: its turns, answers, settings, waiting jobs and recorded messages go.
 *
 * The keys of its texts go with them; only a backup made before holds both. Usage, running jobs and who objected to being
 * recorded stay.
 */
import { sql, type RawBuilder } from "kysely";

import { REPEATABLE, type Tx } from "../database/queries.ts";
import { closedAt, OPEN, spotOf } from "../jobs/job.ts";
import type { StoreParts } from "../parts.ts";
import { forgetRecorded } from "../recording/forget.ts";
import { forgetRows } from "./chat-tables.ts";

export function forgetChat(parts: StoreParts, chat: number): Promise<void> {
  const { database, keys, now } = parts;
  return database.transact(async (tx) => {
    const running = await readRunning(parts, tx, chat);
    await forgetRows(tx, chat, "chat");
    await tx.run(sql`update chat set settings = null where chat = ${chat}`);
    await tx.run(sql`
      update job set state = 'done', ${closedAt(now())}
      where chat = ${chat} and ${OPEN} and not ${isOneOf(running)}`);
    // With a new key, for the old one is gone.
    const seal = await keys.sealer(tx, chat);
    for (const { id, body } of running) {
      const sealed = seal(body, spotOf(id, "body"));
      await tx.run(sql`update job set body = ${sealed}, reply = null where update_id = ${id}`);
    }
    await forgetRecorded(parts, tx, chat);
  }, REPEATABLE);
}

interface RunningJob {
  readonly id: number;
  readonly body: string;
}

/** One of them is the request to forget, and has to outlive it. */
async function readRunning(
  { database, keys, now }: StoreParts,
  tx: Tx,
  chat: number,
): Promise<readonly RunningJob[]> {
  const rows = await tx.read(sql<{ id: number; body: Uint8Array }>`
    select update_id as id, body from job
    where chat = ${chat} and ${OPEN} and lease_until > ${now()} ${database.forUpdate}`);
  const open = await keys.opener(
    tx,
    rows.map(({ body }) => body),
  );
  return rows.flatMap(({ id, body }) => {
    const text = open(body, spotOf(id, "body"));
    return text === null ? [] : [{ id, body: text }];
  });
}

function isOneOf(jobs: readonly RunningJob[]): RawBuilder<unknown> {
  if (jobs.length === 0) return sql`false`;
  return sql`update_id in (${sql.join(jobs.map(({ id }) => id))})`;
}
