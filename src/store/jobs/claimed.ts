/**
 * What a worker may do with a job it has claimed.
 *
 * Each changes nothing and returns false when the claim is not the job's last one, or was given back.
 */
import { sql, type RawBuilder } from "kysely";

import { REPEATABLE } from "../database/queries.ts";
import type { StoreParts } from "../parts.ts";
import { rememberSent, type Remembered } from "../turns/answers.ts";
import { keepTurn, type Turn } from "../turns/turns.ts";
import { closedAt, LEFT_BEHIND, NO_CHAT, spotOf, type Claim, type Sent } from "./job.ts";

const NOTHING_SENT: Sent = { parts: 0, messages: [] };

export function createClaimedJobs(parts: StoreParts) {
  const { database, keys, now } = parts;

  async function change(claim: Claim, values: RawBuilder<unknown>): Promise<boolean> {
    const { count } = await database.run(
      sql`update job set ${values} where ${isHeld(claim)}`,
      REPEATABLE,
    );
    return count > 0;
  }

  return {
    /** The lease ends so long from now. */
    renew: (claim: Claim, leaseMs: number) => change(claim, sql`lease_until = ${now() + leaseMs}`),

    /** With the conversation's turn, if it is one. The claim goes on. */
    keepReply: (claim: Claim, reply: string, turn?: Turn): Promise<boolean> =>
      database.transact(async (tx) => {
        // Locked, so that its chat stays the one whose key seals.
        const [job] = await tx.read(sql<InChat>`
          select chat from job where ${isHeld(claim)} ${database.forUpdate}`);
        if (job === undefined) return false;
        const chat = job.chat ?? turn?.chat ?? NO_CHAT;
        const seal = await keys.sealer(tx, chat);
        const sealed = seal(reply, spotOf(claim.updateId, "reply"));
        await tx.run(sql`
          update job set state = 'due', reply = ${sealed} where update_id = ${claim.updateId}`);
        if (turn !== undefined) await keepTurn(parts, tx, { ...turn, chat }, seal);
        return true;
      }, REPEATABLE),

    /** The claim goes on. */
    markSent: (claim: Claim, sent: Sent) => change(claim, isSent(sent)),

    /** Done; its texts are removed. By each message that was sent it is remembered what that answers and shows. */
    finish: (claim: Claim, sent: Sent = NOTHING_SENT, remembered?: Remembered): Promise<boolean> =>
      database.transact(async (tx) => {
        const { rows } = await tx.run(sql<InChat>`
          update job set state = 'done', ${closedAt(now())}, ${isSent(sent)}
          where ${isHeld(claim)} returning chat`);
        const [job] = rows;
        if (job === undefined) return false;
        if (job.chat !== null && remembered !== undefined)
          await rememberSent(parts, tx, { chat: job.chat, messages: sent.messages }, remembered);
        return true;
      }, REPEATABLE),

    /** Not before `until`; its lane waits as well. */
    postpone: (claim: Claim, { until, countsAsTry, sent }: Postponed) => {
      const wait = sql`not_before = ${until}, lease_until = 0, tries = tries + ${countsAsTry ? 1 : 0}`;
      return change(claim, sent === undefined ? wait : sql`${wait}, ${isSent(sent)}`);
    },

    /** Handed back, as if it had never been claimed. */
    release: (claim: Claim) => change(claim, sql`lease_until = 0`),

    /** As if its process had died, for what is none of the job's doing; not before `until`. */
    leave: (claim: Claim, until: number) =>
      change(claim, sql`not_before = ${until}, lease_until = ${LEFT_BEHIND}`),

    /** Given up: dead, and its lane goes on; its texts are removed. */
    bury: (claim: Claim) => change(claim, sql`state = 'dead', ${closedAt(now())}`),
  };
}

interface Postponed {
  readonly until: number;
  readonly countsAsTry: boolean;
  /** What has become known of its sending; left out where nothing has. */
  readonly sent?: Sent;
}

interface InChat {
  readonly chat: number | null;
}

function isHeld({ updateId, claim }: Claim): RawBuilder<unknown> {
  return sql`update_id = ${updateId} and claim = ${claim} and lease_until > ${LEFT_BEHIND}`;
}

function isSent(sent: Sent): RawBuilder<unknown> {
  return sql`sent = ${JSON.stringify(sent)}`;
}
