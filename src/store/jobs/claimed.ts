/**
 * A claimed job as its worker may change it: only while the claim is its last one and was not given back.
 */
import type { UpdateObject } from "kysely";

import type { Queries } from "../database/engine.ts";
import type { StoreParts } from "../parts.ts";
import { prepare } from "../database/prepared.ts";
import type { Claim } from "../contract/jobs.ts";
import type { Tables, Tx } from "../database/tables.ts";

/** Ends a lease that nobody ended: a claim counts it as a crash. */
export const LEFT_BEHIND = 1;

export const WITHOUT_TEXTS = { body: null, reply: null } as const;

export type Change = UpdateObject<Tables, "job", "job">;

type Row = Tables["job"];
type Sent = Pick<Row, "sent_parts" | "sent_messages">;

export interface ClaimedJobs {
  /** The chat of a job, which then nobody else changes before the transaction ends; undefined when the claim is lost. */
  lock(tx: Tx, claim: Claim): Promise<number | null | undefined>;
  keepReply(tx: Tx, claim: Claim, reply: Buffer): Promise<void>;
  /** False when the claim is lost. */
  markSent(queries: Queries, claim: Claim, sent: Sent): Promise<boolean>;
  /** The job's chat; undefined when the claim is lost. */
  finish(
    tx: Tx,
    claim: Claim,
    values: Sent & Pick<Row, "closed_at">,
  ): Promise<number | null | undefined>;
}

export function createClaimedJobs({ database }: Pick<StoreParts, "database">): ClaimedJobs {
  const lock = prepare((queries, held: Claim) =>
    queries
      .selectFrom("job")
      .select("chat")
      .where("update_id", "=", held.updateId)
      .where("claim", "=", held.claim)
      .where("lease_until", ">", LEFT_BEHIND)
      .modifyEnd(database.forUpdate),
  );
  const keepReply = prepare((queries, kept: Claim & { readonly reply: Buffer }) =>
    update(queries, kept, { state: "due", reply: kept.reply }),
  );
  const markSent = prepare(
    (queries, { updateId, claim, sent_parts, sent_messages }: Claim & Sent) =>
      update(queries, { updateId, claim }, { sent_parts, sent_messages }).returning("chat"),
  );
  const finish = prepare((queries, done: Claim & Sent & Pick<Row, "closed_at">) =>
    update(queries, done, {
      ...WITHOUT_TEXTS,
      state: "done",
      lease_until: 0,
      closed_at: done.closed_at,
      sent_parts: done.sent_parts,
      sent_messages: done.sent_messages,
    }).returning("chat"),
  );
  return {
    lock: async (tx, { updateId, claim }) => chatOf(await lock(tx, { updateId, claim })),
    async keepReply(tx, { updateId, claim }, reply) {
      await keepReply(tx, { updateId, claim, reply });
    },
    async markSent(queries, { updateId, claim }, sent) {
      const { rows } = await markSent(queries, { updateId, claim, ...sent });
      return rows.length > 0;
    },
    finish: async (tx, { updateId, claim }, values) =>
      chatOf(await finish(tx, { updateId, claim, ...values })),
  };
}

/** False when the claim is lost. */
export async function changeClaimed(
  queries: Queries,
  claim: Claim,
  values: Change,
): Promise<boolean> {
  const result = await update(queries, claim, values).executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function update(queries: Queries, held: Claim, values: Change) {
  return queries
    .updateTable("job")
    .set(values)
    .where("update_id", "=", held.updateId)
    .where("claim", "=", held.claim)
    .where("lease_until", ">", LEFT_BEHIND);
}

function chatOf({ rows }: { readonly rows: readonly Pick<Row, "chat">[] }) {
  return rows[0]?.chat;
}
