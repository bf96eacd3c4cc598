/**
 * Makes the tables where the database is empty; one that another version of this program made is refused.
 */
import { sql } from "kysely";

import { storeError } from "../store-error.ts";
import type { Differences } from "./engine.ts";
import type { Database, Queries } from "./queries.ts";

/**
 * SQLite takes PostgreSQL's types. Times are milliseconds. `store_key` names the STORE_KEY under which a row's texts can be
 * read; what is `bytea` is sealed, but for `article`.
 */
const TABLES = `
create table meta (version integer not null);

-- A chat's keys, wrapped by STORE_KEY; after a change of STORE_KEY a chat has one for each.
create table chat_key (
  id text primary key,
  chat bigint not null,
  store_key text not null,
  wrapped bytea not null
);
create index chat_key_by_chat on chat_key (chat, store_key);

-- The same for what is recorded, which can be made unreadable by itself.
create table message_key (
  id text primary key,
  chat bigint not null,
  store_key text not null,
  wrapped bytea not null
);
create index message_key_by_chat on message_key (chat, store_key);

create table job (
  update_id bigint primary key,
  lane text,
  chat bigint,
  kind text not null,
  state text not null default 'new', -- then 'due' once its reply is kept, then 'done', 'dead' or 'aside'
  at bigint not null,
  stored_at bigint not null,
  store_key text not null,
  body bytea, -- null once it is done, as is the reply
  reply bytea,
  sent text not null default '{"parts":0,"messages":[]}', -- JSON of Sent
  not_before bigint not null default 0,
  lease_until bigint not null default 0, -- 0: not claimed
  process bigint, -- the number of the one that claimed it
  claim integer not null default 0, -- how often it has been claimed
  tries integer not null default 0,
  crashes integer not null default 0,
  begun integer not null default 0, -- in how many claims a model was asked for it
  begun_in integer not null default 0, -- the last of those
  closed_at bigint
);
-- Without these, a claim would walk through all that is done and not yet purged.
create index job_open on job (store_key, update_id) where state in ('new', 'due');
create index job_open_by_lane on job (lane, update_id) where state in ('new', 'due');
create index job_by_chat on job (chat) where state in ('new', 'due');
create index job_closed on job (closed_at) where closed_at is not null;

create table chat (
  chat bigint primary key,
  seen_at bigint,
  left_at bigint,
  held_until bigint,
  settings text -- JSON of ChatSettings
);

-- What was last asked by each person, and answered.
create table turn (
  chat bigint not null,
  topic bigint not null, -- 0: none
  person bigint not null,
  store_key text not null,
  slot integer not null, -- seq modulo as many as are kept, so that the next one takes the oldest one's place
  seq bigint not null,
  asked_in bigint, -- the message that asked
  exchange bytea not null, -- question and answer
  at bigint not null,
  primary key (chat, topic, person, store_key, slot)
);
create index turn_by_time on turn (at);
create index turn_by_person on turn (person);

-- What messages of the bot's answer.
create table answer (
  chat bigint not null,
  message bigint not null,
  store_key text not null,
  asked_in bigint,
  exchange bytea not null,
  at bigint not null,
  primary key (chat, message, store_key)
);
create index answer_by_time on answer (at);
create index answer_by_question on answer (chat, asked_in);

-- What messages of the bot's show; no text.
create table sent_answer (
  chat bigint not null,
  message bigint not null,
  shown text not null, -- JSON of SentAnswer
  at bigint not null,
  primary key (chat, message)
);
create index sent_answer_by_time on sent_answer (at);

create table usage (
  scope text not null,
  key text not null,
  window_start bigint not null,
  used bigint not null,
  reserved bigint not null,
  primary key (scope, key, window_start)
);
create index usage_by_window on usage (window_start);

-- Of "reserved" in usage, what each of those holds who have not settled yet.
create table reservation (
  id text not null,
  scope text not null,
  key text not null,
  window_start bigint not null,
  place integer not null, -- in the order in which they are locked
  amount bigint not null,
  process bigint not null,
  begun integer not null default 0, -- 1: counts in full when the process dies
  primary key (id, scope)
);
create index reservation_by_key on reservation (key);

-- Chats that record, or did so lately.
create table recording (
  chat bigint primary key,
  since bigint, -- when it was switched on; null: off
  forget_at bigint, -- when this row goes, and with it what was recorded; null: not yet
  last_message bigint not null default 0 -- the highest id there was: one that is not higher comes for the second time
);

-- Who may not be recorded, and who may be in this chat though in no other.
create table objection (
  person bigint not null,
  chat bigint not null, -- 0: every chat that has no row of its own
  objects integer not null, -- 1 or 0: SQLite has no booleans
  primary key (person, chat)
);

create table message (
  chat bigint not null,
  message bigint not null, -- below 0 in a chat that has moved since: the old id, which names nothing here
  topic bigint not null, -- 0: none
  person bigint not null,
  at bigint not null,
  edited_at bigint,
  reply_to bigint,
  store_key text not null,
  sealed bytea not null, -- name and text
  primary key (chat, message)
);
create index message_by_time on message (chat, at);
create index message_by_age on message (at);
create index message_by_person on message (person, chat);
`;

