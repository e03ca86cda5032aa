import hljs from "highlight.js/lib/common";
import verilog from "highlight.js/lib/languages/verilog";

hljs.registerLanguage("verilog", verilog);

/** A block of code as HTML, its words in spans: they are coloured as the configurator's files are. */
export function coloured(text: string, language: string): string {
  if (hljs.getLanguage(language) === undefined) return escaped(text);
  return hljs.highlight(text, { language }).value;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
