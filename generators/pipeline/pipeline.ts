import { z } from "zod";

/** Parameters of every combinational design beside its operator's: where registers stand and what controls them. */
export const pipelineParameters = {
  stages: z
    .int()
    .min(0)
    .max(64)
    .default(0)
    .describe("stages of a pipeline, each ending in registers; 0: none"),
  frequency: z
    .int()
    .min(1)
    .max(20_000)
    .optional()
    .describe("clock in MHz; without stages, as few of them as reach it in the library that is chosen"),
  registered: z
    .enum(["output", "both", "inside"])
    .default("output")
    .describe("ports behind registers: the outputs; inputs too, in a rank more; or none, all ranks inside"),
  ce: z.boolean().default(false).describe("a clock enable for all registers"),
  handshake: z
    .enum(["none", "valid", "ready"])
    .default("none")
    .describe("valid: bits that go along with operands; ready: and back-pressure"),
};

/** How a design is pipelined. */
export type Pipeline = Readonly<z.output<z.ZodObject<typeof pipelineParameters>>>;

/** Latency in clock cycles: the ranks of registers between operands and result. */
export const latencyOf = ({ stages, registered }: Pipeline): number =>
  stages === 0 ? 0 : stages + (registered === "both" ? 1 : 0);

/** The defaults: no pipeline. */
export const usualPipeline: Pipeline = z.object(pipelineParameters).parse({});

/** The parameters of a pipeline that differ from the defaults. */
export const unusualOf = (pipeline: Pipeline): [string, string | number | boolean][] =>
  Object.entries(pipeline).flatMap(([name, value]) =>
    value === undefined || value === usualPipeline[name as keyof Pipeline] ? [] : [[name, value]],
  );

/** Whether a pipeline has control ports: a clock enable or a handshake. */
export const hasControls = ({ ce, handshake }: Pipeline): boolean => ce || handshake !== "none";

/** Whether synthesis has still to find how many stages reach the frequency. */
export const isOpen = ({ stages, frequency }: Pipeline): boolean => stages === 0 && frequency !== undefined;
