/**
 * The store's contract for usage: how much was taken of what is limited.
 */

/** Counters with a limit, which holds however many take at once. */
export interface Usage {
  /** Takes all of `amount`, or nothing where that would exceed `limit`. */
  take(counter: Counter, amount: number, limit: number): Promise<Taken>;
  /** One of each, until one refuses: of those behind it nothing is taken, nor told. */
  takeInTurn(wanted: readonly { counter: Counter; limit: number }[]): Promise<readonly Taken[]>;
  /**
   * Takes all of `amount` of every one, or nothing of any where one has no room: false. It is known only later what
   * was used: `settle` follows. Whoever shares counters names them in the same order, so that none wait in a circle.
   */
  reserve(wanted: readonly { counter: Counter; limit: number }[], amount: number): Promise<boolean>;
  /** Puts what was really used in the place of what had been reserved, in every one. */
  settle(counters: readonly Counter[], amounts: { reserved: number; used: number }): Promise<void>;
  /** Reserved amounts included. */
  read(counter: Counter): Promise<number>;
  /** What is nobody's in particular, of the windows that began at `from` or later; reserved amounts included. */
  readTotals(from: number): Promise<readonly Total[]>;
  /** Windows that began before; of what is nobody's in particular, before `totalsBefore`. Returns how many. */
  purge(before: number, totalsBefore?: number): Promise<number>;
}

/** Names one counter: what is limited, whose it is, and when its window began. Whole numbers only. */
export interface Counter {
  readonly scope: string;
  /** A chat's id moves with the chat; "" is nobody's in particular. */
  readonly key: string;
  readonly windowStart: number;
}

export interface Taken {
  readonly taken: boolean;
  /** After it, reserved amounts included. */
  readonly used: number;
}

export interface Total {
  readonly scope: string;
  readonly windowStart: number;
  readonly used: number;
}
