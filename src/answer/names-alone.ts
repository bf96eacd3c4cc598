/**
 * The names and numbers of a question in a language that nobody here speaks: "Poutine" is "Putin" in the articles.
 */
import type { Corpus } from "../corpus/passage.ts";
import { peopleOf } from "../speech/people.ts";
import { soundOf, soundsLike } from "../text/sounds.ts";
import { splitWords } from "../text/words.ts";

/** As the articles spell them; in order. */
export function namesAlone(question: string, { articles }: Corpus): string[] {
  const parts = articles.flatMap((article) =>
    peopleOf(article).names.flatMap((name) => splitWords(name, article.language)),
  );
  const known = [...new Set(parts)].map((name) => ({ name, sound: soundOf(name) }));
  return splitWords(question, "en").flatMap((word, i) => {
    const sound = soundOf(word);
    const alike = known.find((one) => soundsLike(sound, one.sound));
    if (alike !== undefined) return [alike.name];
    const isKept = /\d/u.test(word) || (i > 0 && /^(?=\p{Script=Latin})\p{Lu}/u.test(word));
    return isKept ? [word] : [];
  });
}
