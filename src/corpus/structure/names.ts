/**
 * What a person's name looks like, for bylines, signatures and the labels of an interview; each is a part of a pattern.
 */

/** "Jens", "K.", "I.B.", "Dr.", "Jean-Pierre", "O’Neill", "MUSTER" */
const WORD = "(?:(?:\\p{Lu}\\p{L}{0,3}\\.)+|\\p{Lu}[\\p{L}\\p{M}’'-]*)";

const PARTICLE = "(?:v[oa]n|de[rnl]?|d[aiou]s?|l[ae]|el|al|bin|ibn|zu[mr]?|und|ter|ten|y)";

const NEXT = `(?:\\s+(?:${PARTICLE}\\s+)*${WORD})`;

/** One word or more: "Stoltenberg", "Ursula von der Leyen". */
export const NAME = `${WORD}${NEXT}{0,4}`;

/** Two words at least. */
export const FULL_NAME = `${WORD}${NEXT}{1,4}`;

/** What stands before what somebody says in an interview: "Kim Probe (Bürgerliste):", "MUSTER:", "Frage:". */
export const LABEL = new RegExp(
  `^(?<name>${NAME})(?:\\s*\\((?<role>[^()]{1,60})\\))?(?:,\\s(?<office>[^:.!?,]{2,40}))?\\s*:\\s+(?=\\S)`,
  "u",
);
