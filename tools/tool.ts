/** An external program that tapir runs, and how to install it. */
export interface Tool {
  /** Its name in messages, for example `Icarus Verilog`. */
  readonly name: string;
  /** The executable: a name looked up on the PATH, or a path. */
  readonly command: string;
  /** Package name per package manager; left out if it has none. */
  readonly packages: Readonly<Partial<Record<"apt-get" | "dnf" | "brew", string>>>;
}

/** The sentence that tells a person how to install a tool on Debian/Ubuntu, Fedora or macOS. */
export function installHint({ packages }: Tool): string {
  const systems = { "apt-get": "Debian/Ubuntu", dnf: "Fedora", brew: "macOS" } as const;
  const commands = Object.entries(packages).map(
    ([manager, name]) =>
      `${systems[manager as keyof typeof systems]}: ${manager === "brew" ? "" : "sudo "}${manager} install ${name}`,
  );
  return commands.join("; ");
}

export type ToolFailure = "missing" | "unsupported" | "crashed" | "timed out" | "interrupted";

/** A tool could not do its work; the message names the tool and the remedy. */
export class ToolError extends Error {
  override readonly name = "ToolError";

  constructor(
    readonly tool: Tool,
    readonly failure: ToolFailure,
    message: string,
  ) {
    super(message);
  }
}

/** Whether a failure concerns this design only: a missing tool will be missing for the next design too. */
export const isOfThisDesign = ({ failure }: ToolError): boolean =>
  failure === "crashed" || failure === "timed out" || failure === "interrupted";
