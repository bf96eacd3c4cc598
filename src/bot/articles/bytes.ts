/**
 * A stream → its bytes, and no more of them than there may be.
 */
export class TooLargeError extends Error {
  override name = "TooLargeError";
}

/** What comes after `limit` bytes is not waited for. Rejects with a TooLargeError, or as the stream does. */
export async function bytesOf(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new TooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
