/**
 * Lists of numbers by a numeric key, in typed arrays: many lists, most of them short, that only grow; 8 bytes an entry.
 */

export interface Postings {
  add(key: number, value: number): void;
  /** Newest first. */
  forEach(key: number, use: (value: number) => void): void;
}

const FIRST_SIZE = 1024;

export function createPostings(): Postings {
  const newest = new Map<number, number>();
  let values = new Uint32Array(FIRST_SIZE);
  /** Where the same key's entry before it stands; 0 for none. */
  let links = new Uint32Array(FIRST_SIZE);
  let used = 1;
  return {
    add(key, value) {
      if (used === values.length) [values, links] = [doubled(values), doubled(links)];
      values[used] = value;
      links[used] = newest.get(key) ?? 0;
      newest.set(key, used);
      used += 1;
    },
    forEach(key, use) {
      for (let at = newest.get(key) ?? 0; at > 0; at = links[at] ?? 0) use(values[at] ?? 0);
    },
  };
}

export function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
