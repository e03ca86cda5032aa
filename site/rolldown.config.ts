import { docsOptions, folder, siteOptions } from "./build/site.js";
import { yosysOptions, yosysVersion } from "./build/yosys.js";

const hasYosys = yosysVersion() !== null;
if (!hasYosys)
  console.error(
    "The site has no synthesis: the npm package @yowasp/yosys is not installed. npm install --no-save @yowasp/yosys installs it.",
  );

export default [siteOptions, docsOptions, ...(hasYosys ? [yosysOptions(folder)] : [])];
