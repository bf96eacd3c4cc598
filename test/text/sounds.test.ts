/** Names in several transcriptions. */
import { expect, test } from "vitest";

import { soundOf, soundsLike } from "../../src/text/sounds.ts";

test.each([
  ["Lavrov", "Lawrow"],
  ["Zelensky", "Selenskyj"],
  ["Зеленский", "Zelensky"],
  ["Pyongyang", "Pjöngjang"],
  ["Shoigu", "Schoigu"],
  ["Poutine", "Putin"],
  ["Eurasia", "Eurasien"],
  ["Korean", "koreanischen"],
])("%s sounds like %s", (a, b) => {
  expect(soundsLike(soundOf(a), soundOf(b))).toBe(true);
});

test.each([
  ["Iran", "Irak"],
  ["Miller", "Milley"],
  ["Kim", "Kimberly"],
  ["Putin", "Rutte"],
])("%s does not sound like %s", (a, b) => {
  expect(soundsLike(soundOf(a), soundOf(b))).toBe(false);
});
