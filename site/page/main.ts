import { done, type Job } from "./work.js";

/*
 * One script, twice: in the page, and in the worker that the page starts of the same text. So the page is one file, and works
 * from a file too, where a browser loads no worker. What draws is loaded by the page alone, as it needs a document at once.
 */
if (typeof document === "undefined")
  addEventListener("message", ({ data }: MessageEvent<Job>) => {
    postMessage(done(data));
  });
else {
  const root = document.getElementById("configurator");
  const text = document.currentScript?.textContent ?? "";
  if (root === null) throw new Error("the page has no configurator");
  void import("./page.js").then(({ startPage }) => {
    startPage(root, URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  });
}
