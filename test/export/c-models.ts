import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cModel } from "../../export/c/model.js";
import type { Design } from "../../generators/design.js";
import { layoutOf, type Field } from "../../operands/word.js";
import { runTool } from "../../tools/run.js";
import type { Tool } from "../../tools/tool.js";

export const cc: Tool = {
  name: "A C compiler",
  command: "cc",
  packages: { "apt-get": "gcc libc6-dev", dnf: "gcc", brew: "gcc" },
};

const flags = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-O0"];

const cxx: Tool = {
  name: "A C++ compiler",
  command: "c++",
  packages: { "apt-get": "g++", dnf: "gcc-c++", brew: "gcc" },
};

/**
 * Compiles a design's model as C++, and a program in C++ that includes its header.
 * @throws {ToolError} there is no C++ compiler, or it has anything to complain of
 */
export async function compileAsCxx(folder: string, design: Design): Promise<void> {
  for (const [name, text] of cModel(design)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, "user.cpp"), `#include "${design.moduleName}.h"\n`);
  const strict = ["-std=c++11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only", "-x", "c++"];
  await runTool(cxx, [...strict, `${design.moduleName}.c`, "user.cpp"], { cwd: folder, timeLimit: 60 });
}

/**
 * Compiles the designs' models into one program and runs it on input words, successive clock cycles from reset where
 * there are registers.
 * @returns each design's outputs side by side, a word for each of its input words
 * @throws {ToolError} there is no C compiler, or it has anything to complain of
 */
export async function runModels(
  folder: string,
  jobs: readonly { readonly design: Design; readonly words: readonly bigint[] }[],
): Promise<bigint[][]> {
  for (const { design } of jobs)
    for (const [name, text] of cModel(design)) await writeFile(join(folder, name), text);
  const designs = jobs.map(({ design }) => design);
  await writeFile(join(folder, "main.c"), program(designs));
  const sources = [...designs.map(({ moduleName }) => `${moduleName}.c`), "main.c"];
  const half = Math.ceil(sources.length / 2);
  const compile = (files: readonly string[]) =>
    files.length === 0 ? undefined : runTool(cc, [...flags, "-c", ...files], { cwd: folder, timeLimit: 120 });
  await Promise.all([compile(sources.slice(0, half)), compile(sources.slice(half))]);
  const objects = sources.map((name) => name.replace(/c$/, "o"));
  await runTool(cc, [...objects, "-o", "models"], { cwd: folder, timeLimit: 60 });
  const models: Tool = { name: "the models", command: join(folder, "models"), packages: {} };
  return Promise.all(
    jobs.map(async ({ design, words }, index) => {
      const inputs = layoutOf(design.ports, "input");
      const lines = words.map((word) => inputs.fields.flatMap((field) => limbs(field, word)).join(" "));
      await writeFile(join(folder, `${index}.txt`), lines.join("\n"));
      const args = [`${index}`, `${index}.txt`, `${words.length}`];
      const { stdout } = await runTool(models, args, { cwd: folder, timeLimit: 60 });
      return stdout.split("\n").map((line) => outputWord(design, line));
    }),
  );
}

const limbCount = ({ format }: Field): number => Math.ceil(format.width / 64);

/** A field of a word, above it bits that a model must ignore. */
function limbs(field: Field, word: bigint): string[] {
  const { width } = field.format;
  const bits = BigInt.asUintN(width, word >> BigInt(field.lsb)) | (-1n << BigInt(width));
  return Array.from({ length: limbCount(field) }, (_, i) =>
    BigInt.asUintN(64, bits >> BigInt(64 * i)).toString(16),
  );
}

function outputWord(design: Design, line: string): bigint {
  const outputs = layoutOf(design.ports, "output");
  const read = line.split(" ").map((text) => BigInt(`0x${text}`));
  const patterns = outputs.fields.map((field) =>
    read.splice(0, limbCount(field)).reduceRight((bits, limb) => (bits << 64n) | limb, 0n),
  );
  return outputs.join(patterns);
}

/** A program that runs the model whose number it is given on a file of words: hexadecimal limbs, lowest first. */
function program(designs: readonly Design[]): string {
  const read = (fields: readonly Field[]) =>
    fields.flatMap((field) =>
      Array.from(
        { length: limbCount(field) },
        (_, i) => `    if (fscanf(file, "%" SCNx64, &${at(field, i)}) != 1) return 1;`,
      ),
    );
  const at = (field: Field, i: number) => `port_${field.name}${limbCount(field) > 1 ? `[${i}]` : ""}`;
  const functions = designs.map((design, index) => {
    const inputs = layoutOf(design.ports, "input").fields;
    const outputs = layoutOf(design.ports, "output").fields;
    const declare = (field: Field) =>
      `    uint64_t port_${field.name}${limbCount(field) > 1 ? `[${limbCount(field)}]` : ""};`;
    const state = design.machine === null ? [] : ["&state"];
    const [only, ...others] = outputs;
    const returned = only !== undefined && others.length === 0 && limbCount(only) === 1;
    const results = outputs.map((field) => `${limbCount(field) > 1 ? "" : "&"}port_${field.name}`);
    const given = [...state, ...inputs.map(({ name }) => `port_${name}`), ...(returned ? [] : results)];
    const call = `${design.moduleName}${design.machine === null ? "" : "_step"}(${given.join(", ")})`;
    const printed = outputs.flatMap((field) =>
      Array.from({ length: limbCount(field) }, (_, i) => at(field, i)),
    );
    return [
      `static int run${index}(FILE *file, long count) {`,
      ...(state.length > 0
        ? [`  ${design.moduleName}_state state;`, `  ${design.moduleName}_reset(&state);`]
        : []),
      "  for (long i = 0; i < count; i++) {",
      ...[...inputs, ...outputs].map(declare),
      ...read(inputs),
      `    ${returned ? `port_${only.name} = ` : ""}${call};`,
      `    printf("${printed.map(() => '%" PRIx64 "').join(" ")}\\n", ${printed.join(", ")});`,
      "  }",
      "  return 0;",
      "}",
    ].join("\n");
  });
  return [
    ...designs.map(({ moduleName }) => `#include "${moduleName}.h"`),
    "#include <inttypes.h>",
    "#include <stdio.h>",
    "#include <stdlib.h>",
    ...functions,
    "int main(int argc, char **argv) {",
    "  if (argc != 4) return 2;",
    '  FILE *file = fopen(argv[2], "r");',
    "  if (file == NULL) return 2;",
    "  switch (atoi(argv[1])) {",
    ...designs.map((_, index) => `    case ${index}: return run${index}(file, atol(argv[3]));`),
    "    default: return 2;",
    "  }",
    "}",
    "",
  ].join("\n");
}
