/**
 * The bytes of one file of any kind → its Article, or the reason why it is not read.
 *
 * Files come from anywhere, so each is read within bounds. A file passes
 *
 * 1. `kinds.ts`: what its name and size tell.
 * 2. `is-ordinary.ts`: short text without masses of marks is read here, at once.
 * 3. `reader.ts`: everything else is read in a process of its own, which may end without harm (`reader-process.ts`).
 * 4. There `html.ts`, `docx.ts`, `pdf/` or the parsers of text make the Draft, and `build-article.ts` the Article.
 *
 * @example
 * const read = await readArticleFile({ name: "steg.html", bytes: await readFile("steg.html") });
 * if (read.kind === "article") console.log(read.article.title);
 */
import { ArticleError } from "../faults.ts";
import { parseArticle } from "../parse.ts";
import { decodeText } from "./decode.ts";
import { accept, refuse, type ArticleFile, type FileRead } from "./file-read.ts";
import { isOrdinary } from "./is-ordinary.ts";
import { kindOf, refuseSize } from "./kinds.ts";
import { createReader } from "./reader.ts";

/** Starts nothing before the first file. */
const readApart = createReader();

/** Never rejects. */
export async function readArticleFile(file: ArticleFile): Promise<FileRead> {
  const { name, bytes } = file;
  try {
    const kind = kindOf(name);
    if (kind === null) throw new ArticleError("kind");
    refuseSize(kind, bytes.length);
    if (bytes.length === 0) throw new ArticleError("empty");
    if (kind !== "markdown" && kind !== "text") return await readApart(file);
    const text = decodeText(bytes);
    if (!isOrdinary(text)) return await readApart(file);
    return accept(parseArticle(name, text, file.foreseen));
  } catch (error) {
    return refuse(error);
  }
}
