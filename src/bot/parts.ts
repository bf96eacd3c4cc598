/**
 * What the bot is composed from; `main.ts` and the tests hand it in. Each handler asks for those it needs.
 */
import type { Translator } from "../answer/translation.ts";
import type { Library } from "../library.ts";
import type { Store } from "../store/store.ts";
import type { Summarizer } from "../summary/summary.ts";
import type { FetchPage } from "./articles/fetch-page.ts";
import type { Admitted } from "./operator/admission.ts";
import type { Log } from "./log.ts";
import type { Stats } from "./operator/stats.ts";
import type { Limits } from "./questions/limits.ts";

/** Summaries of what groups have recorded. */
export interface Summaries {
  readonly summarizer: Summarizer;
  /** Of recorded messages, from their date. */
  readonly retentionDays: number;
  /** IANA: "Europe/Berlin". */
  readonly timeZone: string;
  /** Between two summaries in one chat; 0: none. */
  readonly cooldownSeconds: number;
}

/** Where articles that owners send come from and go to. */
export interface SentArticleParts {
  readonly fetchPage: FetchPage;
  /** Settles when this process' library holds what the store keeps. */
  readonly refresh: () => Promise<void>;
}

export interface Parts {
  /** The articles as they are now; a handler asks once and keeps what it got until it has answered. */
  readonly library: () => Library;
  readonly store: Store;
  readonly admitted: Admitted;
  readonly limits: Limits;
  readonly stats: Stats;
  /** Null: no model is there to translate. */
  readonly translator: Translator | null;
  readonly summaries: Summaries;
  readonly articles: SentArticleParts;
  readonly log: Log;
  /** How a chat is named in the log. */
  readonly pseudonym: (chat: number) => string;
  /** Milliseconds, as `Date.now`. */
  readonly now: () => number;
}
