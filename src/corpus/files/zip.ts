/**
 * The directory of a zip archive, read without unpacking anything: which files are packed in it, and how large they say they are.
 */
import { inflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  /** In bytes, as the directory declares it. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  /** Where its own head begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_LENGTH = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const HEAD_LENGTH = 30;
const DEFLATED = 8;

/** Null where the bytes are no archive, or one cut off; more than `limit` entries are not listed. */
export function listZip(bytes: Uint8Array, limit: number): ZipEntry[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(buffer);
  if (end === null) return null;
  const entries: ZipEntry[] = [];
  let at = buffer.readUInt32LE(end + 16);
  while (at + ENTRY_LENGTH <= end && buffer.readUInt32LE(at) === ENTRY && entries.length < limit) {
    const nameLength = buffer.readUInt16LE(at + 28);
    const start = at + ENTRY_LENGTH;
    entries.push({
      name: buffer.toString("utf8", start, start + nameLength),
      method: buffer.readUInt16LE(at + 10),
      packedSize: buffer.readUInt32LE(at + 20),
      size: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    });
    at = start + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries.length > 0 ? entries : null;
}

/** Its head stands at the end of the archive, before a comment. */
function findEnd(buffer: Buffer): number | null {
  const last = buffer.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - COMMENT_LENGTH); at -= 1)
    if (buffer.readUInt32LE(at) === END) return at;
  return null;
}

/** The text of one packed file; null where it is longer than `limit` bytes, or broken. */
export function readZipText(bytes: Uint8Array, entry: ZipEntry, limit: number): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + HEAD_LENGTH > buffer.length) return null;
  const lengths = buffer.readUInt16LE(entry.offset + 26) + buffer.readUInt16LE(entry.offset + 28);
  const start = entry.offset + HEAD_LENGTH + lengths;
  const packed = buffer.subarray(start, start + entry.packedSize);
  if (entry.method !== DEFLATED) return packed.subarray(0, limit).toString("utf8");
  try {
    return inflateRawSync(packed, { maxOutputLength: limit }).toString("utf8");
  } catch {
    return null;
  }
}
