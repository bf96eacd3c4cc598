/**
 * What a handler gets: grammY's context, the update as it was understood, and the draft of what is sent back.
 */
import type { Context } from "grammy";

import type { Claim } from "../store/jobs/job.ts";
import type { Draft } from "./delivery/reply.ts";
import type { Meaning } from "./incoming/address.ts";
import type { Readable } from "./incoming/incoming.ts";
import type { Language } from "./incoming/language.ts";
import type { View } from "./screens/screen.ts";

interface Handling<I> {
  readonly incoming: I;
  /** The person's, else that of the articles. A question is answered in its own, where that can be told. */
  readonly language: Language;
  readonly view: View;
  readonly draft: Draft;
  /** From 1; more when an earlier try failed, or its process died. */
  readonly attempt: number;
  /** Null for what is handled at once and is no job. */
  readonly job: Claim | null;
  /** What the message asks: looked up in the store once, and only where the message alone does not tell. */
  readonly meaning: () => Promise<Meaning>;
}

/** `BotContext<Written>` is what the handler of a message gets. */
export type BotContext<I = Readable> = Context & Handling<I>;
