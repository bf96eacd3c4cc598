import { expect, test } from "vitest";

import { measureRecording, recordingForPeople } from "../../../bench/speed/recording.ts";

test("what is recorded is read back, and both are timed", async () => {
  const figures = await measureRecording(2500);
  expect(figures.read.map(({ messages }) => messages)).toEqual([2000, 2700]);
  for (const speed of [figures.recordedPerSecond, figures.recordedAlonePerSecond])
    expect(speed).toBeGreaterThan(0);
  expect(recordingForPeople(figures)).toMatch(
    /^Recorded, 2,500 messages in batches of 100: [\d,]+ a second\nRecorded one at a time: [\d,]+ a second\nRead, the last 2,000: [\d,]+ ms \(at most [\d,]+ ms of 9 times\)\nRead, the last 2,700: /u,
  );
});
