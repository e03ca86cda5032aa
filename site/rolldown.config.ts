import { siteOptions } from "./build/site.js";

export default siteOptions;
