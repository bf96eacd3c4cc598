/**
 * What is counted for whoever watches the bot: the parts that something happens in call these.
 */
export interface Meter {
  /** `outcome` as /stats has it. `ms`: from when it came until it was answered; null where it was not. */
  question(outcome: string, ms: number | null): void;
  /** One message to Telegram, by what became of it. */
  send(outcome: string): void;
  /** One call of a model. */
  model(call: ModelCall): void;
  /** One sentence that was read a second time. */
  judged(verdict: string): void;
}

export interface ModelCall {
  /** "written" or "failed". */
  readonly outcome: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In micro-dollars. */
  readonly cost: number;
  readonly ms: number;
}

/** Where nobody watches. */
export const unmetered: Meter = { question() {}, send() {}, model() {}, judged() {} };
