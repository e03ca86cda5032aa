import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { searchOptions } from "../docs/search-options.js";
import { styleOf } from "./style.js";
import { deadLinks, docsPage, pictures, sources, type DocsPage } from "./docs.js";

/**
 * The documentation's pages by their files in the site, and the search's index.
 * @throws {Error} a link is dead
 */
export function docsFiles(): ReadonlyMap<string, string> {
  const pages = sources().map((source) => docsPage(source));
  const dead = deadLinks(pages);
  if (dead.length > 0) throw new Error(dead.join("\n"));
  const style = styleOf("site/docs/docs.css");
  return new Map([
    ...pages.map((page) => [page.file, htmlOf(page, pages, style)] as const),
    ...pictures().map((path) => [path, readFileSync(path, "utf8")] as const),
    ["docs/search-index.js", searchIndex(pages)],
  ]);
}

/** As a script: a page that is opened from a file can load no other data. */
function searchIndex(pages: readonly DocsPage[]): string {
  const search = new MiniSearch(searchOptions);
  search.addAll(pages.flatMap(sectionsOf));
  return `window.tapirSearchIndex = ${JSON.stringify(JSON.stringify(search))};\n`;
}

/** A page's sections, each found by itself: the text between two headings. */
function sectionsOf({ file, title: page, html }: DocsPage): { file: string; title: string; text: string }[] {
  const plain = (part: string): string => part.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  return html
    .split(/(?=<h[1-3] id=)/)
    .filter((part) => part.startsWith("<h"))
    .map((part) => {
      const [heading = "", id = "", title = ""] = /^<h\d id="([^"]*)">(.*?)<\/h\d>/s.exec(part) ?? [];
      const own = plain(title);
      return {
        file: `${file.replace(/^docs\//, "")}#${id}`,
        title: own === page ? own : `${page}: ${own}`,
        text: plain(part.slice(heading.length)),
      };
    });
}

function htmlOf({ file, title, html }: DocsPage, pages: readonly DocsPage[], style: string): string {
  const list = pages.map(
    (page) =>
      `<li><a href="${page.file.replace(/^docs\//, "")}"${page.file === file ? ' aria-current="page"' : ""}>${page.title}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · tapir</title>
<link rel="icon" href="data:,">
<style>
${style}</style>
</head>
<body>
<header>
<p><a href="../index.html"><b>tapir</b> configurator</a></p>
<search><label>Search <input id="search" type="search" autocomplete="off"></label></search>
</header>
<nav aria-label="Pages"><details><summary>Pages</summary><ul>
${list.join("\n")}
</ul></details></nav>
<main>
<ol id="found" aria-live="polite" hidden></ol>
${html}</main>
<script src="search-index.js" defer></script>
<script src="search.js" defer></script>
</body>
</html>
`;
}
