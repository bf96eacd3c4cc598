/**
 * The parser of each kind of file, loaded when a file of the kind is there.
 */
import { buildArticle } from "../build-article.ts";
import { ArticleError } from "../faults.ts";
import { parseArticle } from "../parse.ts";
import type { Article } from "../passage.ts";
import { decodePage, decodeText } from "./decode.ts";
import type { ArticleFile } from "./file-read.ts";
import { kindOf } from "./kinds.ts";

type Parser = (file: ArticleFile) => Article | Promise<Article>;

/** The parser throws ArticleError. */
export async function loadParser(name: string): Promise<Parser> {
  switch (kindOf(name)) {
    case "markdown":
    case "text":
      return (file) => parseArticle(file.name, decodeText(file.bytes), file.foreseen);
    case "html": {
      const { parsePage } = await import("./html.ts");
      return (file) => buildArticle(file.name, parsePage(decodePage(file.bytes)), file.foreseen);
    }
    case "pdf": {
      const { parsePdf } = await import("./pdf/parse-pdf.ts");
      // Else it loads its own parser in the first file's time.
      await (await import("unpdf")).getResolvedPDFJS();
      return async (file) => buildArticle(file.name, await parsePdf(file.bytes), file.foreseen);
    }
    case "docx": {
      const { parseDocx } = await import("./docx.ts");
      return async (file) => buildArticle(file.name, await parseDocx(file.bytes), file.foreseen);
    }
    case null:
    default:
      throw new ArticleError("kind");
  }
}
