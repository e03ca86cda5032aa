import { docsOptions, siteOptions } from "./build/site.js";

export default [siteOptions, docsOptions];
