import hljs from "highlight.js/lib/core";
import c from "highlight.js/lib/languages/c";
import json from "highlight.js/lib/languages/json";
import tcl from "highlight.js/lib/languages/tcl";
import verilog from "highlight.js/lib/languages/verilog";
import yaml from "highlight.js/lib/languages/yaml";

for (const [name, language] of Object.entries({ c, json, tcl, verilog, yaml }))
  hljs.registerLanguage(name, language);

const languages: Readonly<Record<string, string>> = {
  v: "verilog",
  sv: "verilog",
  c: "c",
  h: "c",
  json: "json",
  sdc: "tcl",
  core: "yaml",
};

/** More than this would take longer to colour than one waits. */
const mostCharacters = 400_000;

/** A file's text as HTML, its words in spans; null where it is plain text. */
export function highlighted(file: string, text: string): string | null {
  const language = languages[file.split(".").at(-1) ?? ""];
  if (language === undefined || text.length > mostCharacters) return null;
  return hljs.highlight(text, { language }).value;
}
