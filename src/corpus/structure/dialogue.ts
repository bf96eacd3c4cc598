/**
 * An interview or a debate → its questions, and for each answer the question and who gives it.
 *
 * Turns are labelled ("Kim Probe (Bürgerliste): …", "Frage: …"), or the questions are bold or italic, or headings.
 */
import { foldSpace, type Block } from "../draft.ts";
import type { Speaker } from "../passage.ts";
import { withoutFootnotes } from "../markdown/footnotes.ts";
import { LABEL } from "./names.ts";

interface Turn {
  readonly name: string;
  readonly role: string | null;
  /** Without the label. */
  readonly words: string;
  readonly isBold: boolean;
}

/** Somebody else's words about the talk: it ends here. */
const ABOUT =
  /^(?:Zur Person|Über (?:die|den) |Das (?:Gespräch|Interview) führte|Die Fragen stellte|Interview:|Interview by|(?:The )?interview was conducted|Mit .{3,60} sprach|About (?:the|our) )/iu;

const QUESTION = /\?["”“»«’)]*$/u;

/** Labels of questions and of answers that name nobody. */
const ASKING = /^(?:Frage|F|Q|Question|Interviewer(?:in)?|Redaktion)$/iu;
const ANSWERING = /^(?:Antwort|A|Answer)$/iu;

/** A question under a bold label is not longer. */
const QUESTION_LENGTH = 600;

/** What the blocks so far leave for the next one. */
interface Floor {
  readonly question?: string;
  readonly speaker?: Speaker;
}

export function readDialogue(all: readonly Block[]): Block[] {
  const blocks = all.flatMap(partQuestion);
  const turns = spellInitials(blocks.map(readTurn));
  const talk = findTalk(turns.filter((turn) => turn !== null));
  let floor: Floor = {};
  return blocks.map((block, i) => {
    const found = turns[i] ?? null;
    const turn = found !== null && talk.names.has(found.name) ? found : null;
    floor = floorAfter(block, turn, { floor, talk });
    if (block.kind !== "paragraph") return block;
    return asks(block, turn, talk)
      ? { kind: "question", text: block.text }
      : { ...block, ...floor };
  });
}

function floorAfter(
  block: Block,
  turn: Turn | null,
  { floor, talk }: { floor: Floor; talk: Talk },
): Floor {
  if (block.kind === "heading")
    return isQuestion(block.text) ? { question: plain(block.text) } : {};
  if (block.kind === "rule") return {};
  if (block.kind !== "paragraph") return floor;
  if (asks(block, turn, talk)) return { question: plain(questionIn(block, turn)) };
  if (turn !== null) {
    const speaker = talk.speakers.get(turn.name);
    return {
      ...(floor.question === undefined ? {} : { question: floor.question }),
      ...(speaker === undefined ? {} : { speaker }),
    };
  }
  return block.isStyled === true || ABOUT.test(block.text) ? {} : floor;
}

function asks(block: Block, turn: Turn | null, { askers }: Talk): boolean {
  if (turn !== null) return askers.has(turn.name);
  return (
    block.kind === "paragraph" &&
    block.isStyled === true &&
    block.text.length < QUESTION_LENGTH &&
    isQuestion(block.text)
  );
}

/** "Hafenblatt: Wann öffnet er?" in bold asks without the paper's name. */
function questionIn({ text }: Block, turn: Turn | null): string {
  return turn?.words ?? text.replace(LABEL, "");
}

function plain(text: string): string {
  return withoutFootnotes(foldSpace(text));
}

/** "**Wer zahlt?** Das Land." is a question and its answer. */
function partQuestion(block: Block): Block[] {
  if (block.kind !== "paragraph" || block.isStyled === true || block.opening === undefined)
    return [block];
  const { opening, ...rest } = block;
  if (!isQuestion(opening) || !block.text.startsWith(opening) || LABEL.test(block.text))
    return [block];
  return [
    { kind: "paragraph", text: opening, isStyled: true },
    { ...rest, text: block.text.slice(opening.length).trim() },
  ];
}

/** "I.B." is Ilka Brandner, where one full name before it has these letters. */
function spellInitials(turns: readonly (Turn | null)[]): (Turn | null)[] {
  const names = new Set(
    turns.flatMap((turn) => (turn?.name.includes(" ") === true ? [turn.name] : [])),
  );
  return turns.map((turn) => {
    if (turn === null || !/^(?:\p{Lu}\.?\s?){2,3}$/u.test(turn.name)) return turn;
    const letters = turn.name.replace(/[^\p{Lu}]/gu, "");
    const full = [...names].filter((name) => name.replace(/[^\p{Lu}]/gu, "") === letters);
    return full.length === 1 ? { ...turn, name: full[0] ?? turn.name } : turn;
  });
}

function readTurn(block: Block): Turn | null {
  if (block.kind !== "paragraph" || ABOUT.test(block.text)) return null;
  const found = LABEL.exec(block.text);
  if (found === null) return null;
  const { name = "", role, office } = found.groups ?? {};
  return {
    name: capitalised(name),
    role: role ?? office ?? null,
    words: block.text.slice(found[0].length),
    isBold: block.opening?.startsWith(name) === true,
  };
}

/** "BEISPIEL" → "Beispiel" */
function capitalised(name: string): string {
  return name === name.toUpperCase() && name.length > 2
    ? name.replace(/\p{L}[\p{L}\p{M}]+/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase())
    : name;
}

interface Talk {
  /** Whose turns these are; empty where it is no talk: "Wann: Montag", "Eintritt: frei". */
  readonly names: ReadonlySet<string>;
  /** Those of them that ask. */
  readonly askers: ReadonlySet<string>;
  /** In the fullest form that a label has. */
  readonly speakers: ReadonlyMap<string, Speaker>;
}

const NO_TALK: Talk = { names: new Set(), askers: new Set(), speakers: new Map() };

function findTalk(turns: readonly Turn[]): Talk {
  if (turns.length < 2) return NO_TALK;
  const byName = Map.groupBy(turns, ({ name }) => name);
  const isAsked = turns.some(({ name, words }) => ASKING.test(name) || isQuestion(words));
  const isTalk =
    isAsked &&
    turns.length > byName.size - (turns.some(({ name }) => ANSWERING.test(name)) ? 1 : 0);
  const names = byName
    .keys()
    .filter((name) => isTalk || (byName.get(name) ?? []).some(isStatement));
  const kept = new Set(names);
  const askers = byName
    .entries()
    .filter(([name, own]) => ASKING.test(name) || (isTalk && isAsker(own)));
  return {
    names: kept,
    askers: new Set(askers.map(([name]) => name)),
    speakers: new Map(
      [...kept]
        .filter((name) => !ANSWERING.test(name))
        .map((name) => [name, speakerFor(name, byName)]),
    ),
  };
}

/** "Beispiel" is the "Erika Beispiel" of another label, with her role. */
function speakerFor(name: string, turns: ReadonlyMap<string, readonly Turn[]>): Speaker {
  const full = turns.keys().find((other) => other.endsWith(` ${name}`)) ?? name;
  const roles = [...(turns.get(full) ?? []), ...(turns.get(name) ?? [])].flatMap(
    ({ role }) => role ?? [],
  );
  return { name: full, role: roles[0] ?? null };
}

function isQuestion(words: string): boolean {
  return QUESTION.test(foldSpace(words));
}

/** Most of what an asker says are questions. */
function isAsker(turns: readonly Turn[]): boolean {
  return turns.filter(({ words }) => isQuestion(words)).length > turns.length / 2;
}

/** Somebody's full name and a party, or a name in bold before whole sentences. */
function isStatement({ name, role, isBold, words }: Turn): boolean {
  return (
    name.includes(" ") && (role !== null || (isBold && /\p{Ll}\s.*[.!]["”“»«]*$/su.test(words)))
  );
}
