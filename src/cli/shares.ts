/**
 * Shares of what was counted, for people and for programs.
 */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** Of the items those for which the claim holds. */
export function shareOf<Item>(items: readonly Item[], claim: (item: Item) => boolean): Share {
  return { count: items.filter(claim).length, of: items.length };
}

/** From 0 to 1; 0 of none. */
export function ratioOf({ count, of }: Share): number {
  return of === 0 ? 0 : round(count / of);
}

/** "kept   0.900   27 of 30". */
export function rowOf(name: string, share: Share): string {
  return `${name.padEnd(40)} ${ratioOf(share).toFixed(3)}   ${share.count} of ${share.of}`;
}

/** To four digits, as programs get it. */
export function round(value: number): number {
  return Number(value.toFixed(4));
}
