/**
 * A block quotation → a pull quote, where its last line names who says it; a box with a title; or its paragraphs.
 */
import type { Element, ElementContent } from "hast";
import { foldSpace, type Block } from "../draft.ts";
import { readSignature } from "../structure/signatures.ts";
import { readLine } from "./words.ts";

/** Obsidian's and GitHub's boxes: "[!info]- Title". */
const BOX = /^\[!(?<kind>[\w-]+)(?:\|[^\]\n]*)?\][+-]?[^\S\n]*(?<title>[^\n]*)\n?/u;

/** `children` are the quotation's elements, `inner` what they were read as. */
export function readQuotation(
  inner: readonly Block[],
  children: readonly ElementContent[],
): Block[] {
  const [first, ...rest] = inner;
  const box = first?.kind === "paragraph" ? BOX.exec(first.text) : null;
  if (first === undefined || box === null) return signed(inner, children);
  const title = foldSpace(box.groups?.["title"] ?? "");
  const text = first.text.slice(box[0].length).trim();
  const own: Block[] = first.kind !== "paragraph" || text === "" ? [] : [{ ...first, text }];
  return [
    ...(title === "" ? [] : [{ kind: "paragraph", text: title } as const]),
    ...signed([...own, ...rest], children),
  ];
}

function signed(inner: readonly Block[], children: readonly ElementContent[]): Block[] {
  const words = inner.filter(({ kind }) => kind === "paragraph");
  const lines = words.flatMap(({ text }) => text.split("\n").map(foldSpace));
  const last = lines.at(-1) ?? "";
  // To Markdown "- Name" is a list.
  const speaker = readSignature(isListOfOne(children) ? `- ${last}` : last);
  const text = lines.slice(0, -1).join("\n");
  if (
    speaker === null ||
    text === "" ||
    !(isClosed(lines.at(-2) ?? "") || /^[—–(-]/u.test(last) || isListOfOne(children))
  )
    return [...inner];
  return [{ kind: "pull-quote", text, speaker }, ...inner.filter(({ kind }) => kind === "caption")];
}

/** Whether the line before it ends like a sentence. */
function isClosed(line: string): boolean {
  return /[.!?…]["”“»«’‘')]*$/u.test(line);
}

function isListOfOne(children: readonly ElementContent[]): boolean {
  const last = children.findLast((child): child is Element => child.type === "element");
  return (
    last?.tagName === "ul" &&
    last.children.filter(({ type }) => type === "element").length === 1 &&
    readLine([last]).text.trim() !== ""
  );
}
