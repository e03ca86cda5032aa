import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { Marked, type Tokens } from "marked";
import { getHeadingList, gfmHeadingId } from "marked-gfm-heading-id";
import { coloured } from "./colours.js";

/** A page of the documentation, made. */
export interface DocsPage {
  /** Its file in the site, `docs/error.html`. */
  readonly file: string;
  readonly title: string;
  readonly html: string;
  /** Its headings' anchors, without `#`. */
  readonly anchors: ReadonlySet<string>;
  /** Links to other pages and their headings, as paths in the site. */
  readonly links: readonly string[];
}

/** The pages of Markdown that the site has, by their paths from the root. */
export const sources = (): string[] => [
  "README.md",
  ...markdownIn("docs/tutorials"),
  ...markdownIn("docs"),
  "CONTRIBUTING.md",
  "CHANGELOG.md",
];

const markdownIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => posix.join(folder, name));

/** The pictures that pages show, by their paths from the root: they have the same in the site. */
export const pictures = (): string[] =>
  readdirSync("docs/pictures").map((name) => posix.join("docs/pictures", name));

/** Where a page of Markdown stands in the site: all side by side. */
const placeOf = (source: string): string => `docs/${basename(source, ".md").toLowerCase()}.html`;

/** @param source its path from the root @throws {Error} it links to a file that does not exist */
export function docsPage(source: string, markdown = readFileSync(source, "utf8")): DocsPage {
  const links: string[] = [];
  const inSite = new Set(sources());
  const marked = new Marked(gfmHeadingId(), {
    renderer: {
      code: ({ text, lang }: Tokens.Code): string =>
        `<pre><code class="${lang ?? ""}">${coloured(text, lang ?? "")}</code></pre>\n`,
      image({ href, text }: Tokens.Image): string {
        const target = posix.normalize(join(dirname(source), href));
        if (!pictures().includes(target))
          throw new Error(`${source} shows ${href}, which is no picture of docs/pictures/`);
        return `<img src="${target.replace(/^docs\//, "")}" alt="${text}">`;
      },
      link({ href, tokens }: Tokens.Link): string {
        const text = this.parser.parseInline(tokens);
        const target = resolved(source, href, inSite);
        if (target === undefined) return text;
        if (!/^[a-z]+:/.test(target)) links.push(target);
        return `<a href="${target.replace(/^docs\//, "")}">${text}</a>`;
      },
    },
  });
  const html = accessible(marked.parse(markdown) as string);
  const headings = getHeadingList();
  return {
    file: placeOf(source),
    title: headings[0]?.raw ?? source,
    html,
    anchors: new Set(headings.map(({ id }) => id)),
    links,
  };
}

/** What is wider than a telephone scrolls by itself, with the keyboard too; a heading without words is none. */
function accessible(html: string): string {
  let tables = 0;
  return html
    .replaceAll(
      "<table>",
      () => `<div class="wide" tabindex="0" role="region" aria-label="Table ${++tables}"><table>`,
    )
    .replaceAll("</table>", "</table></div>")
    .replaceAll(/<th[^>]*><\/th>/g, "<td></td>")
    .replaceAll("<pre>", '<pre tabindex="0">');
}

/** Where a link goes in the site; undefined: to a file of the clone that the site lacks. */
function resolved(source: string, href: string, inSite: ReadonlySet<string>): string | undefined {
  if (/^[a-z]+:/.test(href)) return href;
  const [path = "", anchor] = href.split("#", 2);
  const target = path === "" ? source : posix.normalize(join(dirname(source), path));
  if (!existsSync(target)) throw new Error(`${source} links to ${href}, which does not exist`);
  if (!inSite.has(target)) return undefined;
  return placeOf(target) + (anchor === undefined ? "" : `#${anchor}`);
}

/** Links to pages or headings that there are not, a line each. */
export function deadLinks(pages: readonly DocsPage[]): string[] {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  return pages.flatMap(({ file, links }) =>
    links
      .filter((link) => {
        const [target = "", anchor] = link.split("#", 2);
        const page = byFile.get(target);
        return page === undefined || (anchor !== undefined && !page.anchors.has(anchor));
      })
      .map((link) => `${file} links to ${link}, which does not exist`),
  );
}