/** The version of `TABLES`; lower ones were never released. */
export const FIRST_VERSION = 7;

/** What later releases change, in order, in statements as above; what was released is never edited. */
const CHANGES: readonly string[] = [
  `
-- What an owner sent and nobody has taken in yet.
create table offered_article (
  id text primary key, -- of the chat and the file
  chat bigint not null,
  store_key text not null,
  sealed bytea not null, -- JSON of the file's name and its bytes in base64
  at bigint not null
);
create index offered_article_by_time on offered_article (at);
create index offered_article_by_chat on offered_article (chat);

-- What was taken in, where DATA_DIR is not for it. Published texts: not sealed.
create table article (
  name text primary key,
  bytes bytea not null,
  at bigint not null
);
`,
  `
-- Drafts that somebody told to stop, for the process that writes them.
create table stop (
  chat bigint not null,
  draft bigint not null,
  at bigint not null,
  primary key (chat, draft)
);
create index stop_by_time on stop (at);
`,
];

export const VERSION = FIRST_VERSION + CHANGES.length;

export interface Table {
  readonly name: string;
  /** The columns that name a row. */
  readonly key: readonly string[];
}

/** All but the version's own and the articles' that owners sent, which are files where there is a folder for them. */
export const DATA_TABLES: readonly Table[] = [TABLES, ...CHANGES]
  .join("")
  .split(/;$/mu)
  .flatMap((statement) => {
    const name = /^create table (\w+)/mu.exec(statement)?.[1] ?? null;
    if (name === null || name === "meta" || name === "article") return [];
    const together = /primary key \(([^)]+)\)/u.exec(statement)?.[1]?.split(", ");
    const alone = /^\s*(\w+) .*primary key/mu.exec(statement)?.[1];
    return [{ name, key: together ?? (alone === undefined ? [] : [alone]) }];
  });

/** Looks first, so that nothing is locked where nothing is to do. `wanted`: an older version, for tests of what is brought up to date. Throws a StoreError. */
export async function makeTables(database: Database, wanted = VERSION): Promise<void> {
  const found = await readVersion(database, database);
  if (found === wanted) return;
  if (found !== null) refuseOtherVersions(found, database.where);
  await database.transact(async (tx) => {
    for (const lock of database.lockSchema) await tx.run(lock);
    const version = await readVersion(database, tx);
    if (version === wanted) return;
    const changes = CHANGES.slice(
      (version ?? FIRST_VERSION) - FIRST_VERSION,
      wanted - FIRST_VERSION,
    );
    const steps = version === null ? [TABLES, ...changes] : changes;
    for (const statement of steps.join("").split(/;$/mu))
      if (statement.trim() !== "") await tx.run(sql.raw(statement));
    await tx.run(sql`delete from meta`);
    await tx.run(sql`insert into meta (version) values (${wanted})`);
  });
}

/** Throws a StoreError for a version that this program neither has nor can bring up to date. */
export function refuseOtherVersions(version: number, where: string): void {
  if (version > VERSION) throw storeError("newer", where);
  if (version < FIRST_VERSION) throw storeError("older", where);
}

/** Null when there are no tables yet. */
export async function readVersion(
  { findTable }: Differences,
  queries: Queries,
): Promise<number | null> {
  const tables = await queries.read(findTable("meta"));
  if (tables.length === 0) return null;
  const [meta] = await queries.read(sql<{ version: number }>`select version from meta`);
  return meta?.version ?? null;
}
