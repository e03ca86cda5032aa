import { Argument, Command } from "commander";
import { Cache } from "../../sweep/cache.js";
import { figure } from "../../report/numbers.js";
import { defaultCacheFolder } from "../../tools/cache-folder.js";
import { cacheOption, jsonOption } from "../options.js";
import { printResult } from "../output.js";

interface Options {
  readonly cache?: string;
  readonly json?: boolean;
}

export const command = new Command("cache")
  .description("the results that sweeps keep: how many there are, or forget them all")
  .addArgument(new Argument("[action]", "what to do").choices(["info", "clear"]).default("info"))
  .addOption(cacheOption())
  .addOption(jsonOption())
  .action(async (action: "info" | "clear", { cache: folder = defaultCacheFolder(), json }: Options) => {
    const cache = new Cache(folder);
    const { entries, bytes } = await cache.info();
    const cleared = action === "clear";
    if (cleared) await cache.clear();
    printResult(json === true, { folder, entries, bytes, cleared }, () => {
      const what = `${figure(entries, 0)} results, ${figure(bytes / 1e6, 1)} MB`;
      return cleared ? `${folder}: ${what} removed` : `${folder}: ${what}`;
    });
  });
