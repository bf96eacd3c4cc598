/** Everything that holds of written answers and summaries holds where the server knows no citations, too. */
import { citeBy } from "../support/prompts.ts";

citeBy("marks");
await import("./generative.test.ts");
await import("./judging.test.ts");
await import("../summary/generative.test.ts");
